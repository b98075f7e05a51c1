"""What procedures say, in a form in which copies are equal: names and versions are left open.

The worker notes it (`told_on`), the project's stage reads the notes (`Told`). A paragraph is
known by a hash of its words; its text comes along for what is to be compared and shown.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, chain, zip_longest
from typing import Any

from runbookc.lowering.consequences import consequences
from runbookc.model import Block, Inline, Page, Procedure, Text, child_blocks, walk_steps
from runbookc.source import Span
from runbookc.source.frozen import dataclass

Words = tuple[str, ...]

PLAIN, STEP, HAZARD = "psh"
"""Marks of a paragraph: any, the first of a step, one that warns.

What says a consequence warns outside an admonition too; that is looked for where there is a hop.
"""
WARNING_KINDS = frozenset(("caution", "warning", "danger"))
EDGES = ".,;:!?()[]\"'“”‘’"
"""Points and brackets at a word's ends."""

_OPEN = "\x1a"
"""Stands for a name, a version, or both together."""
_SPACE = r"[^\S\n]+"  # paragraphs are parted by line ends
_VERSION = (
    rf"(?:the{_SPACE})?(?:version{_SPACE})?v?\d+(?:\.\d+)+(?:\.[xy])?\+?(?:{_SPACE}version\b)?"
)
_DOTTED = re.compile(r"\.(?<=\d\.)\d")
"""What every version has in it."""
_KEY_BYTES = 6
"""Of ten million paragraphs, two share a key by chance in one set of six."""


def told_on(page: Page) -> tuple[Any, ...]:
    """What the procedures of a page that have two steps or more say, as small values.

    For each: its index on the page, its id, a mark and a key for each paragraph, their texts in
    one, the names and versions that stood in it, and where it stands in the source: for each run
    of characters that follow each other on a line their offset, line and column.
    """
    procedures = [each for each in enumerate(page.procedures) if len(each[1].steps) > 1]
    if not procedures:
        return ()
    names = _names(page)
    noted = (_note(index, procedure, names) for index, procedure in procedures)
    return tuple(note for note in noted if note)


def _note(index: int, procedure: Procedure, names: tuple[str, ...]) -> tuple[Any, ...]:
    marks: list[str] = []
    texts: list[str] = []
    places: list[int] = []
    offset = 0
    for mark, inlines in _paragraphs(procedure):
        texts.append(_text(inlines, offset, places))
        warns = bool(procedure.hops) and bool(consequences(texts[-1].lower()))
        marks.append(HAZARD if warns else mark)
        offset += len(texts[-1]) + 1
    text = "\n".join(texts)
    parts = _names_pattern(names).split(text) if names or _DOTTED.search(text) else [text]
    said = _OPEN.join(parts[::2])
    keys = tuple(map(_key, said.casefold().replace("\xa0", " ").split("\n")))
    if len(keys) != len(texts) or said.count(_OPEN) != len(parts) // 2:
        return ()  # an entity can be any character
    return (index, procedure.id, "".join(marks), keys, said, tuple(parts[1::2]), tuple(places))


def _paragraphs(procedure: Procedure) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    yield from _marked(procedure.introduction, PLAIN)
    for step in walk_steps(procedure.steps):
        yield from _marked(step.body, STEP)
    yield from _marked(procedure.result, PLAIN)


def _marked(blocks: Sequence[Block], mark: str) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """Each paragraph; the first one has the given mark where nothing stands before it."""
    stack = [(block, False) for block in reversed(blocks)]
    while stack:
        block, warns = stack.pop()
        if block.type == "paragraph":
            yield HAZARD if warns else mark, block.inlines
        else:
            warns = warns or (block.type == "admonition" and block.kind in WARNING_KINDS)
            stack.extend([(child, warns) for child in reversed(child_blocks(block))])
        mark = PLAIN


def _text(inlines: tuple[Inline, ...], offset: int, places: list[int]) -> str:
    """The text of a paragraph; where each run of its characters stands goes to `places`."""
    if len(inlines) == 1 and type(inlines[0]) is Text:
        places += (offset, inlines[0].span.line, inlines[0].span.column)
        return inlines[0].text
    parts: list[str] = []
    line = column = 0
    stack = list(reversed(inlines))
    while stack:
        node = stack.pop()
        if node.type == "text" or node.type == "code" or node.type == "break":
            text, span = " " if node.type == "break" else node.text, node.span
            start = span.column
            if node.type == "code":
                start += max(0, (span.end_column - start - len(text)) // 2)
            if span.line != line or start != column:
                places += (offset, span.line, start)
            parts.append(text)
            offset += len(text)
            line, column = span.line, start + len(text)
        elif node.type != "image" and node.type != "html":
            stack.extend(reversed(node.children))
    return "".join(parts)


def _key(said: str) -> int:
    digest = blake2b(said.strip().encode("utf-8", "replace"), digest_size=_KEY_BYTES).digest()
    return int.from_bytes(digest, "big")


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
    choices = "|".join(_SPACE.join(map(re.escape, name.split())) for name in names)
    either = rf"(?:{choices})\b(?:{_SPACE}{_VERSION})?|{_VERSION}" if names else _VERSION
    first = "".join({re.escape(name[0]) for name in names})  # tells most words apart at once
    return re.compile(rf"\b(?=[tv\d{first}])({either})", re.IGNORECASE)


class Told:
    """What one procedure says, read from the notes of its page.

    Args:
        page: its page.
        note: what `told_on` noted of the procedure.
    """

    __slots__ = ("_index", "_lines", "_names", "_places", "_said", "id", "keys", "marks", "page")

    def __init__(self, page: Page, note: Sequence[Any]) -> None:
        self._index, self.id, self.marks, self.keys, self._said, self._names, self._places = note
        self.page = page
        self._lines: list[str] | None = None

    @property
    def procedure(self) -> Procedure:
        """The procedure itself; most are never looked at again."""
        found: Procedure = self.page.procedures[self._index]
        return found

    def words(self, index: int) -> Words:
        """The words of a paragraph, folded, with one placeholder for each name and version."""
        if self._lines is None:
            self._lines = self._said.split("\n")
        return tuple(self._lines[index].casefold().split())

    @property
    def text(self) -> str:
        """All paragraphs as they are read, each on a line."""
        parts = zip_longest(self._said.split(_OPEN), self._names, fillvalue="")
        return "".join(chain.from_iterable(parts))

    def place(self, index: int, first: int, last: int) -> tuple[int, int]:
        """Where the words of a paragraph, from one index to another, stand in the text."""
        lines = self._said.split("\n")
        begin = sum(len(line) + 1 for line in lines[:index])
        found = [match.span() for match in re.finditer(r"\S+", lines[index])]
        wider = [0, *accumulate(len(name) - 1 for name in self._names)]
        start, end = begin + found[first][0], begin + found[last][1]
        return tuple(at + wider[self._said.count(_OPEN, 0, at)] for at in (start, end))

    def span(self, start: int, end: int) -> Span:
        """The source of a part of the text."""
        first, last = self._position(start), self._position(end - 1)
        return Span(*first, last[0], last[1] + 1)

    def _position(self, offset: int) -> tuple[int, int]:
        places = self._places
        run = 3 * (bisect_right(places[::3], offset) - 1)
        return places[run + 1], places[run + 2] + offset - places[run]


def paragraphs_in(note: Sequence[Any]) -> list[Words]:
    """The paragraphs of a procedure that `told_on` noted, as words."""
    return [tuple(line.split()) for line in note[4].casefold().split("\n")]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a procedure, by its index."""

    told: Told
    index: int

    @property
    def words(self) -> Words:
        """Its words, with names and versions left open."""
        return self.told.words(self.index)

    def said(self, first: int, last: int) -> tuple[str, Span]:
        """The words from one index to another as written, without points, and where they stand."""
        text = self.told.text
        start, end = self.told.place(self.index, first, last)
        said = text[start:end]
        start, end = end - len(said.lstrip(EDGES)), start + len(said.rstrip(EDGES))
        return text[start:end], self.told.span(start, end)
