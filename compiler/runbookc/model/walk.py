"""Walks over blocks and inlines, depth first, in reading order, without recursion."""

from collections.abc import Iterable, Iterator

from runbookc.model.blocks import (
    Admonition,
    Block,
    HeadingBlock,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Tab,
    TableBlock,
)
from runbookc.model.inlines import Emphasis, Inline, LinkText, Strikethrough, Strong


def child_blocks(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block."""
    if isinstance(block, QuoteBlock | Admonition | Tab):
        return block.body
    if isinstance(block, ListBlock):
        return tuple(child for item in block.items for child in item.body)
    return ()


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block and every block inside it."""
    stack = list(reversed(tuple(blocks)))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(child_blocks(block)))


def inlines_of(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """The runs of inline content that a block holds itself: one, or one for each table cell."""
    if isinstance(block, Paragraph | HeadingBlock):
        return (block.inlines,)
    if isinstance(block, TableBlock):
        return tuple(cell.inlines for row in (block.header, *block.rows) for cell in row)
    return ()


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline and every inline inside it."""
    stack = list(reversed(tuple(inlines)))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Emphasis | Strong | Strikethrough | LinkText):
            stack.extend(reversed(node.children))
