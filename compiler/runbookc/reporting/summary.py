"""The end of the report for people: findings by rule, the worst pages, and a line that counts."""

from runbookc.diagnostics import Severity
from runbookc.reporting.columns import printable, width
from runbookc.reporting.paint import COLOURS, DIM, Paint, coloured, plain
from runbookc.reporting.report import Report, Summary
from runbookc.reporting.tally import Tally, tally
from runbookc.reporting.words import counted

_WORTH_A_TABLE = 6
"""Findings that the reader can no longer take in at a glance."""


def render(report: Report, *, colour: bool = False, columns: int = 80) -> str:
    """The numbers of a report, the count as its last line.

    Args:
        report: what to sum up.
        colour: whether the reader's terminal shows colour.
        columns: how many a line may take.
    """
    paint = coloured if colour else plain
    blocks = []
    if len(report.diagnostics) >= _WORTH_A_TABLE:
        numbers = tally(report)
        blocks += [_rules(numbers, paint)]
        if numbers.pages:
            blocks += [_pages(numbers, paint, columns)]
    return "\n".join([*blocks, f"{count(report.summary, paint)}{_fixable(report)}\n"])


def _rules(numbers: Tally, paint: Paint) -> str:
    """One line for each rule: how often, on how many pages."""
    findings = max(len(str(one.findings)) for one in numbers.rules)
    name = max(len(one.name) for one in numbers.rules)
    lines = []
    for one in numbers.rules:
        amount = paint(f"{one.findings:>{findings}}", COLOURS[one.severity])
        where = paint(f"{one.severity.value:<7}  {counted(one.pages, 'page')}", DIM)
        lines.append(f"{amount}  {one.code}  {one.name:<{name}}  {where}\n")
    return "".join(lines)


def _pages(numbers: Tally, paint: Paint, columns: int) -> str:
    """The pages with the most findings; a path that is too long keeps its end."""
    digits = len(str(numbers.pages[0][1]))
    lines = [
        f"{findings:>{digits}}  {_fitted(printable(path), columns - digits - 2)}\n"
        for path, findings in numbers.pages
    ]
    return paint("pages with the most findings", DIM) + "\n" + "".join(lines)


def _fitted(path: str, columns: int) -> str:
    if width(path) <= columns:
        return path
    while width(path) > columns - 1:
        path = path[1:]
    return f"…{path}"


def count(summary: Summary, paint: Paint = plain) -> str:
    """How many findings in how many pages, and how many are silent."""
    where = f"{counted(summary.pages, 'page')}, {counted(summary.procedures, 'procedure')}"
    return findings(summary, paint, f" in {where}")


def findings(summary: Summary, paint: Paint = plain, where: str = "") -> str:
    """The same without the pages."""
    found = [
        paint(counted(amount, word), COLOURS[severity])
        for severity, amount, word in (
            (Severity.ERROR, summary.errors, "error"),
            (Severity.WARNING, summary.warnings, "warning"),
            (Severity.INFO, summary.infos, "info"),
        )
        if amount
    ]
    line = f"{', '.join(found) or 'no findings'}{where}"
    silenced = [
        f"{amount} {word}"
        for amount, word in (
            (summary.suppressed, "suppressed"),
            (summary.baselined, "baselined"),
            (summary.gone, "gone from the baseline"),
        )
        if amount
    ]
    return f"{line} ({', '.join(silenced)})" if silenced else line


def _fixable(report: Report) -> str:
    """How many findings need no author, as the end of the last line."""
    amount = sum(found.fix is not None for found in report.diagnostics)
    return f"; {amount} fixable with --fix" if amount else ""
