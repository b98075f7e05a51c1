"""The index of files, paths and commands, gathered while the document is written.

What is written carries the numbers of its entries; on which pages they end up, the typesetter
finds out.
"""

from collections.abc import Iterable

from runbookc.backends import wording
from runbookc.backends.pdf.pieces import pieces
from runbookc.backends.pdf.terms import Group, Term, term_of, terms_in
from runbookc.backends.pdf.values import Value, clean

_TITLES: dict[Group, str] = {"path": wording.INDEX_OF_PATHS, "command": wording.INDEX_OF_COMMANDS}


class Index:
    """Numbers the entries as they are met."""

    def __init__(self) -> None:
        self._numbers: dict[Term, int] = {}

    def of_code(self, text: str, following: str) -> list[int]:
        """The entries of an inline code, which text may follow."""
        term = term_of(text, following)
        return self._of([term] if term else [])

    def of_block(self, text: str, language: str) -> list[int]:
        """The entries of a code block."""
        return self._of(terms_in(text, language))

    def value(self) -> list[Value]:
        """The groups of the index, entries in the order of the alphabet."""
        found: list[Value] = []
        for group, title in _TITLES.items():
            terms = sorted((term for term in self._numbers if term.group == group), key=_order)
            entries = [{"p": pieces(clean(one.text)), "n": self._numbers[one]} for one in terms]
            if entries:
                found.append({"title": title, "entries": entries})
        return found

    def _of(self, terms: Iterable[Term]) -> list[int]:
        unique = dict.fromkeys(terms)
        return [self._numbers.setdefault(term, len(self._numbers)) for term in unique]


def _order(term: Term) -> tuple[str, str]:
    """By the first letter that means something, then exactly."""
    return term.text.lstrip("\\/.~…\"'%$<").casefold(), term.text
