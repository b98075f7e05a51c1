"""The report for people: the excerpt, the mark under it, the way out, and a summary."""

import textwrap

from runbookc.diagnostics import Diagnostic
from runbookc.reporting import summary
from runbookc.reporting.columns import printable, width
from runbookc.reporting.excerpt import Row, rows
from runbookc.reporting.paint import BOLD, COLOURS, DIM, Paint, coloured, plain
from runbookc.reporting.report import Report
from runbookc.source import Span
from runbookc.source.frozen import dataclass

_RELATED_COLOUR = "34"


def render(report: Report, *, colour: bool = False, columns: int = 80, quiet: bool = False) -> str:
    """The findings, one blank line between them, and the summary, whose last line counts."""
    paint = coloured if colour else plain
    parts = [_finding(report, found, paint, columns) for found in report.diagnostics]
    if not quiet:
        parts.append(summary.render(report, colour=colour, columns=columns))
    return "\n".join(parts)


def _finding(report: Report, found: Diagnostic, paint: Paint, columns: int) -> str:
    style = COLOURS[found.severity]
    places = (found.span, *(place.span for place in found.related))
    frame = _Frame(report, paint, columns, max(len(str(span.end_line)) for span in places))
    title = paint(f"{found.severity}[{found.code}]", style)
    lines = [f"{title} {paint(f'{found.name}: {printable(found.message)}', BOLD)}"]
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
        arrow = self.paint(mark.arrow, DIM)
        lines = [f"{' ' * self.gutter}{arrow} {printable(path)}:{span.line}:{span.column}"]
        shown = rows(
            span, lambda number: self.report.line(path, number), self.columns - self.gutter - 3
        )
        if not any(row.text for row in shown):
            return lines + ([f"{self.margin}= {mark.label}"] if mark.label else [])
        bar = self.paint("|", DIM)
        lines.append(f"{self.margin}{bar}")
        for row in shown:
            if row.number is None:
                lines.append(f"{self.margin}{self.paint(':', DIM)}")
                continue
            number = self.paint(f"{row.number:>{self.gutter}}", DIM)
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
        bar = self.paint("|", DIM)
        indent = " " * max(0, min(row.indent, room - width(label)))
        wrapped = textwrap.wrap(label, room, break_long_words=False, break_on_hyphens=False)
        return [marked, *(f"{self.margin}{bar} {indent}{line}" for line in wrapped)]

    def advice(self, label: str, text: str) -> list[str]:
        """The way out, below the excerpt; its continuation lines keep the indent."""
        lead = f"{self.margin}{self.paint('=', DIM)} {self.paint(f'{label}:', BOLD)} "
        indent = " " * (len(self.margin) + len(f"= {label}: "))
        room = max(20, self.columns - len(indent))
        wrapped = textwrap.wrap(
            printable(text), room, break_long_words=False, break_on_hyphens=False
        )
        return [f"{indent if index else lead}{line}" for index, line in enumerate(wrapped)]
