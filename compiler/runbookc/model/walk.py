"""Walks over blocks, inlines and steps, depth first, in reading order, without recursion."""

from collections.abc import Iterable, Iterator

from runbookc.model.blocks import Admonition, Block, ListBlock, QuoteBlock, Tab
from runbookc.model.inlines import Inline
from runbookc.model.page import Step

_NESTING = frozenset(("list", "quote", "admonition", "tab"))
_HOLDERS = frozenset((ListBlock, QuoteBlock, Admonition, Tab))


def child_blocks(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block."""
    # By `type`: these walks are the compiler's innermost loops, and isinstance is slow on models.
    if block.type == "list":
        return tuple(child for item in block.items for child in item.body)
    if block.type == "quote" or block.type == "admonition" or block.type == "tab":
        return block.body
    return ()


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block and every block inside it."""
    stack = list(reversed(tuple(blocks)))
    while stack:
        block = stack.pop()
        yield block
        if block.type in _NESTING:
            stack.extend(reversed(child_blocks(block)))


def admonitions_in(blocks: Iterable[Block]) -> tuple[Admonition, ...]:
    """Every admonition, nested ones too; what holds no blocks is not looked at."""
    found: list[Admonition] = []
    stack = [block for block in blocks if type(block) in _HOLDERS][::-1]
    while stack:
        block = stack.pop()
        if block.type == "admonition":
            found.append(block)
        stack.extend([b for b in reversed(child_blocks(block)) if type(b) in _HOLDERS])
    return tuple(found)


def inlines_of(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """The runs of inline content that a block holds itself: one, or one for each table cell."""
    if block.type == "paragraph" or block.type == "heading":
        return (block.inlines,)
    if block.type == "table":
        return tuple(cell.inlines for row in (block.header, *block.rows) for cell in row)
    return ()


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline and every inline inside it."""
    stack = list(reversed(tuple(inlines)))
    while stack:
        node = stack.pop()
        yield node
        if (
            node.type == "link"
            or node.type == "strong"
            or node.type == "emphasis"
            or node.type == "strikethrough"
        ):
            stack.extend(reversed(node.children))


def walk_steps(steps: Iterable[Step]) -> Iterator[Step]:
    """Every step and every substep inside it."""
    stack = list(reversed(tuple(steps)))
    while stack:
        step = stack.pop()
        yield step
        stack.extend(reversed(step.substeps))
