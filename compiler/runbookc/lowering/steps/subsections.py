"""Steps that are sub-sections of a section that performs the task, such as "Perform update"."""

from runbookc.lowering.hops import hop_in
from runbookc.lowering.sections import Outline
from runbookc.lowering.steps.draft import DraftStep
from runbookc.lowering.wording import PERFORMS
from runbookc.source import Span


def subsection_steps(parent: Outline) -> list[tuple[DraftStep, Outline]]:
    """The steps of a performing section, each with the section that it is.

    Sub-sections that name hops are procedures of their own, not steps of one.
    """
    if len(parent.children) < 2 or not PERFORMS.match(parent.title):
        return []
    if any(hop_in(child.title, loose=True) for child in parent.children):
        return []
    return [(_draft(child), child) for child in parent.children]


def _draft(section: Outline) -> DraftStep:
    assert section.heading is not None
    span = section.heading.span
    marker = Span(span.line, span.column, span.line, span.end_column)
    step = DraftStep("section", None, "", marker)
    step.title = section.title
    step.blocks = list(section.own)
    return step
