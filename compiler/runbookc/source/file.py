"""A decoded source file: its text, its lines, and the way between offsets and positions."""

import hashlib
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from operator import add

from runbookc.source.frozen import dataclass
from runbookc.source.span import Position, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class DecodeProblem:
    """Why a file's bytes are not clean text: `reason`, and where it shows first."""

    reason: str
    position: Position


@dataclass(frozen=True)
class SourceFile:
    """One file of the docs tree, decoded.

    Args:
        path: posix path from the project's root.
        text: the decoded text with its own line ends, without a byte-order mark.
        sha256: hexadecimal digest of the file's bytes.
        has_byte_order_mark: whether the bytes began with one.
    """

    path: str
    text: str
    sha256: str = ""
    has_byte_order_mark: bool = False

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of each line's first character; LF, CRLF and CR each end a line."""
        if "\r" in self.text:
            return (0, *(match.end() for match in _LINE_END.finditer(self.text)))
        lengths = accumulate(map(len, self.lines), initial=0)
        return tuple(map(add, lengths, range(len(self.lines))))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(_LINE_END.split(self.text) if "\r" in self.text else self.text.split("\n"))

    def line(self, number: int) -> str:
        """The line of this number, counted from 1, or "" outside the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def position(self, offset: int) -> Position:
        """The place of a character of `text`."""
        index = bisect_right(self.line_starts, offset) - 1
        return Position(index + 1, offset - self.line_starts[index] + 1)

    def offset(self, position: Position) -> int:
        """The offset in `text` of a place, clipped to the file."""
        if position.line > len(self.line_starts):
            return len(self.text)
        return min(self.line_starts[position.line - 1] + position.column - 1, len(self.text))

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets of `text`."""
        first, last = self.position(start), self.position(end)
        return Span(first.line, first.column, last.line, last.column)

    def excerpt(self, span: Span) -> str:
        """The text of a span."""
        return self.text[self.offset(span.start) : self.offset(span.end)]


def decode(path: str, content: bytes) -> tuple[SourceFile, DecodeProblem | None]:
    """Decode a file's bytes as UTF-8, whatever they hold.

    Bytes that are not UTF-8 become U+FFFD, NUL characters too, and the first of either is
    returned as the problem. Nothing raises.
    """
    digest = hashlib.sha256(content).hexdigest()
    reason, offset = None, 0
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = content.decode("utf-8", errors="replace")
        reason = f"the byte 0x{content[error.start]:02x} is not UTF-8"
        offset = len(content[: error.start].decode("utf-8", errors="replace"))
    marked = text.startswith(_BYTE_ORDER_MARK)
    if marked:
        text, offset = text[1:], max(0, offset - 1)
    if reason is None and "\0" in text:
        reason, offset = "a NUL character", text.index("\0")
    file = SourceFile(path, text.replace("\0", "\ufffd"), digest, marked)
    return file, DecodeProblem(reason, file.position(offset)) if reason else None
