"""TRM001: one file, product or control spelled in several ways on a page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.model import CodeBlock, walk_blocks
from runbookc.source import Span

_WORD = re.compile(r"[A-Za-z]{4,}")
_JOINED = re.compile(r"[\w.@/#-]")


@dataclass(frozen=True, slots=True)
class Use:
    """A word where it stands; `exact` where it is code, and so probably right."""

    word: str
    span: Span
    exact: bool


class TermVariant(PageRule):
    """One file, product or control is spelled in several ways.

    ## What it does
    Compares names with capitals inside (`CertsInfo`, `GitHub`) with the same letters written
    otherwise on the same page (`Certsinfo`, `Github`). Words in lower case or in capitals
    throughout are other things (commands, packages, constants) and never compared. What stands in
    a path or in code is held for right, else what stands more often.

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
    Two things whose names differ in capitals only, such as a class and the word it comes from.
    """

    code = "TRM001"
    name = "term-variant"
    severity = Severity.WARNING
    trigger = re.compile(r"[a-z][A-Z]")

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each rarer spelling once, at its first use."""
        for folded in _suspects(view.source.text):
            uses = _uses(view, folded)
            spellings: dict[str, list[Use]] = defaultdict(list)
            for use in uses:
                spellings[use.word].append(use)
            yield from self._compare(view.page.path, spellings)

    def _compare(self, path: str, spellings: dict[str, list[Use]]) -> Iterator[Diagnostic]:
        if len(spellings) < 2:
            return
        ranked = sorted(
            spellings.items(),
            key=lambda item: (not any(use.exact for use in item[1]), -len(item[1]), item[0]),
        )
        usual, known = ranked[0]
        for word, uses in ranked[1:]:
            prose = [use for use in uses if not use.exact]
            if prose and _inner(word) != _inner(usual):
                times = f", {len(prose)} times" if len(prose) > 1 else ""
                yield self.finding(
                    path,
                    prose[0].span,
                    f"`{word}` is spelled `{usual}` elsewhere on this page{times}",
                    help=f"Write `{usual}` everywhere.",
                    related=[Related(path, known[0].span, f"spelled `{usual}`")],
                )


def _suspects(text: str) -> list[str]:
    """Words, folded, of which some spelling has a capital inside and another one differs."""
    seen: dict[str, set[str]] = defaultdict(set)
    for word in set(_WORD.findall(text)):
        if not word.islower() and not word.isupper():
            seen[word.lower()].add(_inner(word))
    return sorted(folded for folded, inner in seen.items() if len(inner) > 1)


def _inner(word: str) -> str:
    """The word without the difference that a sentence's start makes."""
    return word[0].lower() + word[1:]


def _uses(view: PageView, folded: str) -> list[Use]:
    """The names on a page that have these letters, in prose as whole words, and in code."""
    uses: list[Use] = []
    for passage in view.passages:
        if folded in passage.text.lower():
            uses.extend(_in_passage(passage, folded))
    for block in walk_blocks(view.body):
        if isinstance(block, CodeBlock) and folded in block.text.lower():
            uses.extend(Use(word, block.span, True) for word in _named(block.text, folded))
    return uses


def _in_passage(passage: Passage, folded: str) -> Iterator[Use]:
    for match in _WORD.finditer(passage.text):
        word = match[0]
        if word.lower() != folded or word.islower() or word.isupper():
            continue
        code = passage.in_code(match.start())
        if code or not _is_part(passage.text, *match.span()):
            yield Use(word, passage.prose.span(*match.span()), code)


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a word is only a part of a longer name, such as a file name or an address."""
    before = bool(start) and bool(_JOINED.match(text[start - 1]))
    after = bool(re.match(r"[\w@/#\\-]|\.\w", text[end : end + 2]))
    return before or after


def _named(text: str, folded: str) -> Iterable[str]:
    words = (match[0] for match in _WORD.finditer(text))
    return (w for w in words if w.lower() == folded and not w.islower() and not w.isupper())
