"""STP004: procedures that are copies of one another but for their versions differ in a detail."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from runbookc.checks.descriptions import Omission, omissions
from runbookc.checks.paragraphs import Pair, Paragraphs
from runbookc.checks.rule import Change, Facts, RememberingRule, Survey
from runbookc.checks.siblings import HAZARD, Line, Told, Words, paragraphs_in, told_on
from runbookc.checks.slips import Difference, slips
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.linking import Project
from runbookc.model import Page
from runbookc.planning import UpgradeGraph
from runbookc.source import Span

_SHARED = 2
"""Paragraphs that two procedures must have in common."""


class Product:
    """The procedures of one product, by what their paragraphs say."""

    def __init__(self, procedures: Iterable[Told]) -> None:
        by_key: dict[int, list[Line]] = defaultdict(list)
        for told in procedures:
            for index, key in enumerate(told.keys):
                by_key[key].append(Line(told, index))
        self.lines = {lines[0].words: lines for lines in by_key.values()}
        """For each paragraph, as words, everything that reads so."""

    @cached_property
    def slips(self) -> Sequence[Difference]:
        """The pairs of paragraphs that a slip parts."""
        return tuple(slips(self.lines))

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(word for words in self.lines for word in words)

    def weight(self, words: Words, difference: Difference) -> tuple[int, int, Words]:
        """How sure a wording is: how often it stands, then how often its differing word does.

        A word that stands twice is a slip, however often it is copied.
        """
        if difference.doubled and words == difference.other:
            return 0, 0, words
        word = words[difference.index] if not difference.missing else ""
        return len(self.lines[words]), self._words[word], words

    def pairs(self) -> Iterator[Pair]:
        """The pairs with what decides which of the two is right."""
        for each in self.slips:
            one, other = self.weight(each.one, each), self.weight(each.other, each)
            by_word = not each.missing and one[0] == other[0]
            words = (each.one[each.index], each.other[each.index]) if by_word else ()
            yield Pair(" ".join(each.one), " ".join(each.other), words, abs(one[1] - other[1]))


def _are_siblings(one: Line, other: Line) -> bool:
    """Whether two paragraphs stand in procedures that have others in common."""
    if one.told is other.told:
        return False
    return len(set(one.told.keys).intersection(other.told.keys)) >= _SHARED


class SiblingDrift(RememberingRule):
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

    def survey(self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]) -> Survey:
        """Report each rarer wording once for each place, beside its nearest sibling."""
        told = {
            each.id: each
            for path, notes in facts.items()
            if (page := project.page(path))
            for each in (Told(page, note) for note in notes)
        }
        found = [self._omitted(omission) for omission in omissions(graph, told)]
        procedures: dict[str, list[Told]] = defaultdict(list)
        for each in told.values():
            procedures[each.page.product or ""].append(each)
        products = {name: Product(some) for name, some in procedures.items()}
        for product in products.values():
            for difference in product.slips:
                found.extend(self._findings(product, difference))
        return Survey(
            found,
            lambda: {
                name: Paragraphs.of(product.lines, product.pairs()).text
                for name, product in products.items()
            },
        )

    def remember(self, memory: str, changes: Sequence[Change]) -> str | None:
        """Exchange the paragraphs, where no description of a hop has changed."""
        if any(change.page.described for change in changes):
            return None
        paragraphs = Paragraphs.read(memory)
        before, after = (
            {words for facts in some for note in facts for words in paragraphs_in(note)}
            for some in ([each.before for each in changes], [each.after for each in changes])
        )
        return paragraphs.text if paragraphs.exchange(before, after) else None

    def _findings(self, product: Product, difference: Difference) -> Iterator[Diagnostic]:
        pair = (difference.one, difference.other)
        rare, usual = sorted(pair, key=lambda words: product.weight(words, difference))
        for line in product.lines[rare]:
            near = [s for s in product.lines[usual] if _are_siblings(line, s)]
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


def _said(line: Line, difference: Difference) -> tuple[str, Span]:
    """Where a line differs: the word, with its neighbours where one line lacks it."""
    index, words = difference.index, line.words
    if not difference.missing:
        return line.said(index, index)
    after = index + (words == difference.other)
    return line.said(max(0, index - 1), min(after, len(words) - 1))
