"""Sentences of procedures in a form in which copies are equal: names and versions are left open."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from runbookc.model import Block, Page, Paragraph, Procedure, Prose, Step, prose_of, walk_blocks

_TOKEN = re.compile(r"\{\w+\}|\w+(?:['’.-]\w+)*")
_VERSION = re.compile(
    r"\b(?:the\s+)?(?:version\s+)?v?\d+(?:\.\d+)+(?:\.[xy])?\+?(?:\s+version\b)?", re.IGNORECASE
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, folded, or a placeholder, and where it stands in its paragraph."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A paragraph of a procedure."""

    page: Page
    procedure: Procedure
    prose: Prose
    names: re.Pattern[str] | None

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words; a name, a version or both together are one placeholder."""
        found: list[Token] = []
        text, position = self.prose.text, 0
        for start, end in self._open():
            found.extend(_words(text, position, start))
            if found and found[-1].word == "{}" and not text[found[-1].end : start].strip():
                found[-1] = Token("{}", found[-1].start, end)
            else:
                found.append(Token("{}", start, end))
            position = end
        found.extend(_words(text, position, len(text)))
        return tuple(found)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(token.word for token in self.tokens)

    def _open(self) -> list[tuple[int, int]]:
        """Where names and versions stand."""
        text = self.prose.text
        found = [match.span() for match in _VERSION.finditer(text)]
        if self.names:
            found.extend(match.span() for match in self.names.finditer(text))
        return sorted(found)


def lines_of(page: Page) -> Iterator[Line]:
    """The paragraphs of all procedures of a page that have two steps or more."""
    names = _names(page)
    for procedure in page.procedures:
        if len(procedure.steps) > 1:
            for blocks in _bodies(procedure):
                for block in walk_blocks(blocks):
                    if isinstance(block, Paragraph):
                        yield Line(page, procedure, prose_of(block.inlines), names)


def _bodies(procedure: Procedure) -> Iterator[tuple[Block, ...]]:
    yield procedure.introduction
    stack: list[Step] = list(reversed(procedure.steps))
    while stack:
        step = stack.pop()
        yield step.body
        stack.extend(reversed(step.substeps))
    yield procedure.result


def _names(page: Page) -> re.Pattern[str] | None:
    """The products that the page names, the longest first."""
    named = {mention.product for mention in page.mentions if mention.product}
    for procedure in page.procedures:
        for hop in procedure.hops:
            named.update(name for name in (hop.from_product, hop.to_product) if name)
    if not named:
        return None
    longest = sorted(named, key=lambda name: (-len(name), name))
    choices = "|".join(
        _BLANKS.sub(r"\\s+", re.escape(name).replace("\\ ", " ")) for name in longest
    )
    return re.compile(rf"\b(?:{choices})\b")


def _words(text: str, start: int, end: int) -> Iterable[Token]:
    return (Token(m[0].casefold(), *m.span()) for m in _TOKEN.finditer(text, start, end))
