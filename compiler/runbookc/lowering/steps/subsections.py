"""Steps that are sub-sections of a section that performs the task, such as "Perform update"."""

from runbookc.lowering.hops import hop_in
from runbookc.lowering.sections import Outline
from runbookc.lowering.steps.draft import DraftStep
from runbookc.lowering.steps.lists import first_sentence
from runbookc.lowering.wording import (
    AFTERWARDS,
    PERFORMS,
    PREREQUISITES,
    REFERENCE,
    is_instruction,
    is_outline,
)
from runbookc.model import ListBlock
from runbookc.source import Span


def subsection_steps(parent: Outline, *, hop: bool) -> list[tuple[DraftStep, Outline]]:
    """The steps of a performing section, each with the section that it is.

    A section performs a task where its heading says so, or where it states a hop and most of its
    sub-sections are headed by instructions. Sub-sections that state hops are procedures of their
    own, not steps of one.
    """
    if len(parent.children) < 2:
        return []
    instructing = sum(is_instruction(child.title) for child in parent.children)
    if not PERFORMS.match(parent.title) and not (hop and instructing * 2 > len(parent.children)):
        return []
    if not hop and any(hop_in(child.title, loose=True) for child in parent.children):
        return []
    return section_steps(parent)


def announced_steps(parent: Outline) -> list[tuple[DraftStep, Outline]]:
    """The sub-sections that an ordered list in the section announces one by one."""
    titles = [child.title for child in parent.children]
    if any(hop_in(title, loose=True) or PREREQUISITES.match(title) for title in titles):
        return []
    for block in parent.own:
        if isinstance(block, ListBlock) and block.ordered:
            sentences = [first_sentence(item) for item in block.items]
            if sum(map(is_instruction, sentences)) * 2 > len(sentences) and is_outline(
                sentences, titles
            ):
                return [
                    (step, child)
                    for step, child in section_steps(parent)
                    if not (AFTERWARDS.match(child.title) or REFERENCE.match(child.title))
                ]
    return []


def section_steps(parent: Outline) -> list[tuple[DraftStep, Outline]]:
    """Each direct sub-section as a step."""
    return [(_draft(child), child) for child in parent.children]


def _draft(section: Outline) -> DraftStep:
    assert section.heading is not None
    span = section.heading.span
    marker = Span(span.line, span.column, span.line, span.end_column)
    step = DraftStep("section", None, "", marker)
    step.title = section.title
    step.blocks = list(section.own)
    return step
