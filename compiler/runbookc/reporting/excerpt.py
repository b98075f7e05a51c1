"""The lines of a finding, with a mark under exactly the characters at fault."""

from collections.abc import Callable

from runbookc.reporting.columns import expand, width
from runbookc.source import Span
from runbookc.source.frozen import dataclass

_CUT = "…"
_CONTEXT = 24
_SHOWN_LINES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an excerpt.

    Args:
        number: its line number, or None for the gap between two lines.
        text: as much of the line as fits.
        indent: columns before the mark.
        marked: columns that the mark covers.
    """

    number: int | None
    text: str = ""
    indent: int = 0
    marked: int = 0


def rows(span: Span, line: Callable[[int], str], columns: int) -> tuple[Row, ...]:
    """The rows that show a span.

    Args:
        span: what to mark.
        line: the text of a line by its number.
        columns: the most that a row's text may take.
    """
    last = span.end_line
    if last > span.line and span.end_column == 1:
        last -= 1
    numbers = range(span.line, last + 1)
    if len(numbers) > _SHOWN_LINES:
        return (
            _row(span, span.line, line(span.line), columns),
            Row(None),
            _row(span, last, line(last), columns),
        )
    return tuple(_row(span, number, line(number), columns) for number in numbers)


def _row(span: Span, number: int, text: str, columns: int) -> Row:
    start = span.column - 1 if number == span.line else len(text) - len(text.lstrip())
    end = span.end_column - 1 if number == span.end_line else len(text.rstrip())
    cells = expand(text)
    start = min(start, len(cells))
    end = max(start, min(end, len(cells)))
    first, stop = _window(cells, start, end, columns)
    head = _CUT if first else ""
    tail = _CUT if stop < len(cells) else ""
    shown = "".join(cells[first:stop])
    return Row(
        number,
        (head + shown + tail).rstrip(),
        width(head) + width("".join(cells[first:start])),
        max(1, width("".join(cells[start : min(end, stop)]))),
    )


def _window(cells: tuple[str, ...], start: int, end: int, columns: int) -> tuple[int, int]:
    """The part of a line that fits: the whole line, or the span with what stands around it."""
    line = "".join(cells)
    if width(line) <= columns:
        return 0, len(cells)
    is_even = line.isascii() and len(line) == len(cells)
    room = columns - 2 * width(_CUT)
    first = start
    used = min(width("".join(cells[start:end])), room)
    reserve = min(_CONTEXT, room - used)
    if width("".join(cells[:end])) <= columns - width(_CUT):
        first = 0
    elif is_even:
        first -= min(first, reserve)
    else:
        while first and reserve >= width(cells[first - 1]):
            first -= 1
            reserve -= width(cells[first])
    stop, left = first, room if first else columns - width(_CUT)
    if is_even:
        return first, min(len(cells), first + max(0, left))
    while stop < len(cells) and left >= width(cells[stop]):
        left -= width(cells[stop])
        stop += 1
    return first, stop
