"""Finds the procedures in a page's outline."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from runbookc.lowering.hops import hop_in
from runbookc.lowering.sections import Outline
from runbookc.lowering.steps import (
    DraftRun,
    DraftStep,
    announced_steps,
    bold_runs,
    heading_label,
    heading_steps,
    list_runs,
    section_steps,
    subsection_steps,
    unmarked_run,
)
from runbookc.lowering.wording import AFTERWARDS, PREREQUISITES, REFERENCE, is_instruction
from runbookc.model import Block, HeadingBlock, Tab
from runbookc.source import SourceFile


@dataclass(slots=True)
class DraftProcedure:
    """A procedure before its context, hops and kind are known.

    `consumed` are the sections that its steps took, so that nothing is told twice.
    """

    section: Outline
    title: str
    introduction: list[Block]
    steps: list[DraftStep]
    consumed: list[Outline] = field(default_factory=list)


class ProcedureFinder:
    """Walks the outline and asks the recognisers of steps, section by section.

    Args:
        source: the page.
        upgrades: whether the page as a whole speaks of upgrades, so that a bare pair of
            versions in a heading is a hop.
        hop: whether the page itself states a hop, in its title or its file name.
    """

    def __init__(self, source: SourceFile, *, upgrades: bool, hop: bool = False) -> None:
        self._source, self._upgrades, self._page_hop = source, upgrades, hop

    def find(self, section: Outline) -> list[DraftProcedure]:
        """The procedures of a section and of the sections inside it, in reading order."""
        if section.heading and PREREQUISITES.match(section.title):
            return []
        found = list(self._own(section))
        taken = self._children_as_steps(section, found)
        as_steps = {id(child) for child in taken}
        for child in section.children:
            if id(child) in as_steps:
                continue
            inner = self.find(child)
            if inner and found and _goes_on(found[-1], inner[0]):
                _append(found[-1], inner.pop(0), child)
            found.extend(inner)
        if section.heading and hop_in(section.title, loose=self._upgrades):
            return self._hop(section, found)
        if not section.heading and self._page_hop and not _states_hops(found):
            whole = section.children[0] if len(section.children) == 1 else section
            return self._hop(section if section.own else whole, found) if found else []
        return found

    def _own(self, section: Outline) -> Iterator[DraftProcedure]:
        headings = [child.title for child in section.children]
        for run in self._runs(section.own, section.title, headings):
            yield DraftProcedure(section, run.title or section.title, run.before, run.steps)

    def _runs(self, blocks: list[Block], title: str, headings: list[str]) -> list[DraftRun]:
        runs = bold_runs(blocks) or list_runs(blocks, title, headings, self._source)
        if runs:
            return runs
        if run := unmarked_run(blocks, headings):
            return [run]
        return self._tab_runs(blocks, title)

    def _tab_runs(self, blocks: list[Block], title: str) -> list[DraftRun]:
        """The runs inside tabs: each is an alternative, and what stands around holds for all.

        A tab without steps stays whole, in the introduction of the alternatives.
        """
        found = {
            index: self._runs(list(tab.body), f"{title} ({tab.title})", [])
            for index, tab in enumerate(blocks)
            if tab.type == "tab"
        }
        if not found:
            return []
        last = max(found, default=0)
        around = [b for i, b in enumerate(blocks[: last + 1]) if not found.get(i)]
        runs: list[DraftRun] = []
        for index, inner in found.items():
            tab = blocks[index]
            assert isinstance(tab, Tab)
            for run in inner:
                run.title = f"{run.title or title} ({tab.title})"
                run.before = [*around, *run.before]
            if inner:
                inner[-1].steps[-1].blocks.extend(blocks[last + 1 :])
            runs.extend(inner)
        return runs

    def _hop(self, section: Outline, found: list[DraftProcedure]) -> list[DraftProcedure]:
        """The procedures of a section whose heading states a hop.

        Its own steps are the hop's. Where only its sub-sections hold steps, and none of them
        states another hop, they are the steps of this one. Else it is a procedure without steps.
        """
        if any(draft.section is section for draft in found):
            return found
        if found and not _states_hops(found):
            pairs = [pair for pair in section_steps(section) if self._is_step(pair[1])]
            steps = [self._with_substeps(step, child) for step, child in pairs]
            taken = [child for _, child in pairs]
            taken += self._between(section, pairs)
            return [DraftProcedure(section, section.title, list(section.own), steps, taken)]
        return [DraftProcedure(section, section.title, list(section.blocks()), []), *found]

    def _is_step(self, section: Outline) -> bool:
        """Whether a sub-section of a section that states a hop is one of its steps."""
        title = section.title
        if PREREQUISITES.match(title) or REFERENCE.match(title) or AFTERWARDS.match(title):
            return False
        return is_instruction(title) or bool(self.find(section))

    def _children_as_steps(self, section: Outline, found: list[DraftProcedure]) -> list[Outline]:
        if not section.children:
            return []
        hop = bool(section.heading and hop_in(section.title, loose=self._upgrades))
        pairs = heading_steps(section)
        if not pairs and not found:
            pairs = subsection_steps(section, hop=hop) or announced_steps(section)
        if not pairs:
            return []
        steps = [self._with_substeps(step, child) for step, child in pairs]
        taken = [child for _, child in pairs]
        taken += self._between(section, pairs)
        introduction = list(section.own) if not found else []
        found.append(DraftProcedure(section, section.title, introduction, steps, taken))
        return taken

    def _between(self, section: Outline, pairs: list[tuple[DraftStep, Outline]]) -> list[Outline]:
        """Give the sub-sections that stand between two steps to the step before them."""
        steps = {id(child): step for step, child in pairs}
        given: list[Outline] = []
        step, last = None, pairs[-1][1] if pairs else None
        for child in section.children:
            if last is None or child is last:
                break
            if id(child) in steps:
                step = steps[id(child)]
            elif step is not None and not self.find(child):
                step.blocks.extend(child.all_blocks())
                given.append(child)
        return given

    def _with_substeps(self, step: DraftStep, section: Outline) -> DraftStep:
        """Fill a step that is a section: what is headed inside it are substeps, or its body."""
        runs: list[DraftRun] = bold_runs(section.own)
        if runs:
            step.blocks = runs[0].before
            step.substeps = [inner for run in runs for inner in run.steps]
        pairs = heading_steps(section)
        inner = {id(child) for _, child in pairs}
        for child in section.children:
            if id(child) not in inner:
                step.blocks.extend(child.all_blocks())
        step.substeps.extend(self._with_substeps(sub, child) for sub, child in pairs)
        return step


def _states_hops(drafts: list[DraftProcedure]) -> bool:
    return any(hop_in(draft.title, loose=True) for draft in drafts)


def _goes_on(last: DraftProcedure, following: DraftProcedure) -> bool:
    """Whether steps under the next heading continue the numbers of the procedure before it."""
    if not last.steps or not following.steps or heading_label(following.section):
        return False
    first, previous = following.steps[0], last.steps[-1]
    return (
        first.marker == previous.marker == "bold"
        and first.number is not None
        and previous.number is not None
        and first.number > 1
        and first.number == previous.number + 1
    )


def _append(last: DraftProcedure, following: DraftProcedure, section: Outline) -> None:
    opening: list[Block] = [*following.introduction]
    if isinstance(section.heading, HeadingBlock):
        opening.insert(0, section.heading)
    last.steps[-1].blocks.extend(opening)
    last.steps.extend(following.steps)
    last.consumed.append(section)
