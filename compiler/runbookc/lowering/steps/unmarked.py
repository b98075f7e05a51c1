"""Steps that nothing numbers: a lead-in and then paragraphs, or First, Second, Third."""

import re
from collections.abc import Sequence

from runbookc.lowering.sections import block_span
from runbookc.lowering.steps.draft import DraftRun, DraftStep
from runbookc.lowering.steps.lists import first_sentence
from runbookc.lowering.wording import ORDINAL, announces_steps, is_instruction, is_outline
from runbookc.model import Admonition, Block, ImageBlock, ListBlock, Paragraph, plain_text
from runbookc.source import Span

_TO_READER = re.compile(
    r"\b(?:you|we|let's|let’s|the (?:first|second|third|next|last|final) step)\b", re.I
)
"""What tells a sentence to its reader from the description of what a program does."""


def unmarked_run(blocks: Sequence[Block], headings: Sequence[str]) -> DraftRun | None:
    """The unmarked steps among the blocks below one heading, or None where there are none.

    The paragraphs after "Follow the steps to …" are steps where at least two instruct; so are
    the bullets after it. Without a lead-in, paragraphs that count themselves (First …, Next …)
    are steps from the first of them on.

    Args:
        blocks: the blocks.
        headings: titles of the sub-sections; bullets that repeat them are an outline, no steps.
    """
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        text = plain_text(block.inlines).strip()
        if announces_steps(text) and not is_reference(text):
            run = _after_lead_in(blocks[: index + 1], blocks[index + 1 :], headings)
            if run:
                return run
        match = ORDINAL.match(text)
        if match and (match["first"] or match["named"] == "first"):
            return _counted(blocks[:index], blocks[index:])
    return None


def is_reference(text: str) -> bool:
    """Whether a sentence sends its reader to steps elsewhere ("see the steps below in …")."""
    return (
        text.lower().startswith(("see ", "for more", "refer to")) or "step-by-step" in text.lower()
    )


def _after_lead_in(
    before: Sequence[Block], rest: Sequence[Block], headings: Sequence[str]
) -> DraftRun | None:
    notes = next((i for i, b in enumerate(rest) if not isinstance(b, Admonition)), 0)
    bullets = rest[notes] if rest else None
    if isinstance(bullets, ListBlock) and not bullets.ordered:
        if is_outline([first_sentence(item) for item in bullets.items], list(headings)):
            return None
        return _bullets([*before, *rest[:notes]], bullets, rest[notes + 1 :])
    run = DraftRun(before=list(before))
    for block in rest:
        if isinstance(block, Paragraph) and _acts(block):
            run.steps.append(_draft(block))
        elif run.steps:
            run.steps[-1].blocks.append(block)
        elif isinstance(block, Admonition | ImageBlock):
            run.before.append(block)
        else:
            return None
    return run if len(run.steps) >= 2 else None


def _bullets(before: Sequence[Block], bullets: ListBlock, rest: Sequence[Block]) -> DraftRun | None:
    actions = sum(is_instruction(first_sentence(item)) for item in bullets.items)
    if len(bullets.items) < 2 or actions * 3 < len(bullets.items) * 2:
        return None
    run = DraftRun(before=list(before))
    for item in bullets.items:
        place = Span(item.span.line, item.span.column, item.span.line, item.span.column + 1)
        step = DraftStep("unmarked", None, "", place)
        step.blocks = list(item.body)
        run.steps.append(step)
    run.steps[-1].blocks.extend(rest)
    return run


def _counted(before: Sequence[Block], rest: Sequence[Block]) -> DraftRun | None:
    run, counted, told = DraftRun(before=list(before)), 0, 0
    for block in rest:
        text = plain_text(block.inlines).strip() if isinstance(block, Paragraph) else ""
        ordinal = bool(text) and bool(ORDINAL.match(text))
        counted += ordinal
        told += ordinal and (is_instruction(text) or bool(_TO_READER.search(text[:80])))
        if ordinal or (text and is_instruction(text)):
            assert isinstance(block, Paragraph)
            run.steps.append(_draft(block))
        else:
            run.steps[-1].blocks.append(block)
    return run if counted >= 2 and told else None


def _acts(block: Paragraph) -> bool:
    text = plain_text(block.inlines).strip()
    return is_instruction(text) or bool(ORDINAL.match(text))


def _draft(block: Paragraph) -> DraftStep:
    span = block_span(block)
    place = Span(span.line, span.column, span.line, span.column + 1)
    step = DraftStep("unmarked", None, "", place)
    step.blocks = [block]
    return step
