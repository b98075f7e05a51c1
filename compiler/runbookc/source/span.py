"""Where something stands in a source file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: both count from 1, columns in Unicode code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file, from its first character up to, not including, its end.

    Lines and columns count from 1, columns in Unicode code points of the decoded file without
    its byte-order mark. `end_column` is the column after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    def __reduce__(self) -> "tuple[type[Span], tuple[int, int, int, int]]":
        """Cross processes as four numbers: a page has hundreds of spans."""
        return Span, (self.line, self.column, self.end_line, self.end_column)

    @property
    def start(self) -> Position:
        """The first character's place."""
        return Position(self.line, self.column)

    @property
    def end(self) -> Position:
        """The place after the last character."""
        return Position(self.end_line, self.end_column)

    def to(self, other: "Span") -> "Span":
        """The stretch from this span's start to the other's end."""
        return Span(self.line, self.column, other.end_line, other.end_column)

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        starts = (self.line, self.column) <= (other.line, other.column)
        return starts and (other.end_line, other.end_column) <= (self.end_line, self.end_column)
