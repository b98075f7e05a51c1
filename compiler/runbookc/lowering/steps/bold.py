"""Steps marked in the text: `**Step 1 –** Do this`, `**Step 1: Title**`, `Step 1. Do this`."""

import re
from collections.abc import Sequence

from runbookc.lowering.prose_admonitions import drop_text
from runbookc.lowering.steps.draft import DraftRun, DraftStep
from runbookc.model import (
    Block,
    Emphasis,
    Inline,
    Paragraph,
    Prose,
    Strong,
    Text,
    plain_text,
    prose_of,
)
from runbookc.source import Span

SEPARATOR = r"[ \u00a0]*(?:[–—:.)：．）、]|-(?!\w))"
_STEP = re.compile(
    rf"[ \u00a0]*(?P<label>step[ \u00a0]*(?P<number>\d{{1,3}})[a-z]?(?:{SEPARATOR})?)[ \u00a0]*",
    re.I,
)
_NUMBER = re.compile(r"[ \u00a0]*(?P<label>(?P<number>\d{1,3})[.)．）、])[ \u00a0]*(?![\d.])")
_PLAIN_STEP = re.compile(
    rf"(?P<label>step[ \u00a0]*(?P<number>\d{{1,3}})[a-z]?{SEPARATOR})"
    r"(?:(?<=[：．）、])|[ \u00a0]+)",
    re.I,
)


def bold_runs(blocks: Sequence[Block]) -> list[DraftRun]:
    """The runs of bold steps among the blocks below one heading.

    A number that is not greater than the one before begins a new run; a line that is bold as a
    whole and stands right before it is the new run's title.
    """
    steps = [_step_of(block) if block.type == "paragraph" else None for block in blocks]
    if not any(steps):
        return []
    runs: list[DraftRun] = [DraftRun()]
    for block, step in zip(blocks, steps, strict=True):
        if step is None:
            target = runs[-1].steps[-1].blocks if runs[-1].steps else runs[-1].before
            target.append(block)
            continue
        if runs[-1].steps and _restarts(runs[-1].steps, step):
            runs.append(_cut_title(runs[-1].steps[-1].blocks))
        runs[-1].steps.append(step)
    _title_first(runs)
    return runs


def _title_first(runs: list[DraftRun]) -> None:
    """The first run takes the bold line before it; before its lead-in where others do so too.

    What the section says before the first title holds for all runs that have one.
    """
    first = runs[0]
    if len(runs) == 1 and not (first.before and bold_line(first.before[-1])):
        return
    opening = list(first.before)
    titled = _cut_title(opening)
    if titled.title:
        first.title, first.before = titled.title, [*opening, *titled.before]
        for run in runs[1:]:
            if run.title:
                run.before = [*opening, *run.before]


def bold_line(block: Block) -> str:
    """The text of a paragraph that is bold as a whole and short, as headings are; else ""."""
    if not isinstance(block, Paragraph) or len(block.inlines) != 1:
        return ""
    only = block.inlines[0]
    if not isinstance(only, Strong):
        return ""
    text = prose_of(only.children).text.strip()
    return text.rstrip(":") if len(text) <= 100 and not re.search(r"[\\/.]\w|\.$", text) else ""


def _restarts(steps: list[DraftStep], step: DraftStep) -> bool:
    """Whether a second "Step 1" begins another procedure, and is no slip of the pen."""
    if step.number != 1:
        return False
    return (steps[-1].number or 0) >= 2 or any(bold_line(b) for b in steps[-1].blocks[-3:])


def _cut_title(blocks: list[Block]) -> DraftRun:
    """Take the bold line, and the lead-in after it, off the end of the step before."""
    run = DraftRun()
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 4), -1):
        if title := bold_line(blocks[index]):
            run.title = title
            run.before = blocks[index + 1 :]
            del blocks[index:]
            break
    return run


def _step_of(block: Paragraph) -> DraftStep | None:
    if not block.inlines:
        return None
    first = block.inlines[0]
    if first.type == "text":
        match = _PLAIN_STEP.match(first.text)
        return _plain_step(block, match) if match else None
    if (first.type != "strong" and first.type != "emphasis") or not first.children:
        return None
    text = plain_text(first.children)
    match = _STEP.match(text) or (_NUMBER.match(text) if first.type == "strong" else None)
    if match is None or (match.re is _STEP and not _closes(text, match.end("label"))):
        return None
    return _wrapped_step(block, first, prose_of(first.children), match)


def _closes(text: str, end: int) -> bool:
    """Whether the label ends where a marker may end: at a separator or the end of the bold text."""
    return end == len(text.rstrip()) or not text[end - 1].isalnum()


def _plain_step(block: Paragraph, match: re.Match[str]) -> DraftStep:
    prose = prose_of(block.inlines)
    span = prose.span(match.start("label"), match.end("label"))
    rest = drop_text(block.inlines, match.end())
    return _draft(block, rest, match["number"], match["label"], span)


def _wrapped_step(
    block: Paragraph, first: Strong | Emphasis, prose: Prose, match: re.Match[str]
) -> DraftStep:
    label = match["label"]
    span = prose.span(match.start("label"), match.end("label"))
    title = prose.text[match.end() :].strip()
    rest: tuple[Inline, ...] = block.inlines[1:]
    follower = rest[0] if rest else None
    if label[-1].isalnum() and not title and isinstance(follower, Text):
        outside = re.match(rf"{SEPARATOR}(?=[ \u00a0]|$)", follower.text)
        if outside:
            label += outside[0]
            rest = drop_text(rest, outside.end())
    rest = drop_text(rest, 0)
    step = _draft(block, rest, match["number"], label, span)
    step.title = title.rstrip(":")
    return step


def _draft(
    block: Paragraph, rest: tuple[Inline, ...], number: str, label: str, span: Span
) -> DraftStep:
    step = DraftStep("bold", int(number), label.strip(), span)
    if rest:
        step.blocks.append(Paragraph.trusted(inlines=rest, span=rest[0].span.to(block.span)))
    return step
