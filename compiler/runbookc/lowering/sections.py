"""The outline of a page: its blocks, hung under the headings that they stand below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from runbookc.model import Block, HeadingBlock, plain_text
from runbookc.source import Span

_NOWHERE = Span(1, 1, 1, 1)


@dataclass(slots=True)
class Outline:
    """A heading, what stands directly below it, and the sections inside it.

    The root has no heading and level 0.
    """

    heading: HeadingBlock | None
    title: str
    level: int
    own: list[Block] = field(default_factory=list)
    children: list["Outline"] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The heading's anchor, "" at the root."""
        return self.heading.anchor if self.heading else ""

    @property
    def line(self) -> int:
        """The heading's line, or that of the first block."""
        if self.heading:
            return self.heading.span.line
        return block_span(self.own[0]).line if self.own else 1

    def blocks(self) -> tuple[Block, ...]:
        """Everything in the section in order, without its own heading."""
        return (*self.own, *(block for child in self.children for block in child.all_blocks()))

    def all_blocks(self) -> Iterator[Block]:
        """Everything in the section in order, its own heading first."""
        if self.heading:
            yield self.heading
        yield from self.blocks()


def block_span(block: Block) -> Span:
    """Where a block stands; the place of substeps has no span of its own."""
    return getattr(block, "span", _NOWHERE)


def outline(blocks: Sequence[Block]) -> Outline:
    """Hang a page's top-level blocks under its headings; skipped levels do no harm."""
    root = Outline(None, "", 0)
    stack = [root]
    for block in blocks:
        if block.type != "heading":
            stack[-1].own.append(block)
            continue
        while stack[-1].level >= block.level:
            stack.pop()
        section = Outline(block, plain_text(block.inlines).strip(), block.level)
        stack[-1].children.append(section)
        stack.append(section)
    return root
