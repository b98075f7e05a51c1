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
    if type(inlines) is tuple and len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].text
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


def excerpt(inlines: Iterable[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """The content that gives `prose_of(inlines).text[start:end]`, with its markup.

    A code span is never cut; images and raw HTML come along where they stand between.
    """
    return tuple(_cut(inlines, start, end, 0)[0])


def _cut(inlines: Iterable[Inline], start: int, end: int, offset: int) -> tuple[list[Inline], int]:
    """What stands between start and end, and the offset after all of it."""
    kept: list[Inline] = []
    for node in inlines:
        first = offset
        if node.type == "image" or node.type == "html":
            if start < first < end:
                kept.append(node)
            continue
        if node.type == "text" or node.type == "code" or node.type == "break":
            offset += 1 if node.type == "break" else len(node.text)
            if max(first, start) < min(offset, end):
                kept.append(_cut_text(node, start - first, end - first))
            continue
        children, offset = _cut(node.children, start, end, offset)
        if children:
            kept.append(node.changed(children=tuple(children)))
    return kept, offset


def _cut_text(node: Text | Code | Break, start: int, end: int) -> Text | Code | Break:
    if not isinstance(node, Text) or (start <= 0 and end >= len(node.text)):
        return node
    start, end, span = max(start, 0), min(end, len(node.text)), node.span
    if span.line == span.end_line and span.end_column - span.column == len(node.text):
        span = Span(span.line, span.column + start, span.line, span.column + end)
    return node.changed(text=node.text[start:end], span=span)
