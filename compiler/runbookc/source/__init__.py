"""Bytes become source files; offsets become lines and columns. Imports nothing of ours."""

from runbookc.source.changes import changed_lines
from runbookc.source.file import DecodeProblem, SourceFile, decode
from runbookc.source.pattern import Pattern
from runbookc.source.resemblance import numbers_of, resemblance, sketch
from runbookc.source.span import Position, Span, enclosing, span_of

__all__ = [
    "DecodeProblem",
    "Pattern",
    "Position",
    "SourceFile",
    "Span",
    "changed_lines",
    "decode",
    "enclosing",
    "numbers_of",
    "resemblance",
    "sketch",
    "span_of",
]
