"""TRM001: one file, product or control spelled in several ways on a page."""

import re
from collections import defaultdict
from collections.abc import Iterator

from runbookc.checks.file_names import near_file_names
from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Edit, Fix, Related, Severity
from runbookc.model import CodeBlock, walk_blocks
from runbookc.source import Span
from runbookc.source.frozen import dataclass

_WORD = re.compile(r"[A-Za-z]{4,}")
_JOINED = re.compile(r"[\w.@/#\\-]")
_LEAD = 3
"""How many times as often the usual spelling stands than one that a fix replaces."""
_SLASH = re.compile(r"[\\/]")
_EXPANSION = re.compile(r"[A-Z]{3,}[a-z]{3,}$")
"""A word that spells out where an abbreviation comes from: SIGnature."""


@dataclass(frozen=True, slots=True)
class Use:
    """A name where it stands; `in_path` where a path shows how the disk spells it."""

    word: str
    span: Span
    in_path: bool


class TermVariant(PageRule):
    """One file, product or control is spelled in several ways.

    ## What it does
    Compares names with capitals inside (`CertsInfo`, `GitHub`) with the same letters written
    otherwise on the same page (`Certsinfo`, `Github`), and reports the rarer spelling once. Words
    in lower case or in capitals throughout are other things (commands, packages, constants) and
    never compared, nor is code. What begins small and goes on with capitals (`apiVersion`) is an
    identifier, and compared with its like only. But what stands in a path is held for right. Names
    of files are compared in code too: two that differ by one letter left out, added or swapped are
    one file.

    ## Why it hurts
    The reader looks for a folder that does not exist, and a search finds half of the places.

    ## Bad
    ```markdown
    Copy the CertsInfo folder. The new Certsinfo folder must hold two files.
    ```

    ## Good
    ```markdown
    Copy the CertsInfo folder. The new CertsInfo folder must hold two files.
    ```

    ## False alarms it risks
    Two things whose names differ in capitals only, such as a class and the word it comes from, or
    two brands that share a name; two files whose names differ by one letter.
    """

    code = "TRM001"
    name = "term-variant"
    severity = Severity.WARNING
    mends = (
        "writes the usual spelling where it stands in a path, or three times as often on the "
        "page and in the project, with the same first letter"
    )

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each rarer spelling once, at its first use."""
        for folded in _suspects(view):
            names: dict[str, list[Use]] = defaultdict(list)
            identifiers: dict[str, list[Use]] = defaultdict(list)
            for use in _uses(view, folded):
                (identifiers if use.word[0].islower() else names)[use.word].append(use)
            for spellings in (names, identifiers):
                if len(spellings) > 1:
                    yield from self._compare(view, spellings)
        for rare, usual in near_file_names(view):
            yield self.finding(
                view.page.path,
                rare.span,
                f"`{rare.name}` is `{usual.name}` elsewhere on this page",
                help="Write the name of the file as it is on the disk.",
                related=[Related(view.page.path, usual.span, f"written `{usual.name}`")],
            )

    def _compare(self, view: PageView, spellings: dict[str, list[Use]]) -> Iterator[Diagnostic]:
        path = view.page.path
        (usual, known), *others = sorted(spellings.items(), key=_rank)
        sure = any(use.in_path for use in known)
        for word, uses in others:
            prose = [use for use in uses if not use.in_path]
            if prose and not (word[1:].islower() and _EXPANSION.match(usual)):
                counts = f"`{usual}` stands {_times(known)}, `{word}` {_times(uses)}"
                advice = f"Write `{usual}`, as in the path." if sure else f"Choose one: {counts}."
                yield self.finding(
                    path,
                    prose[0].span,
                    f"`{word}` is spelled `{usual}` elsewhere on this page",
                    help=advice,
                    related=[Related(path, known[0].span, f"spelled `{usual}`")],
                    fix=_fix(view, usual, known, uses),
                )


def _fix(view: PageView, usual: str, known: list[Use], uses: list[Use]) -> Fix | None:
    """Every use in the usual spelling, where that one clearly leads; else the author chooses.

    A small first letter beside a capital one tells a field or a command from what it stands for.
    """
    sure = any(use.in_path for use in known)
    leads = sure or len(known) >= _LEAD * len(uses)
    if not leads or usual[0] != uses[0].word[0]:
        return None
    if any(use.in_path or view.source.excerpt(use.span) != use.word for use in uses):
        return None
    edits = tuple(Edit(view.page.path, use.span, usual) for use in uses)
    return Fix(f"Write `{usual}`", edits, None if sure else (usual, uses[0].word))


def _rank(item: tuple[str, list[Use]]) -> tuple[bool, int, int, str]:
    """Sorts spellings: in a path first, then the most frequent, then that with more capitals."""
    word, uses = item
    capitals = sum(letter.isupper() for letter in word)
    return (not any(use.in_path for use in uses), -len(uses), -capitals, word)


def _times(uses: list[Use]) -> str:
    return "once" if len(uses) == 1 else f"{len(uses)} times"


def _suspects(view: PageView) -> list[str]:
    """Words, folded, of which some spelling has a capital inside and another one differs."""
    inside: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for word in view.odd_words:
        if len(word) > 3 and word.isalpha() and not word.isupper():
            inside[word.lower(), word[0].islower()].add(word)
    found = (
        folded
        for (folded, small), words in inside.items()
        if len(words) > 1 or (not small and folded.capitalize().encode() in view.words)
    )
    return list(dict.fromkeys(found))


def _uses(view: PageView, folded: str) -> Iterator[Use]:
    """The names on a page that have these letters.

    A capital at a sentence's start says nothing where the page writes the word small elsewhere.
    """
    wanted = folded.encode()
    lines = view.lines_with(*{word.decode() for word in view.words if word.lower() == wanted})
    passages = list(view.passages_at(lines))
    small = any(_standing(passage, folded) for passage in passages)
    for passage in passages:
        for start, end in _found(passage.text, folded):
            word = passage.text[start:end]
            code = passage.in_code(start)
            if code and _in_path(passage.text, start, end):
                yield Use(word, passage.prose.span(start, end), True)
            elif not code and not _is_part(passage.text, start, end):
                plain = word[1:].islower() and passage.sentence_at(start)[0] == start
                if not (plain and small):
                    yield Use(word, passage.prose.span(start, end), False)
    for block in walk_blocks(view.body):
        if isinstance(block, CodeBlock) and folded in block.text.lower():
            for start, end in _found(block.text, folded):
                if _in_path(block.text, start, end):
                    yield Use(block.text[start:end], block.span, True)


def _found(text: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a word stands whose spelling says something."""
    for match in _WORD.finditer(text):
        word = match[0]
        if word.lower() == folded and not word.islower() and not word.isupper():
            yield match.span()


def _standing(passage: Passage, word: str) -> bool:
    """Whether a word stands in small letters in the prose of a passage."""
    return any(
        match[0] == word and not passage.in_code(match.start())
        for match in _WORD.finditer(passage.text)
    )


def _in_path(text: str, start: int, end: int) -> bool:
    """Whether a word is a whole part of a path."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    whole = not (after and re.match(r"[\w-]", after)) and (not before or bool(_SLASH.match(before)))
    return whole and bool(_SLASH.match(before) or _SLASH.match(after))


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a word is only a part of a longer name, such as a file name or an address."""
    before = bool(start) and bool(_JOINED.match(text[start - 1]))
    after = bool(re.match(r"[\w@/#\\-]|\.\w", text[end : end + 2]))
    return before or after
