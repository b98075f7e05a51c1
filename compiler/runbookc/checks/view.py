"""What a page rule looks at: a compiled page, its blocks, its source, and its prose read once."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from runbookc.config import Settings
from runbookc.lowering.sentences import sentence_at, sentences
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
    inlines_of,
    prose_of,
)
from runbookc.source import SourceFile, Span
from runbookc.source.frozen import dataclass

ProseBlock = Paragraph | HeadingBlock | TableBlock

_NINE = ord("9")
_ONLY_WORDS = bytes(code if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))


_KNOWN_PLAIN: set[bytes] = set()
"""Words of earlier pages that are not odd: pages share most of their words."""
_MOST_KNOWN = 100_000


def with_words(*parts: str) -> tuple[tuple[str, frozenset[bytes]], ...]:
    """Each text with its words, as `PageView.parts_in` wants them."""
    return tuple((p, frozenset(p.encode().translate(_ONLY_WORDS).split())) for p in parts)


def _is_odd(word: bytes) -> bool:
    if word[-1] <= _NINE < word[0]:
        return True
    return not (word.islower() or word.istitle() or word.isdigit())


@dataclass(frozen=True)
class Passage:
    """One run of prose: a paragraph, a heading or a table cell.

    Args:
        prose: its traceable text.
        block: the block that holds it.
        admonition: the innermost admonition around it, if there is one.
    """

    prose: Prose
    block: ProseBlock
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
        leaves, starts = self.prose.leaves, self.prose.starts
        if not leaves or span.end <= leaves[0].span.start or leaves[-1].span.end <= span.start:
            return None
        inside = [index for index, leaf in enumerate(leaves) if span.contains(leaf.span)]
        if not inside:
            return None
        last = inside[-1] + 1
        return starts[inside[0]], starts[last] if last < len(starts) else len(self.text)

    def in_code(self, offset: int) -> bool:
        """Whether the character at an offset stands in a code span."""
        return isinstance(self.prose.leaf(offset), Code)


@dataclass(frozen=True)
class PageView:
    """A compiled page with all that its worker still holds.

    Rules first ask `words`, which is cheap, and read the prose of the few lines that matter.

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
    def words(self) -> frozenset[bytes]:
        """The runs of ASCII letters and digits in the source, each once, as written."""
        return frozenset(self.source.text.encode().translate(_ONLY_WORDS).split())

    @cached_property
    def odd_words(self) -> tuple[str, ...]:
        """Words that end in a digit or have a capital after their first letter, sorted."""
        new = self.words - _KNOWN_PLAIN
        odd = {w for w in new if _is_odd(w)}
        if len(_KNOWN_PLAIN) < _MOST_KNOWN:
            _KNOWN_PLAIN.update(new - odd)
        return tuple(sorted(word.decode() for word in odd))

    def parts_in(self, parts: Iterable[tuple[str, frozenset[bytes]]]) -> Iterator[str]:
        """Those of some texts whose words all stand on the page; each comes with its words."""
        return (part for part, words in parts if words <= self.words)

    def lines_with(self, *parts: str) -> set[int]:
        """The lines of the source on which any of these texts begins."""
        text, starts = self.source.text, self.source.line_starts
        lines: set[int] = set()
        for part in parts:
            start = text.find(part)
            while start >= 0:
                line = bisect_right(starts, start)
                lines.add(line)
                start = text.find(part, starts[line]) if line < len(starts) else -1
        return lines

    @property
    def passages(self) -> Iterator[Passage]:
        """All prose of the page, in reading order."""
        return (each for index in range(len(self._blocks)) for each in self._read(index))

    def passages_at(self, lines: Iterable[int]) -> Iterator[Passage]:
        """The prose of the blocks that stand on any of these lines, in reading order."""
        found = {index for line in set(lines) if (index := self._index(line)) is not None}
        return (passage for index in sorted(found) for passage in self._read(index))

    def links_in(self, passage: Passage) -> Iterator[tuple[Link, int, int]]:
        """The links of a passage, each with the offsets of its text."""
        span = passage.block.span
        for line in range(span.line, span.end_line + 1):
            for link in self._links_by_line.get(line, ()):
                offsets = passage.offsets(link.span)
                if offsets:
                    yield link, *offsets

    @cached_property
    def _blocks(self) -> tuple[tuple[ProseBlock, Admonition | None], ...]:
        found: list[tuple[ProseBlock, Admonition | None]] = []
        _take_prose(self.body, None, found)
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.line for block, _ in self._blocks]

    def _index(self, line: int) -> int | None:
        """The place in `_blocks` of the block on a line; blocks of prose never share one."""
        index = bisect_right(self._starts, line) - 1
        return index if index >= 0 and self._blocks[index][0].span.end_line >= line else None

    def _read(self, index: int) -> tuple[Passage, ...]:
        passages = self._passages.get(index)
        if passages is None:
            block, around = self._blocks[index]
            passages = tuple(Passage(prose_of(run), block, around) for run in inlines_of(block))
            self._passages[index] = passages
        return passages

    @cached_property
    def _passages(self) -> dict[int, tuple[Passage, ...]]:
        return {}

    @cached_property
    def _links_by_line(self) -> dict[int, tuple[Link, ...]]:
        found: dict[int, tuple[Link, ...]] = {}
        for link in self.page.links:
            found[link.line] = (*found.get(link.line, ()), link)
        return found


def _take_prose(
    blocks: Iterable[Block],
    around: Admonition | None,
    found: list[tuple[ProseBlock, Admonition | None]],
) -> None:
    """Append the blocks of prose in reading order; the parser bounds how deeply they nest."""
    for block in blocks:
        if block.type == "paragraph" or block.type == "heading" or block.type == "table":
            found.append((block, around))
        elif block.type == "list":
            for item in block.items:
                _take_prose(item.body, around, found)
        elif block.type == "admonition":
            _take_prose(block.body, block, found)
        elif block.type == "quote" or block.type == "tab":
            _take_prose(block.body, around, found)
