"""Which of two lists of texts belong together: what stayed, moved, was reworded, came or went."""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from runbookc.model import Words
from runbookc.source.frozen import dataclass

_ALIKE = 60.0
"""The least share of characters, in percent, that a reworded text has in common with the old one.

Sentences that have nothing to do with one another share up to half of them.
"""
_LONGEST = 4000
"""Characters of a text that are looked at to find its counterpart."""
_MOST_PAIRS = 40_000
"""Beyond so many pairs of texts only equal ones are found."""
_MOST_CELLS = 25_000_000
"""Beyond so many pairs of words a text is told as a whole."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Places of a text in the old and in the new list; None where it is not in it.

    Args:
        moved: whether it stands on another side of texts that stayed.
    """

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """Every text of both lists, in the order of the new one; what is gone stands where it was."""
    partners = _equal_in_order(old, new)
    _equal_elsewhere(old, new, partners)
    _alike(old, new, partners)
    moved = _moved(partners)
    came_from = {after: before for before, after in partners.items()}
    order = list(_reading_order(len(old), len(new), partners, moved))
    return tuple(
        Pair(before, after, before in moved)
        for before, after in (
            (came_from.get(place), place) if is_new else (place, None) for is_new, place in order
        )
    )


def _equal_in_order(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    from rapidfuzz.distance import LCSseq  # slow to import, and few commands compare

    numbers: dict[str, int] = {}
    one, other = ([numbers.setdefault(t, len(numbers)) for t in texts] for texts in (old, new))
    if len(one) * len(other) > _MOST_CELLS:
        return {}
    partners: dict[int, int] = {}
    for block in LCSseq.opcodes(one, other).as_matching_blocks() if one and other else ():
        partners.update((block.a + step, block.b + step) for step in range(block.size))
    return partners


def _equal_elsewhere(old: Sequence[str], new: Sequence[str], partners: dict[int, int]) -> None:
    free: dict[str, deque[int]] = defaultdict(deque)
    taken = set(partners.values())
    for place, text in enumerate(new):
        if place not in taken:
            free[text].append(place)
    for place, text in enumerate(old):
        if place not in partners and free[text]:
            partners[place] = free[text].popleft()


def _alike(old: Sequence[str], new: Sequence[str], partners: dict[int, int]) -> None:
    """Pair what was reworded: the most alike first, of equals those nearest to one another."""
    from rapidfuzz import fuzz

    taken = set(partners.values())
    left = [place for place in range(len(old)) if place not in partners]
    right = [place for place in range(len(new)) if place not in taken]
    if len(left) * len(right) > _MOST_PAIRS:
        return
    found = []
    for one in left:
        for other in right:
            score = fuzz.ratio(old[one][:_LONGEST], new[other][:_LONGEST], score_cutoff=_ALIKE)
            if score:
                found.append((-score, abs(one - other), one, other))
    for _, _, one, other in sorted(found):
        if one not in partners and other not in taken:
            partners[one] = other
            taken.add(other)


def _moved(partners: dict[int, int]) -> frozenset[int]:
    """The old places of what is not in the longest run that kept its order."""
    befores = sorted(partners)
    ends: list[int] = []
    tails: list[int] = []
    previous: dict[int, int] = {}
    for before in befores:
        after = partners[before]
        length = bisect_left(ends, after)
        previous[before] = tails[length - 1] if length else -1
        ends[length : length + 1] = [after]
        tails[length : length + 1] = [before]
    stayed = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        stayed.add(place)
        place = previous[place]
    return frozenset(befores) - stayed


def _reading_order(
    old: int, new: int, partners: dict[int, int], moved: frozenset[int]
) -> Iterator[tuple[bool, int]]:
    """New places, and between them the old places of what is gone."""
    came_from = {after: before for before, after in partners.items() if before not in moved}
    told = 0
    for place in range(new):
        before = came_from.get(place)
        if before is not None:
            yield from ((False, gone) for gone in range(told, before) if gone not in partners)
            told = before
        yield True, place
    yield from ((False, gone) for gone in range(told, old) if gone not in partners)


def mark_words(old: str, new: str) -> tuple[Words, ...]:
    """Two texts as one, the words that are gone and those that are new marked."""
    before, after = (re.findall(r"\n|\S+", text) for text in (old, new))
    marked: list[tuple[list[str], list[str], bool]] = []
    for tag, start, end, first, last in _opcodes(before, after):
        gone, come = before[start:end], after[first:last]
        if tag == "equal" and not _is_chance(marked, gone, len(before) - end + len(after) - last):
            marked.append((gone, come, True))
        elif marked and not marked[-1][2]:
            marked[-1][0].extend(gone)
            marked[-1][1].extend(come)
        else:
            marked.append((gone, come, False))
    return tuple(_words(marked))


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    from rapidfuzz.distance import LCSseq

    if len(before) * len(after) > _MOST_CELLS:
        yield "replace", 0, len(before), 0, len(after)
        return
    numbers: dict[str, int] = {}
    one, other = ([numbers.setdefault(w, len(numbers)) for w in words] for words in (before, after))
    for code in LCSseq.opcodes(one, other):
        yield code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end


def _is_chance(
    marked: Sequence[tuple[list[str], list[str], bool]], words: list[str], left: int
) -> bool:
    """Whether a single word between changes is the same by chance, as "the" is."""
    return (
        len(words) == 1 and left > 0 and bool(marked) and not marked[-1][2] and words[0].islower()
    )


def _words(marked: Sequence[tuple[list[str], list[str], bool]]) -> Iterator[Words]:
    for gone, come, is_same in marked:
        if is_same:
            yield Words(kind="same", text=_joined(gone))
            continue
        if gone:
            yield Words(kind="gone", text=_joined(gone))
        if come:
            yield Words(kind="new", text=_joined(come))


def _joined(words: Sequence[str]) -> str:
    return " ".join(words).replace(" \n ", "\n").replace("\n ", "\n").replace(" \n", "\n")
