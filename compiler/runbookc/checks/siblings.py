"""Sentences of procedures in a form in which copies are equal: names and versions are left open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from runbookc.model import (
    Block,
    Page,
    Paragraph,
    Procedure,
    Prose,
    plain_text,
    prose_of,
    walk_blocks,
    walk_steps,
)

_OPEN = "{}"
_VERSION = r"(?:the\s+)?(?:version\s+)?v?\d+(?:\.\d+)+(?:\.[xy])?\+?(?:\s+version\b)?"
_NO_NAMES = re.compile(rf"\b{_VERSION}", re.IGNORECASE)
_NUMBER = re.compile(r"\d\.\d")
EDGES = ".,;:!?()[]\"'“”‘’"
"""Points and brackets at a word's ends."""


@dataclass(frozen=True)
class Line:
    """A paragraph of a procedure.

    Args:
        words: its words, folded, with one placeholder for each name, version, or both together.
    """

    page: Page
    procedure: Procedure
    block: Paragraph
    pattern: re.Pattern[str]
    words: tuple[str, ...]

    @cached_property
    def prose(self) -> Prose:
        """Its traceable text, made only where something is reported."""
        return prose_of(self.block.inlines)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the text of the words from one index to another, without points."""
        spans: list[tuple[int, int]] = []
        text = self.pattern.sub(lambda match: "\0" * len(match[0]), self.prose.text)
        for match in re.finditer(r"\0+|[^\s\0]+", text):
            glued = spans and spans[-1][1] == match.start()
            start = spans.pop()[0] if glued else match.start()
            spans.append((start, match.end()))
        start, end = spans[first][0], spans[last][1]
        said = self.prose.text[start:end]
        return end - len(said.lstrip(EDGES)), start + len(said.rstrip(EDGES))


def lines_of(page: Page) -> Iterator[Line]:
    """The paragraphs of all procedures of a page that have two steps or more."""
    names = _names(page)
    pattern = _names_pattern(names)
    for procedure in page.procedures:
        blocks = _blocks(procedure) if len(procedure.steps) > 1 else ()
        for block in walk_blocks(blocks):
            if block.type == "paragraph":
                words = _words(names, plain_text(block.inlines))
                yield Line(page, procedure, block, pattern, words)


@lru_cache(maxsize=1 << 16)
def _words(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The words of a paragraph; remembered, for most paragraphs of a version stand in others."""
    folded = text.casefold()
    if _NUMBER.search(text) or any(name.split()[0].casefold() in folded for name in names):
        folded = _names_pattern(names).sub(_OPEN, text).casefold()
    return tuple(folded.split())


def _blocks(procedure: Procedure) -> Iterator[Block]:
    yield from procedure.introduction
    for step in walk_steps(procedure.steps):
        yield from step.body
    yield from procedure.result


def _names(page: Page) -> tuple[str, ...]:
    """The products that the page names, the longest first."""
    named = {mention.product for mention in page.mentions if mention.product}
    for procedure in page.procedures:
        for hop in procedure.hops:
            named.update(name for name in (hop.from_product, hop.to_product) if name)
    return tuple(sorted(named, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=256)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds versions and these names."""
    if not names:
        return _NO_NAMES
    choices = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"\b(?:(?:{choices})\b(?:\s+{_VERSION})?|{_VERSION})", re.IGNORECASE)
