"""STP004: procedures that are copies of one another but for their versions differ in a detail."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, compress, count
from operator import ne

from runbookc.checks.descriptions import Omission, omissions
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.checks.siblings import EDGES, HAZARD, Line, Told, Words, told_on
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.linking import Project
from runbookc.model import Page
from runbookc.planning import UpgradeGraph
from runbookc.source import Span

_SHORTEST = 7
"""Words in the shortest paragraph that is compared."""
_SHARED = 2
"""Paragraphs that two procedures must have in common."""
_MOST = 24
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


class Product:
    """The procedures of one product that are copies of others, by what their paragraphs say."""

    def __init__(self, procedures: Iterable[Told]) -> None:
        all_of_them = list(procedures)
        counts = Counter(key for told in all_of_them for key in set(told.keys))
        self._common = {key for key, count in counts.items() if count > 1}
        self.copies = [t for t in all_of_them if len(self._shared(t)) >= _SHARED]

    def _shared(self, told: Told) -> set[int]:
        return self._common.intersection(told.keys)

    @cached_property
    def lines(self) -> dict[Words, list[Line]]:
        """For each paragraph, as words, everything that reads so."""
        by_key: dict[int, list[Line]] = defaultdict(list)
        for told in self.copies:
            for index, key in enumerate(told.keys):
                by_key[key].append(Line(told, index))
        return {lines[0].words: lines for lines in by_key.values()}

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(word for words in self.lines for word in words)

    def weight(self, words: Words, difference: "Difference") -> tuple[int, int, Words]:
        """How sure a wording is: how often it stands, then how often its differing word does.

        A word that stands twice is a slip, however often it is copied.
        """
        if difference.doubled and words == difference.other:
            return 0, 0, words
        word = words[difference.index] if not difference.missing else ""
        return len(self.lines[words]), self._words[word], words

    def siblings(self, one: Line, other: Line) -> bool:
        """Whether the procedures of two paragraphs have others in common."""
        return len(self._shared(one.told) & self._shared(other.told)) >= _SHARED


class SiblingDrift(ProjectRule):
    """Procedures that are copies of one another but for their versions differ in a detail.

    ## What it does
    Leaves names and versions open, and compares the paragraphs of a product's procedures. Where
    two procedures share paragraphs word for word and one paragraph differs by a single mistyped,
    missing, doubled or added small word, it reports the wording that stands less often. Where the
    docs of two versions describe one upgrade in copies, and one has a step or a hazard that the
    other has in no wording, it reports the place where it is missing.

    ## Why it hurts
    A copied procedure is corrected in one place only. When the word is "not", the reader does the
    opposite; when a warning was added to one copy, the reader of the other one never sees it.

    ## Bad
    ```markdown
    ## Upgrade Procedure for 7.3 to 7.4

    **Step 1 –** Stop the service and wait until it has ended.

    **Step 2 –** Install Example Guard 7.4 to the folder of the old version.

    **Step 3 –** Upgrade the agents to 7.3 first and then to 7.4.

    ## Upgrade Procedure for 7.4 to 7.5

    **Step 1 –** Stop the service and wait until it has ended.

    **Step 2 –** Install Example Guard 7.5 to the folder of the old version.

    **Step 3 –** Upgrade the agents to 7.4 first ad then to 7.5.
    ```

    ## Good
    ```markdown
    ## Upgrade Procedure for 7.3 to 7.4

    **Step 1 –** Stop the service and wait until it has ended.

    **Step 2 –** Install Example Guard 7.4 to the folder of the old version.

    **Step 3 –** Upgrade the agents to 7.3 first and then to 7.4.

    ## Upgrade Procedure for 7.4 to 7.5

    **Step 1 –** Stop the service and wait until it has ended.

    **Step 2 –** Install Example Guard 7.5 to the folder of the old version.

    **Step 3 –** Upgrade the agents to 7.4 first and then to 7.5.
    ```

    ## False alarms it risks
    A difference of one small word that is meant; a step that moved to the prerequisites of one
    description.
    """

    code = "STP004"
    name = "sibling-drift"
    severity = Severity.WARNING
    reads = frozenset(("hops",))

    def gather(self, view: PageView) -> Facts:
        """What the page's procedures say."""
        return told_on(view.page)

    def shape(self, page: Page, facts: Facts) -> Facts:
        """The notes without their last value, which is where the words stand."""
        told = (page.procedures[note[0]] for note in facts)
        return [(each.title, note[1:-1]) for each, note in zip(told, facts, strict=True)]

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each rarer wording once for each place, beside its nearest sibling."""
        told = {
            each.id: each
            for path, notes in facts.items()
            if (page := project.page(path))
            for each in (Told(page, note) for note in notes)
        }
        for omission in omissions(graph, told):
            yield self._omitted(omission)
        products: dict[str, list[Told]] = defaultdict(list)
        for each in told.values():
            products[each.page.product or ""].append(each)
        for procedures in products.values():
            product = Product(procedures)
            for difference in _slips(product):
                yield from self._findings(product, difference)

    def _findings(self, product: Product, difference: Difference) -> Iterator[Diagnostic]:
        pair = (difference.one, difference.other)
        rare, usual = sorted(pair, key=lambda words: product.weight(words, difference))
        for line in product.lines[rare]:
            near = [s for s in product.lines[usual] if product.siblings(line, s)]
            if near:
                sibling = min(near, key=lambda s: _distance(line, s))
                yield self._finding(line, sibling, difference, len(near))

    def _finding(self, line: Line, sibling: Line, difference: Difference, count: int) -> Diagnostic:
        said, place = _said(line, difference)
        wanted, there = _said(sibling, difference)
        others = "another procedure" if count == 1 else f"{count} other procedures"
        told = sibling.told
        where = Related(told.page.path, there, f"in “{told.procedure.title}”")
        return self.finding(
            line.told.page.path,
            place,
            f"“{said}” here, “{wanted}” in {others} of the same wording",
            help="Write the same in each, or make the difference plain.",
            related=[where],
        )

    def _omitted(self, omission: Omission) -> Diagnostic:
        """What a description lacks, told where it would stand."""
        line, lacking, before = omission.line, omission.lacking, omission.before
        words, place = line.said(0, len(line.words) - 1)
        what = "hazard" if line.told.marks[line.index] == HAZARD else "step"
        kept = Related(line.told.page.path, place, f"in “{line.told.procedure.title}”")
        here = before.said(0, len(before.words) - 1)[1] if before else _heading(lacking)
        return self.finding(
            lacking.page.path,
            here,
            f"A {what} that another description of this hop has is missing here: “{_short(words)}”",
            help="Add it after this, or take it out there if it no longer holds.",
            related=[kept],
        )


def _heading(told: Told) -> Span:
    headings, procedure = told.page.headings, told.procedure
    return next((h.span for h in headings if h.line == procedure.line), procedure.span)


def _short(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"


def _distance(line: Line, sibling: Line) -> tuple[bool, str, int]:
    """Same page first, then by path, then by lines between them."""
    here, there = line.told, sibling.told
    path = there.page.path
    return (path != here.page.path, path, abs(there.procedure.line - here.procedure.line))


def _slips(product: Product) -> Iterable[Difference]:
    """All pairs of copied paragraphs that are equal but for a slip in one word.

    The word stands either in the first half or in the second one, and the other half is equal. So
    only paragraphs that share a half are compared, not each with each.
    """
    halves: dict[tuple[int, bool, Words], list[Words]] = defaultdict(list)
    for words in product.lines:
        if (count := len(words)) >= _SHORTEST:
            half, less = count // 2, (count - 1) // 2
            halves[count, True, words[:half]].append(words)
            halves[count, False, words[half - count :]].append(words)
            halves[count - 1, True, words[:less]].append(words)
            halves[count - 1, False, words[less + 1 - count :]].append(words)
    found: dict[Difference, None] = {}
    for group in halves.values():
        for one, other in combinations(group, 2) if 1 < len(group) <= _MOST else ():
            index = _where(one, other) if len(one) <= len(other) else _where(other, one)
            if index is not None:
                first, second = sorted((one, other), key=lambda words: (len(words), words))
                difference = Difference(first, second, index)
                if difference.is_slip():
                    found[difference] = None
    return found


def _where(one: Words, other: Words) -> int | None:
    """The index of the only word in which two paragraphs differ, the shorter one given first."""
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


def _said(line: Line, difference: Difference) -> tuple[str, Span]:
    """Where a line differs: the word, with its neighbours where one line lacks it."""
    index, words = difference.index, line.words
    if not difference.missing:
        return line.said(index, index)
    after = index + (words == difference.other)
    return line.said(max(0, index - 1), min(after, len(words) - 1))
