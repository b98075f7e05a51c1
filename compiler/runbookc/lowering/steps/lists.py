"""Steps that are items of an ordered list or of a task list."""

import re
from collections.abc import Sequence

from runbookc.lowering.steps.bold import bold_line
from runbookc.lowering.steps.draft import DraftRun, DraftStep
from runbookc.lowering.wording import (
    LEAD_IN,
    TASK_HEADING,
    announces_steps,
    is_instruction,
    is_outline,
)
from runbookc.model import (
    Admonition,
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    plain_text,
)
from runbookc.source import SourceFile, Span

_LABEL = re.compile(r"\d{1,9}[.)]|[-*+][ \t]+\[[ xX]\]")


def list_runs(
    blocks: Sequence[Block], heading: str, inner: list[str], source: SourceFile
) -> list[DraftRun]:
    """The runs of list steps among the blocks below one heading.

    A list that continues after code, an image, an admonition or a paragraph is one run, by its
    numbers, or, where each item restarts at 1, by having one item each time. A list of facts or
    options is no run: what matters is the lead-in, the heading, and whether items instruct.

    Args:
        blocks: the blocks.
        heading: title of the section that they stand in.
        inner: titles of its sub-sections; a list that repeats them is their outline, no run.
        source: the page, for the labels of items as written.
    """
    runs: list[DraftRun] = []
    before: list[Block] = []
    for block in blocks:
        run = runs[-1] if runs else None
        if is_step_list(block):
            assert isinstance(block, ListBlock)
            steps = list_steps(block, source)
            if run and _continues(run, block, steps):
                if block.start == 1:
                    steps[0].number = (run.steps[-1].number or 0) + 1
                run.steps.extend(steps)
                continue
            new, cut = _open_run(run, before, steps)
            sentences = [first_sentence(item) for item in block.items]
            if not is_outline(sentences, inner) and _are_steps(
                sentences, heading, new, ordered=block.ordered
            ):
                if run:
                    del run.steps[-1].blocks[cut:]
                runs.append(new)
                continue
        if run:
            run.steps[-1].blocks.append(block)
        else:
            before.append(block)
    return runs


def is_step_list(block: Block) -> bool:
    """Whether a block is a list that could number steps: ordered, or with boxes to tick."""
    if not isinstance(block, ListBlock):
        return False
    return block.ordered or all(item.checked is not None for item in block.items)


def list_steps(block: ListBlock, source: SourceFile) -> list[DraftStep]:
    """Each item of a list as a draft step."""
    steps = []
    for index, item in enumerate(block.items):
        label, span = _label(item, source)
        number = block.start + index if block.ordered else None
        marker = "list" if block.ordered and item.checked is None else "task"
        step = DraftStep(marker, number, label, span)  # type: ignore[arg-type]  # one of two StepMarkers
        step.blocks = list(item.body)
        steps.append(step)
    return steps


def first_sentence(item: ListItem) -> str:
    """The text with which an item begins."""
    first = item.body[0] if item.body else None
    return plain_text(first.inlines) if isinstance(first, Paragraph) else ""


def lead_in(blocks: Sequence[Block]) -> str:
    """The text of the last paragraph before the steps; an admonition between does not hide it."""
    for block in reversed(blocks):
        if isinstance(block, Paragraph):
            return plain_text(block.inlines).strip()
        if not isinstance(block, Admonition):
            return ""
    return ""


def _label(item: ListItem, source: SourceFile) -> tuple[str, Span]:
    span = item.span
    match = _LABEL.search(source.line(span.line), span.column - 1)
    if match is None:
        return "", Span(span.line, span.column, span.line, span.column + 1)
    return match[0], Span(span.line, match.start() + 1, span.line, match.end() + 1)


def _continues(run: DraftRun, block: ListBlock, steps: list[DraftStep]) -> bool:
    last = run.steps[-1]
    if not block.ordered or last.number is None:
        return not block.ordered and last.marker == "task"
    if block.start == last.number + 1 or (block.start > 1 and block.start > last.number):
        return True
    text = lead_in(last.blocks[1:]) if len(last.blocks) > 1 else ""
    single = all(step.number in (1, index + 1) for index, step in enumerate(run.steps))
    return (
        block.start == 1
        and len(steps) == 1
        and single
        and not LEAD_IN.search(text)
        and (len(last.blocks) > 1 and not text.endswith(":"))
    )


def _are_steps(sentences: list[str], heading: str, run: DraftRun, *, ordered: bool) -> bool:
    """Whether items that begin with these sentences are steps of a run."""
    actions = sum(is_instruction(sentence) for sentence in sentences)
    lead = lead_in(run.before)
    share = actions / max(1, len(sentences))
    if not ordered:
        return share >= 0.5
    if LEAD_IN.search(lead):
        return announces_steps(lead) and actions > 0 and (share >= 0.3 or len(sentences) > 1)
    if len(sentences) == 1:
        return bool(TASK_HEADING.match(heading)) and actions == 1
    if TASK_HEADING.match(run.title or heading):
        return share >= 0.4
    return share >= 0.6


def _open_run(
    run: DraftRun | None, before: list[Block], steps: list[DraftStep]
) -> tuple[DraftRun, int]:
    """A new run, and from which block of the last step on it takes its opening.

    A bold line, or a lead-in, at the end of the run before opens the new one.
    """
    if run is None:
        return DraftRun(before=list(before), steps=steps), 0
    blocks = run.steps[-1].blocks
    for index in range(len(blocks) - 1, max(0, len(blocks) - 4), -1):
        if title := bold_line(blocks[index]):
            return DraftRun(before=blocks[index + 1 :], steps=steps, title=title), index
    last = blocks[-1] if len(blocks) > 1 else None
    if isinstance(last, Paragraph) and plain_text(last.inlines).rstrip().endswith(":"):
        return DraftRun(before=[last], steps=steps), len(blocks) - 1
    return DraftRun(steps=steps), len(blocks)
