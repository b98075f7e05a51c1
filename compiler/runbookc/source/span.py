"""Where something stands in a source file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # findings have spans too, and showing them needs no model
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_new = tuple.__new__


class Position(NamedTuple):
    """A place in a file: both count from 1, columns in Unicode code points."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of one file, from its first character up to, not including, its end.

    Lines and columns count from 1, columns in Unicode code points of the decoded file without
    its byte-order mark. `end_column` is the column after the last character. A page has hundreds
    of spans, so they are tuples in memory; in JSON they are objects.
    """

    line: int
    column: int
    end_line: int
    end_column: int

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
        return _new(Span, (self[0], self[1], other[2], other[3]))

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self[:2] <= other[:2] and other[2:] <= self[2:]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        """Spans are objects of four numbers in JSON."""
        from runbookc.source.span_schema import span_schema

        return span_schema(cls, handler)


def span_of(line: int, column: int, end_line: int, end_column: int) -> Span:
    """A span, made without the detour of a named tuple's constructor; for the parser."""
    return _new(Span, (line, column, end_line, end_column))


def enclosing(spans: Iterable[Span]) -> Span:
    """The smallest span around all of these, of which there is at least one."""
    known = list(spans)
    return _new(Span, (*min(known)[:2], *max([span[2:] for span in known])))
