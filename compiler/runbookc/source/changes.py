"""Which lines of a text are not those of an older one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def changed_lines(old: Sequence[str], new: Sequence[str]) -> frozenset[int]:
    """The numbers, from 1, of the lines that were added or changed.

    Lines that stand once in both texts hold it together, as many as keep their order; what stands
    between two of them is compared from both of its ends. That takes time in proportion to the
    texts, whatever they hold.
    """
    changed: set[int] = set()
    before, after = 0, 0
    for old_end, new_end in (*_anchors(old, new), (len(old), len(new))):
        first, last = _trimmed(old, new, (before, old_end), (after, new_end))
        changed.update(range(first + 1, last + 1))
        before, after = old_end + 1, new_end + 1
    return frozenset(changed)


def _trimmed(
    old: Sequence[str], new: Sequence[str], before: tuple[int, int], after: tuple[int, int]
) -> tuple[int, int]:
    """The part of a stretch of the new text that neither begins nor ends as the old one does."""
    (old_start, old_end), (start, end) = before, after
    while old_start < old_end and start < end and old[old_start] == new[start]:
        old_start, start = old_start + 1, start + 1
    while old_start < old_end and start < end and old[old_end - 1] == new[end - 1]:
        old_end, end = old_end - 1, end - 1
    return start, end


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of lines that both texts have once, ascending in both: the longest such run."""
    counts, old_counts = Counter(new), Counter(old)
    places = {line: index for index, line in enumerate(old) if old_counts[line] == 1}
    pairs = [
        (places[line], index)
        for index, line in enumerate(new)
        if counts[line] == 1 and line in places
    ]
    ends: list[int] = []
    tails: list[int] = []
    previous: list[int] = []
    for number, (place, _) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(tails[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [number]
    chosen: list[tuple[int, int]] = []
    number = tails[-1] if tails else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = previous[number]
    return chosen[::-1]
