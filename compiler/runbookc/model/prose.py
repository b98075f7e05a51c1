"""Plain text of inline content, and the way from its characters back to the source."""

from bisect import bisect_right
from collections.abc import Iterable

from runbookc.model.inlines import (
    Break,
    Code,
    Inline,
    Text,
)
from runbookc.source import Span
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """The plain text of a paragraph, each character traceable.

    Args:
        text: links, emphasis and code give their text, a line's end gives one space,
            images and raw HTML give nothing.
        starts: for each leaf, the offset in `text` at which it begins.
        leaves: the leaves themselves, in order.
    """

    text: str
    starts: tuple[int, ...]
    leaves: tuple[Text | Code | Break, ...]

    def leaf(self, offset: int) -> Text | Code | Break | None:
        """The leaf that gives the character at an offset."""
        index = bisect_right(self.starts, offset) - 1
        return self.leaves[index] if index >= 0 else None

    def span(self, start: int, end: int) -> Span:
        """The source of `text[start:end]`; `end` must be greater than `start`."""
        first, last = self._place(start, False), self._place(max(start, end - 1), True)
        return Span(first[0], first[1], last[0], last[1])

    def _place(self, offset: int, after: bool) -> tuple[int, int]:
        index = max(0, bisect_right(self.starts, offset) - 1)
        leaf = self.leaves[index]
        span, inside = leaf.span, offset - self.starts[index]
        if isinstance(leaf, Break):
            return (span.line, span.column)
        width = span.end_column - span.column
        if isinstance(leaf, Code):
            inside += max(0, (width - len(leaf.text)) // 2)
        elif width != len(leaf.text):
            return (span.end_line, span.end_column) if after else (span.line, span.column)
        if span.line != span.end_line:
            return (span.end_line, span.end_column) if after else (span.line, span.column)
        return (span.line, span.column + inside + after)


def prose_of(inlines: Iterable[Inline]) -> Prose:
    """The traceable plain text of inline content."""
    parts: list[str] = []
    starts: list[int] = []
    leaves: list[Text | Code | Break] = []
    length = 0
    stack = list(reversed(tuple(inlines)))
    while stack:
        node = stack.pop()
        if node.type == "text" or node.type == "code" or node.type == "break":
            text = " " if node.type == "break" else node.text
            parts.append(text)
            starts.append(length)
            leaves.append(node)
            length += len(text)
        elif node.type != "image" and node.type != "html":
            stack.extend(reversed(node.children))
    return Prose("".join(parts), tuple(starts), tuple(leaves))


def plain_text(inlines: Iterable[Inline], *, alt: bool = False) -> str:
    """The text without its markup; `alt` adds the images' alternative texts."""
    parts: list[str] = []
    for node in inlines:
        if node.type == "text" or node.type == "code":
            parts.append(node.text)
        elif node.type == "break":
            parts.append(" ")
        elif node.type == "image":
            parts.append(node.alt if alt else "")
        elif node.type != "html":
            parts.append(plain_text(node.children, alt=alt))
    return "".join(parts)
