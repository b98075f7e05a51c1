"""The report for people: the excerpt, the mark under it, the way out, and a count."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from runbookc.diagnostics import Diagnostic, Severity
from runbookc.reporting.columns import printable, width
from runbookc.reporting.excerpt import Row, rows
from runbookc.reporting.report import Report, Summary
from runbookc.source import Span

_BOLD, _DIM = "1", "2"
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;34"}
_RELATED_COLOUR = "34"

Paint = Callable[[str, str], str]
"""Text and an ANSI style to text."""


def _plain(text: str, style: str) -> str:
    return text


def _coloured(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if text else ""


def render(report: Report, *, colour: bool = False, columns: int = 80, quiet: bool = False) -> str:
    """The findings, one blank line between them, and the count as the last line."""
    paint = _coloured if colour else _plain
    parts = [_finding(report, found, paint, columns) for found in report.diagnostics]
    if not quiet:
        parts.append(f"{_count(report.summary, paint)}{_fixable(report)}\n")
    return "\n".join(parts)


def _finding(report: Report, found: Diagnostic, paint: Paint, columns: int) -> str:
    style = _COLOURS[found.severity]
    places = (found.span, *(place.span for place in found.related))
    frame = _Frame(report, paint, columns, max(len(str(span.end_line)) for span in places))
    title = paint(f"{found.severity}[{found.code}]", style)
    lines = [f"{title} {paint(f'{found.name}: {printable(found.message)}', _BOLD)}"]
    lines += frame.place(found.path, found.span, _Mark("-->", "^", style))
    for place in found.related:
        mark = _Mark(":::", "-", _RELATED_COLOUR, printable(place.message))
        lines += frame.place(place.path, place.span, mark)
    fix = f"{found.fix.message}." if found.fix else ""
    if found.help and found.help != fix:
        lines += frame.advice("help", found.help)
    if fix:
        lines += frame.advice("fix", fix)
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a place is pointed at: the arrow before it, the mark's character and style, a label."""

    arrow: str
    character: str
    style: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """One finding's surroundings: every place of it is drawn with the same gutter."""

    report: Report
    paint: Paint
    columns: int
    gutter: int

    @property
    def margin(self) -> str:
        """The blank gutter of a line that has no number."""
        return " " * (self.gutter + 1)

    def place(self, path: str, span: Span, mark: _Mark) -> list[str]:
        """Where it is, the lines that stand there, and the mark under them."""
        arrow = self.paint(mark.arrow, _DIM)
        lines = [f"{' ' * self.gutter}{arrow} {printable(path)}:{span.line}:{span.column}"]
        shown = rows(
            span, lambda number: self.report.line(path, number), self.columns - self.gutter - 3
        )
        if not any(row.text for row in shown):
            return lines + ([f"{self.margin}= {mark.label}"] if mark.label else [])
        bar = self.paint("|", _DIM)
        lines.append(f"{self.margin}{bar}")
        for row in shown:
            if row.number is None:
                lines.append(f"{self.margin}{self.paint(':', _DIM)}")
                continue
            number = self.paint(f"{row.number:>{self.gutter}}", _DIM)
            lines.append(f"{number} {bar} {row.text}".rstrip())
            pointer = self.paint(mark.character * row.marked, mark.style)
            lines.append(f"{self.margin}{bar} {' ' * row.indent}{pointer}")
        if mark.label:
            lines += self._label(lines.pop(), shown[-1], mark.label)
        return lines

    def _label(self, marked: str, row: Row, label: str) -> list[str]:
        """The label beside the mark where it fits, else below it, as far right as it can stand."""
        room = self.columns - len(self.margin) - 2
        if row.indent + row.marked + 1 + width(label) <= room:
            return [f"{marked} {label}"]
        bar = self.paint("|", _DIM)
        indent = " " * max(0, min(row.indent, room - width(label)))
        wrapped = textwrap.wrap(label, room, break_long_words=False, break_on_hyphens=False)
        return [marked, *(f"{self.margin}{bar} {indent}{line}" for line in wrapped)]

    def advice(self, label: str, text: str) -> list[str]:
        """The way out, below the excerpt; its continuation lines keep the indent."""
        lead = f"{self.margin}{self.paint('=', _DIM)} {self.paint(f'{label}:', _BOLD)} "
        indent = " " * (len(self.margin) + len(f"= {label}: "))
        room = max(20, self.columns - len(indent))
        wrapped = textwrap.wrap(
            printable(text), room, break_long_words=False, break_on_hyphens=False
        )
        return [f"{indent if index else lead}{line}" for index, line in enumerate(wrapped)]


def _count(summary: Summary, paint: Paint) -> str:
    found = [
        paint(_number(amount, word), _COLOURS[severity])
        for severity, amount, word in (
            (Severity.ERROR, summary.errors, "error"),
            (Severity.WARNING, summary.warnings, "warning"),
            (Severity.INFO, summary.infos, "info"),
        )
        if amount
    ]
    line = ", ".join(found) or "no findings"
    line += f" in {_number(summary.pages, 'page')}, {_number(summary.procedures, 'procedure')}"
    silenced = [
        f"{amount} {word}"
        for amount, word in ((summary.suppressed, "suppressed"), (summary.baselined, "baselined"))
        if amount
    ]
    return f"{line} ({', '.join(silenced)})" if silenced else line


def _fixable(report: Report) -> str:
    """How many findings need no author, as the end of the last line."""
    amount = sum(found.fix is not None for found in report.diagnostics)
    return f"; {amount} fixable with --fix" if amount else ""


def _number(amount: int, word: str) -> str:
    plural = word if amount == 1 or word == "info" else f"{word}s"
    return f"{amount} {plural}"
