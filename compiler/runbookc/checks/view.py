"""What a page rule looks at: a compiled page, its blocks, its source, and its prose read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from runbookc.checks.sentences import sentence_at, sentences
from runbookc.config import Settings
from runbookc.model import (
    Admonition,
    Block,
    Code,
    HeadingBlock,
    Link,
    Page,
    Paragraph,
    Prose,
    TableBlock,
    child_blocks,
    inlines_of,
    prose_of,
)
from runbookc.source import SourceFile, Span


@dataclass(frozen=True)
class Passage:
    """One run of prose: a paragraph, a heading or a table cell.

    Args:
        prose: its traceable text.
        block: the block that holds it.
        admonition: the innermost admonition around it, if there is one.
    """

    prose: Prose
    block: Paragraph | HeadingBlock | TableBlock
    admonition: Admonition | None = None

    @property
    def text(self) -> str:
        """The plain text."""
        return self.prose.text

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence in the text."""
        return sentences(self.text)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence around an offset."""
        return sentence_at(self.sentences, offset)

    def offsets(self, span: Span) -> tuple[int, int] | None:
        """Start and end in the text of what stands inside a span of the source."""
        inside = [i for i, leaf in enumerate(self.prose.leaves) if span.contains(leaf.span)]
        if not inside:
            return None
        last = inside[-1] + 1
        starts = self.prose.starts
        end = starts[last] if last < len(starts) else len(self.text)
        return starts[inside[0]], end

    def in_code(self, offset: int) -> bool:
        """Whether the character at an offset stands in a code span."""
        return isinstance(self.prose.leaf(offset), Code)


@dataclass(frozen=True)
class PageView:
    """A compiled page with all that its worker still holds.

    Args:
        page: the page of the model, its links not resolved yet.
        body: the page's blocks, prose admonitions recognised.
        source: the file that it was compiled from.
        settings: the project's configuration.
    """

    page: Page
    body: tuple[Block, ...]
    source: SourceFile
    settings: Settings

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All prose of the page, in reading order."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        stack: list[tuple[Block, Admonition | None]] = [(b, None) for b in reversed(self.body)]
        while stack:
            block, around = stack.pop()
            if isinstance(block, Paragraph | HeadingBlock | TableBlock):
                for inlines in inlines_of(block):
                    yield Passage(prose_of(inlines), block, around)
                continue
            inner = block if isinstance(block, Admonition) else around
            stack.extend((child, inner) for child in reversed(child_blocks(block)))

    @cached_property
    def headings(self) -> tuple[Passage, ...]:
        """The prose of the page's headings."""
        blocks = (block for block in self.body if isinstance(block, HeadingBlock))
        return tuple(Passage(prose_of(block.inlines), block) for block in blocks)

    @cached_property
    def links_by_line(self) -> dict[int, tuple[Link, ...]]:
        """The page's links by the line on which they begin."""
        found: dict[int, tuple[Link, ...]] = {}
        for link in self.page.links:
            found[link.line] = (*found.get(link.line, ()), link)
        return found

    def links_in(self, passage: Passage) -> Iterator[tuple[Link, int, int]]:
        """The links of a passage, each with the offsets of its text."""
        span = passage.block.span
        for line in range(span.line, span.end_line + 1):
            for link in self.links_by_line.get(line, ()):
                offsets = passage.offsets(link.span)
                if offsets:
                    yield link, *offsets
