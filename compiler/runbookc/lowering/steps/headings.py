"""Steps that are headings: `## Step 2: …`, `### 3. …`, `#### Step 2.1) …`."""

import re
from collections.abc import Sequence

from runbookc.lowering.sections import Outline
from runbookc.lowering.steps.draft import DraftStep
from runbookc.lowering.wording import TASK_HEADING, is_instruction
from runbookc.model import prose_of

_STEP = re.compile(
    r"(?P<label>step[ \u00a0]+(?:\d{1,3}\.)*(?P<number>\d{1,3})[a-z]?[ \u00a0]*"
    r"(?:[–—:.)：．）、]|-(?!\w))?)[ \u00a0]*(?P<title>.*)$",
    re.I | re.S,
)
_NUMBER = re.compile(
    r"(?P<label>(?P<number>\d{1,3})(?:[.)](?=[ \u00a0])|[．）、：]))[ \u00a0]*(?P<title>\D.*)$",
    re.S,
)


def heading_label(section: Outline) -> re.Match[str] | None:
    """The match of a heading that begins like a step, or None."""
    return _STEP.match(section.title) or _NUMBER.match(section.title)


def heading_steps(parent: Outline) -> list[tuple[DraftStep, Outline]]:
    """The steps among a section's direct sub-sections, each with the section that it is.

    Headings that say "Step" are steps. Bare numbers are steps where the heading above names a
    task or most of the titles are instructions: a numbered table of contents is none.
    """
    found = [(child, match) for child in parent.children if (match := heading_label(child))]
    if not found or (len(found) < 2 and found[0][1].re is _NUMBER):
        return []
    if all(match.re is _NUMBER for _, match in found) and not _is_task(parent, found):
        return []
    return [(_draft(child, match), child) for child, match in found]


def _is_task(parent: Outline, found: Sequence[tuple[Outline, re.Match[str]]]) -> bool:
    instructions = sum(is_instruction(match["title"]) for _, match in found)
    if TASK_HEADING.match(parent.title):
        return instructions * 3 >= len(found)
    return instructions * 2 >= len(found)


def _draft(section: Outline, match: re.Match[str]) -> DraftStep:
    assert section.heading is not None
    prose = prose_of(section.heading.inlines)
    start = len(prose.text) - len(prose.text.lstrip())
    span = prose.span(start + match.start("label"), start + match.end("label"))
    step = DraftStep("heading", int(match["number"]), match["label"].strip(), span)
    step.title = match["title"].strip().rstrip(":")
    step.blocks = list(section.own)
    return step
