"""STP004: procedures that are copies of one another but for their versions differ by a word."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from runbookc.checks.rule import Facts, ProjectRule
from runbookc.checks.siblings import EDGES, Line, lines_of
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.linking import Project
from runbookc.planning import UpgradeGraph

Words = tuple[str, ...]

_SHORTEST = 7
"""Words in the shortest paragraph that is compared."""
_SHARED = 2
"""Paragraphs that two procedures must have in common."""
_MOST = 24
"""Paragraphs that share a half; where there are more, they are a series and differ on purpose."""
_SMALL_WORDS = frozenset(
    """a an and are as at be by do for from if in into is it not of on or that the then this to
    was will with you your""".split()
)


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

    def is_slip(self) -> bool:
        """Whether the difference looks like a slip rather than like another meaning."""
        word = self.other[self.index].strip(EDGES)
        if self.missing:
            return word in _SMALL_WORDS or word in self.other[self.index - 1 : self.index]
        known = self.one[self.index].strip(EDGES)
        if not (word.isalpha() and known.isalpha()) or {word, known} <= _SMALL_WORDS:
            return False
        return _mistyped(known, word)


@dataclass
class Product:
    """All procedures of one product, by what their paragraphs say.

    Args:
        lines: for each paragraph, as words, everything that reads so.
        procedures: for each procedure, its paragraphs.
    """

    lines: dict[Words, list[Line]] = field(default_factory=lambda: defaultdict(list))
    procedures: dict[str, set[Words]] = field(default_factory=lambda: defaultdict(set))

    def add(self, line: Line) -> None:
        """Take in a paragraph."""
        self.lines[line.words].append(line)
        self.procedures[line.procedure.id].add(line.words)

    def copies(self) -> Iterator[Words]:
        """The paragraphs of procedures that have paragraphs in common with others."""
        common = {
            words
            for words, lines in self.lines.items()
            if len(lines) > 1 and len({line.procedure.id for line in lines}) > 1
        }
        copied = {p for p, own in self.procedures.items() if len(own & common) >= _SHARED}
        for words, lines in self.lines.items():
            if len(words) >= _SHORTEST and any(line.procedure.id in copied for line in lines):
                yield words

    def weight(self, words: Words, difference: "Difference") -> tuple[int, int, Words]:
        """How sure a wording is: how often it stands, then how often its differing word does."""
        count, index = len(self.lines[words]), difference.index
        word = words[index] if not difference.missing else ""
        return count, sum(other.count(word) for other in self.lines), words

    def siblings(self, one: Line, other: Line) -> bool:
        """Whether the procedures of two paragraphs have others in common."""
        first, second = self.procedures[one.procedure.id], self.procedures[other.procedure.id]
        return len(first & second) >= _SHARED


class SiblingDrift(ProjectRule):
    """Procedures that are copies of one another but for their versions differ by a word.

    ## What it does
    Leaves names and versions open, and compares the paragraphs of a product's procedures. Where
    two procedures share paragraphs word for word and one paragraph differs by a single mistyped,
    missing, doubled or added small word, it reports the wording that stands less often.

    ## Why it hurts
    A copied procedure is corrected in one place only. When the word is "not", the reader does the
    opposite.

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
    A difference of one small word that is meant.
    """

    code = "STP004"
    name = "sibling-drift"
    severity = Severity.WARNING

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each rarer wording once for each place, beside its nearest sibling."""
        products: dict[str, Product] = defaultdict(Product)
        for page in project.pages:
            for line in lines_of(page):
                products[page.product or ""].add(line)
        for product in products.values():
            for difference in _differences(product):
                if difference.is_slip():
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
        here, there = _place(line, difference), _place(sibling, difference)
        said, wanted = (one.prose.text[slice(*p)] for one, p in ((line, here), (sibling, there)))
        others = "another procedure" if count == 1 else f"{count} other procedures"
        where = Related(
            sibling.page.path, sibling.prose.span(*there), f"in “{sibling.procedure.title}”"
        )
        return self.finding(
            line.page.path,
            line.prose.span(*here),
            f"“{said}” here, “{wanted}” in {others} of the same wording",
            help="Write the same in each, or make the difference plain.",
            related=[where],
        )


def _distance(line: Line, sibling: Line) -> tuple[bool, str, int]:
    """Same page first, then by path, then by lines between them."""
    path = sibling.page.path
    return (path != line.page.path, path, abs(sibling.procedure.line - line.procedure.line))


def _differences(product: Product) -> Iterator[Difference]:
    """All pairs of copied paragraphs that are equal but for one word.

    The word stands either in the first half or in the second one, and the other half is equal. So
    only paragraphs that share a half are compared, not each with each.
    """
    halves: dict[tuple[int, bool, Words], list[Words]] = defaultdict(list)
    for words in product.copies():
        for length in (len(words), len(words) - 1):
            half = length // 2
            halves[length, True, words[:half]].append(words)
            halves[length, False, words[half - length :]].append(words)
    seen: set[tuple[Words, Words]] = set()
    for group in halves.values():
        for one, other in combinations(group, 2) if len(group) <= _MOST else ():
            pair = (one, other) if len(one) <= len(other) else (other, one)
            index = _where(*pair)
            if index is not None and pair not in seen and pair[::-1] not in seen:
                seen.add(pair)
                yield Difference(*pair, index)


def _where(one: Words, other: Words) -> int | None:
    """The index of the only word in which two paragraphs differ, the shorter one given first."""
    pairs = enumerate(zip(one, other, strict=False))
    index = next((i for i, (first, second) in pairs if first != second), len(one))
    rest = one[index + 1 :] if len(one) == len(other) else one[index:]
    return index if index < len(other) and rest == other[index + 1 :] else None


def _mistyped(one: str, other: str) -> bool:
    """Whether one letter is missing, added, wrong, or swapped with its neighbour.

    A final "s" or "d" (Agent and Agents, upgrades and upgraded) is changed on purpose.
    """
    from rapidfuzz.distance import OSA

    if one.rstrip("sd") == other.rstrip("sd"):
        return False
    return bool(OSA.distance(one, other, score_cutoff=1) <= 1)


def _place(line: Line, difference: Difference) -> tuple[int, int]:
    """Where a line differs: the word, with its neighbours where one line lacks it."""
    index, last = difference.index, len(line.words) - 1
    if not difference.missing:
        return line.place(index, index)
    after = index + (line.words == difference.other)
    return line.place(max(0, index - 1), min(after, last))
