"""The way from an offset in a block's inline content to a line and column of the source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from runbookc.source import Span, span_of

_PIPE = re.compile(r"\|")


class ContentMap:
    """Maps offsets in one run of inline content to positions in the file.

    The parser cuts container markers and indentation off each line before it joins the lines to
    inline content, so each line of the content is a tail of its source line.

    Args:
        content: the inline content.
        lines: all lines of the file.
        first: index in `lines` of the content's first line.
        base: for content inside one line, the index in the line at which it begins.
        cell: whether it is a table's cell, whose pipes were escaped in the source.
    """

    __slots__ = ("_breaks", "_columns", "_first", "_pipes")

    def __init__(
        self,
        content: str,
        lines: Sequence[str],
        first: int,
        base: int | None = None,
        *,
        cell: bool = False,
    ) -> None:
        self._first = first
        escaped = cell and "|" in content
        self._pipes = [match.start() for match in _PIPE.finditer(content)] if escaped else []
        self._breaks: list[int] = [0]
        if base is not None:
            self._columns = [base]
            return
        if "\n" not in content:
            self._columns = [tail_column(lines[first], content)]
            return
        self._columns = []
        offset = 0
        for index, part in enumerate(content.split("\n")):
            if index:
                self._breaks.append(offset)
            self._columns.append(tail_column(lines[first + index], part) - offset)
            offset += len(part) + 1

    @property
    def is_escaped(self) -> bool:
        """Whether the source has characters that the content has not."""
        return bool(self._pipes)

    def line(self, row: int) -> tuple[int, int]:
        """A row's line, and what leads from an offset on it to the column."""
        return self._first + row + 1, self._columns[row] + 1

    def place(self, offset: int) -> tuple[int, int]:
        """Line (from 1) and column (from 1) of a character of the content."""
        index = bisect_right(self._breaks, offset) - 1
        column = self._columns[index] + offset + 1
        if self._pipes:
            column += bisect_left(self._pipes, offset)
        return self._first + index + 1, column

    def span(self, start: int, end: int) -> Span:
        """The span of `content[start:end]`."""
        if len(self._breaks) == 1 and not self._pipes:
            line, column = self._first + 1, self._columns[0] + start + 1
            return span_of(line, column, line, column + end - start)
        line, column = self.place(start)
        last_line, last_column = self.place(max(start, end - 1))
        return span_of(line, column, last_line, last_column + (end > start))


def tail_column(line: str, part: str) -> int:
    """The index in `line` at which `part`, a tail of it, begins; tabs may have become spaces."""
    if line.endswith(part):
        return len(line) - len(part)
    text = part.strip(" \t")
    if not text:
        return len(line)
    index = line.rfind(text)
    return max(0, index) - (len(part) - len(part.lstrip(" \t")))


class TableColumns:
    """Finds the cells of a table's rows in their source lines, in the order in which they come."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._line = -1
        self._cursor = 0

    def cell(self, line: int, content: str) -> int:
        """The index in the line at which the next cell's content begins."""
        text = self._lines[line]
        if line != self._line:
            self._line, self._cursor = line, _row_start(text)
        pipes = content.count("|")
        written = content.replace("|", "\\|") if pipes else content
        index = text.find(written, self._cursor)
        if index < 0:
            index = self._cursor
        end = index + len(content) + pipes
        pipe = text.find("|", end)
        self._cursor = len(text) if pipe < 0 else pipe + 1
        return index


def _row_start(text: str) -> int:
    """Where the first cell of a row may begin: after its leading pipe, or after its indentation."""
    bare = text.lstrip(" \t>")
    if bare.startswith("|"):
        return len(text) - len(bare) + 1
    return len(text) - len(text.lstrip(" \t"))
