"""The summary of a run in Markdown, as GitHub shows it beside a job."""

import re
from collections.abc import Iterator

from runbookc.diagnostics import Diagnostic
from runbookc.reporting.report import Report
from runbookc.reporting.summary import count
from runbookc.reporting.tally import tally
from runbookc.reporting.words import counted

LIMIT = 1024 * 1024
"""GitHub takes no more bytes of a step's summary."""

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&@$]")
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
        yield f"- {_code(path)}: {findings}\n"


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
    return f"- {found.severity} {found.code} {_code(place)} {_escaped(found.message)}\n"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _code(text: str) -> str:
    """Text of the docs as code: nothing in it is markup, whatever backticks it holds."""
    ticks = max((len(run) for run in re.findall("`+", text)), default=0) + 1
    fence = "`" * ticks
    space = " " if ticks > 1 else ""
    return f"{fence}{space}{_one_line(text)}{space}{fence}"


def _escaped(text: str) -> str:
    """Text of the docs as plain text: links, images, mentions and HTML in it stay dead."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
