"""Pairs of paragraphs that are equal but for a slip in one word, found among thousands."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, compress, count
from operator import ne

from runbookc.checks.siblings import EDGES, Words
from runbookc.source.frozen import dataclass

SHORTEST = 7
"""Words in the shortest paragraph that is compared."""
MOST = 24
"""Paragraphs that share a half; where there are more, they are a series and differ on purpose."""
_SMALL_WORDS = frozenset(
    """a an and are as at be by do for from if in into is it not of on or the this to was with
    you""".split()
)
"""No sentence can do without them; "that", "then" and "will" are often left out on purpose."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two paragraphs that are equal but for one word.

    Args:
        one: the shorter one, where they are not of one length.
        other: the other one.
        index: where the word stands, or where it would stand.
    """

    one: Words
    other: Words
    index: int

    @property
    def missing(self) -> bool:
        """Whether the word is missing in `one`."""
        return len(self.one) < len(self.other)

    @property
    def doubled(self) -> bool:
        """Whether the word that `one` lacks stands twice in the other one."""
        return self.missing and self.other[self.index] in self.other[self.index - 1 : self.index]

    def is_slip(self) -> bool:
        """Whether the difference looks like a slip rather than like another meaning."""
        word = self.other[self.index].strip(EDGES)
        if self.missing:
            return word in _SMALL_WORDS or self.doubled
        known = self.one[self.index].strip(EDGES)
        if not (word.isalpha() and known.isalpha()) or {word, known} <= _SMALL_WORDS:
            return False
        return _mistyped(known, word)


def slips(paragraphs: Iterable[Words]) -> Iterable[Difference]:
    """All pairs of paragraphs that are equal but for a slip in one word.

    The word stands either in the first half or in the second one, and the other half is equal. So
    only paragraphs that share a half are compared, not each with each.
    """
    halves: dict[tuple[int, bool, Words], list[Words]] = defaultdict(list)
    for words in paragraphs:
        if (count := len(words)) >= SHORTEST:
            half, less = count // 2, (count - 1) // 2
            halves[count, True, words[:half]].append(words)
            halves[count, False, words[half - count :]].append(words)
            halves[count - 1, True, words[:less]].append(words)
            halves[count - 1, False, words[less + 1 - count :]].append(words)
    found: dict[Difference, None] = {}
    for group in halves.values():
        for one, other in combinations(group, 2) if 1 < len(group) <= MOST else ():
            if (difference := slip_between(one, other)) is not None:
                found[difference] = None
    return found


def slip_between(one: Words, other: Words) -> Difference | None:
    """The slip that alone parts two paragraphs."""
    index = _where(one, other) if len(one) <= len(other) else _where(other, one)
    if index is None:
        return None
    first, second = sorted((one, other), key=lambda words: (len(words), words))
    difference = Difference(first, second, index)
    return difference if difference.is_slip() else None


def _where(one: Words, other: Words) -> int | None:
    """The index of the only word in which two paragraphs differ, the shorter one given first."""
    if len(other) - len(one) > 1:
        return None
    index = next(compress(count(), map(ne, one, other)), len(one))
    rest = index + 1 if len(one) == len(other) else index
    return index if one[rest:] == other[index + 1 :] else None


def _mistyped(one: str, other: str) -> bool:
    """Whether one letter is missing, added, wrong, or swapped with its neighbour.

    A final "s" or "d" (Agent and Agents, upgrades and upgraded) is changed on purpose.
    """
    from rapidfuzz.distance import OSA

    if one.rstrip("sd") == other.rstrip("sd"):
        return False
    return bool(OSA.distance(one, other, score_cutoff=1) <= 1)
