"""What a baseline accepts: findings that were there before are told from new ones.

A finding is accepted on its own page first: by the words of its line, then by the words at fault
alone. What a baseline still accepts on a page that is no longer there is looked for on the pages
that resemble it. Each entry accepts as many findings as it counts, and no more: a copy of a page
that is still there, or of a line, is new.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from runbookc.diagnostics import SUBJECT_DIGITS, Accepted, Diagnostic
from runbookc.source import numbers_of, resemblance
from runbookc.source.frozen import dataclass

_LIKE = 0.25
"""The share of lines that a page must have in common with one that is gone to be its heir."""

_TOO_COMMON = 100
"""A line that so many pages have tells nothing of where a page went."""


@dataclass(frozen=True)
class Baseline:
    """Findings that are accepted.

    Args:
        entries: one for each page and fingerprint, in order.
        pages: a sketch of each page with entries, by path, as it was then.
    """

    entries: tuple[Accepted, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """Findings with their fingerprints, and the pages that they stand on.

    Args:
        fingerprints: by finding; equal findings share one.
        exists: whether there is a page or file of this path.
        sketch: the sketch of a page, "" where it cannot be read.
    """

    fingerprints: Mapping[Diagnostic, str]
    exists: Callable[[str], bool]
    sketch: Callable[[str], str]


@dataclass(frozen=True)
class Comparison:
    """Findings beside a baseline.

    Args:
        new: those that it does not accept.
        accepted: those that it accepts.
        gone: what it accepts and is not found, counted.
        heirs: by the path of a page that is gone, the pages that inherited from it.
    """

    new: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]
    gone: tuple[Accepted, ...]
    heirs: Mapping[str, tuple[str, ...]]


def baseline_of(findings: Iterable[Diagnostic], named: Named) -> Baseline:
    """The baseline that accepts these findings, and nothing else."""
    counts: Counter[tuple[str, str, str]] = Counter()
    messages: dict[tuple[str, str, str], str] = {}
    for found in findings:
        key = (found.path, found.code, named.fingerprints[found])
        counts[key] += 1
        messages[key] = min(messages.get(key, found.message), found.message)
    entries = tuple(Accepted(*key, counts[key], messages[key]) for key in sorted(counts))
    paths = sorted({entry.path for entry in entries})
    sketches = {path: named.sketch(path) for path in paths}
    return Baseline(entries, {path: made for path, made in sketches.items() if made})


def merged(one: Baseline, other: Baseline) -> Baseline:
    """What either accepts."""
    entries = {(each.path, each.code, each.fingerprint): each for each in one.entries}
    for each in other.entries:
        key = (each.path, each.code, each.fingerprint)
        known = entries.get(key)
        entries[key] = each if known is None or known.count < each.count else known
    kept = tuple(sorted(entries.values()))
    sketches = {**one.pages, **other.pages}
    paths = sorted({each.path for each in kept} & sketches.keys())
    return Baseline(kept, {path: sketches[path] for path in paths})


def compare(
    findings: Sequence[Diagnostic],
    named: Named,
    baseline: Baseline,
    last: Callable[[Diagnostic], bool] = lambda found: False,
) -> Comparison:
    """Part findings by a baseline.

    Args:
        findings: all that were found, in order.
        named: their fingerprints.
        baseline: what is accepted.
        last: which of several equal findings are accepted only after the others.
    """
    matching = _Matching(baseline, named)
    order = sorted(findings, key=lambda found: (last(found), found.path, found.span, found.code))
    for digits in (None, SUBJECT_DIGITS):
        for found in order:
            matching.take(found, found.path, digits)
    by_page: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for found in order:
        if found not in matching.accepted:
            by_page[found.path].append(found)
    heirs: dict[str, tuple[str, ...]] = {}
    for old, new in _heirs(matching.vanished(), baseline, sorted(by_page), named):
        taken = [
            matching.take(found, old, digits)
            for digits in (None, SUBJECT_DIGITS)
            for found in by_page[new]
        ]
        if any(taken):
            heirs[old] = (*heirs.get(old, ()), new)
    return Comparison(
        tuple(found for found in findings if found not in matching.accepted),
        tuple(found for found in findings if found in matching.accepted),
        matching.left(),
        heirs,
    )


class _Matching:
    """Counts down what a baseline accepts."""

    def __init__(self, baseline: Baseline, named: Named) -> None:
        self.accepted: set[Diagnostic] = set()
        self._named = named
        self._entries = sorted(baseline.entries)
        self._left = [entry.count for entry in self._entries]
        self._by_key: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for index in reversed(range(len(self._entries))):
            entry = self._entries[index]
            for name in (entry.fingerprint, entry.fingerprint[:SUBJECT_DIGITS]):
                self._by_key[entry.path, entry.code, name].append(index)

    def take(self, found: Diagnostic, path: str, digits: int | None) -> bool:
        """Accept a finding by what is left for a page; by its first digits, where told so."""
        if found in self.accepted:
            return False
        name = self._named.fingerprints[found][:digits]
        indexes = self._by_key.get((path, found.code, name), [])
        while indexes and not self._left[indexes[-1]]:
            indexes.pop()
        if not indexes:
            return False
        self._left[indexes[-1]] -= 1
        self.accepted.add(found)
        return True

    def left(self) -> tuple[Accepted, ...]:
        """What accepted nothing."""
        pairs = zip(self._entries, self._left, strict=True)
        return tuple(replace(entry, count=count) for entry, count in pairs if count)

    def vanished(self) -> list[str]:
        """The pages that are gone while something is left for them."""
        paths = dict.fromkeys(entry.path for entry in self.left())
        return [path for path in paths if not self._named.exists(path)]


def _heirs(
    vanished: Sequence[str], baseline: Baseline, candidates: Sequence[str], named: Named
) -> list[tuple[str, str]]:
    """Pairs of a page that is gone and one that resembles it, the most alike first."""
    if not vanished:
        return []
    sketches = {path: numbers_of(named.sketch(path)) for path in candidates}
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for path, numbers in sketches.items():
        for number in numbers:
            pages[number].append(path)
    found = [(-1.0, False, old, new) for old, new in _same(vanished, baseline, candidates, named)]
    for old in vanished:
        numbers = numbers_of(baseline.pages.get(old, ""))
        near = {
            path
            for number in numbers
            if len(pages.get(number, ())) <= _TOO_COMMON
            for path in pages.get(number, ())
        }
        for new in near:
            alike = resemblance(numbers, sketches[new])
            if alike >= _LIKE:
                found.append((-alike, _name(old) != _name(new), old, new))
    return [(old, new) for _, _, old, new in sorted(found)]


def _same(
    vanished: Sequence[str], baseline: Baseline, candidates: Sequence[str], named: Named
) -> Iterator[tuple[str, str]]:
    """Pages of one content in pairs: of many equal ones it does not matter which goes where."""
    by_sketch: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(candidates, reverse=True):
        by_sketch[named.sketch(path)].append(path)
    for old in sorted(vanished):
        made = baseline.pages.get(old, "")
        if made and by_sketch[made]:
            yield old, by_sketch[made].pop()


def _name(path: str) -> str:
    return path.rpartition("/")[2]
