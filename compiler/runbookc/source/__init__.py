"""Bytes become source files; offsets become lines and columns. Imports nothing of ours."""

from runbookc.source.file import DecodeProblem, SourceFile, decode
from runbookc.source.span import Position, Span, enclosing, span_of

__all__ = ["DecodeProblem", "Position", "SourceFile", "Span", "decode", "enclosing", "span_of"]
