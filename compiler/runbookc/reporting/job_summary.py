"""The summary of a run in Markdown, as GitHub shows it beside a job."""

from collections.abc import Iterator

from runbookc.diagnostics import Diagnostic
from runbookc.reporting.markdown_text import code, escaped
from runbookc.reporting.report import Report
from runbookc.reporting.summary import count
from runbookc.reporting.tally import tally
from runbookc.reporting.words import counted

LIMIT = 1024 * 1024
"""GitHub takes no more bytes of a step's summary."""

_RESERVE = 200
"""Bytes kept for the line that says how many findings are not listed."""


def render(report: Report, limit: int = LIMIT) -> str:
    """The numbers, then the findings, the worst first, as many as the limit allows.

    Args:
        report: what to sum up.
        limit: the most bytes; "" is given where not even the numbers fit.
    """
    head = "".join(_numbers(report))
    if len(head.encode()) > limit:
        return ""
    return head + _list(report, limit - len(head.encode()))


def _numbers(report: Report) -> Iterator[str]:
    yield f"## Documentation check\n\n{_sentence(count(report.summary))}\n\n"
    numbers = tally(report)
    if numbers.rules:
        yield "| rule | | severity | findings | pages |\n| --- | --- | --- | ---: | ---: |\n"
    for one in numbers.rules:
        yield f"| {one.code} | {one.name} | {one.severity} | {one.findings} | {one.pages} |\n"
    if numbers.pages:
        yield "\nPages with the most findings:\n\n"
    for path, findings in numbers.pages:
        yield f"- {code(path)}: {findings}\n"


def _list(report: Report, room: int) -> str:
    """The findings, folded; a last line says how many more there are."""
    opening = "\n<details>\n<summary>The findings, the worst first</summary>\n\n"
    closing = "\n</details>\n"
    room -= len(opening) + len(closing) + _RESERVE
    found = report.worst_first()
    lines: list[str] = []
    for one in found:
        line = _line(one)
        room -= len(line.encode())
        if room < 0:
            break
        lines.append(line)
    if not lines:
        return ""
    left = len(found) - len(lines)
    if left:
        more = counted(left, "finding")
        lines.append(f"\n{more} more would not fit within what GitHub takes of a step.\n")
    return f"{opening}{''.join(lines)}{closing}"


def _line(found: Diagnostic) -> str:
    place = f"{found.path}:{found.span.line}:{found.span.column}"
    return f"- {found.severity} {found.code} {code(place)} {escaped(found.message)}\n"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
