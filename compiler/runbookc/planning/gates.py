"""Gates: what a part's own description says must be seen at its end, in its own words.

Only the verification that ends a part counts: what stands in the outcome, and in the last steps
after the last thing that is done. A step that may be left out proves nothing.
"""

from collections.abc import Iterator, Sequence

from runbookc.lowering.sentences import sentences, with_antecedent
from runbookc.lowering.verifications import HEADING, asks_to_verify, tells_outcome
from runbookc.lowering.wording import is_instruction
from runbookc.model import (
    Admonition,
    Block,
    Gate,
    GateCheck,
    HeadingBlock,
    Paragraph,
    RunbookPart,
    Step,
    StepPlace,
    Substeps,
    child_blocks,
    excerpt,
    numbered,
    plain_text,
    prose_of,
    step_numbers,
)
from runbookc.planning.hazards import by_heading
from runbookc.source.frozen import dataclass

_LOOKS_UP = ("see ", "refer ", "for more ", "for further ", "for details")
_SHOWN = frozenset(("paragraph", "list", "code", "table", "image", "quote"))


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence where it stands.

    Args:
        follower: the block after its paragraph.
    """

    paragraph: Paragraph
    start: int
    end: int
    text: str
    step: Step
    follower: Block | None


def gate_after(part: RunbookPart, *, last: bool) -> Gate | None:
    """The gate at the end of a part; None where nothing follows and the source names no check."""
    checks = (*_of_steps(part), *_of_result(part))
    return Gate(after=part.number, checks=checks) if checks or not last else None


def _of_steps(part: RunbookPart) -> tuple[GateCheck, ...]:
    """What the last steps ask to verify after the last thing that is done."""
    steps = part.procedure.steps
    numbers = {id(step): number for number, step in numbered(steps)}
    said = [one for step in steps if not step.optional for one in _in_step(step)]
    checks: list[GateCheck] = []
    for one in reversed(said):
        if asks_to_verify(one.text):
            body = _excerpt(one.paragraph, one.start, one.end, one.follower)
            number, line = numbers[id(one.step)], body[0].span.line
            place = StepPlace(part=part.number, number=number, path=part.path, line=line)
            checks.append(GateCheck(body=body, place=place))
        elif is_instruction(one.text) and not one.text.lower().startswith(_LOOKS_UP):
            break
    return tuple(reversed(checks))


def _of_result(part: RunbookPart) -> Iterator[GateCheck]:
    """What the outcome says: its sentences, and the sections that are headed as a verification."""
    number = next(reversed(step_numbers(part.procedure.steps)), "")
    place = StepPlace(
        part=part.number, number=number, after=True, path=part.path, line=part.procedure.line
    )
    for section in by_heading(part.procedure.result):
        heading = section[0]
        if not isinstance(heading, HeadingBlock):
            yield from _outcome(section, place)
        elif HEADING.match(plain_text(heading.inlines).strip()) and len(section) > 1:
            body = tuple(block for block in section[1:] if block.type in _SHOWN)
            yield GateCheck(body=body, place=place.changed(line=heading.span.line))


def _outcome(blocks: Sequence[Block], place: StepPlace) -> Iterator[GateCheck]:
    for block, follower in zip(blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, Paragraph):
            prose = prose_of(block.inlines)
            for start, end in sentences(prose.text):
                text = prose.text[start:end]
                if tells_outcome(text) or asks_to_verify(text):
                    body = _excerpt(block, start, end, follower)
                    yield GateCheck(body=body, place=place.changed(line=body[0].span.line))


def _in_step(step: Step) -> Iterator[_Said]:
    yield from _in_blocks(step.body, step)


def _in_blocks(blocks: Sequence[Block], step: Step) -> Iterator[_Said]:
    """The sentences of a step and its substeps in order, without admonitions and headings."""
    for block, follower in zip(blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, Paragraph):
            prose = prose_of(block.inlines)
            for start, end in sentences(prose.text):
                yield _Said(block, start, end, prose.text[start:end], step, follower)
        elif isinstance(block, Substeps):
            for substep in step.substeps[block.start : block.start + block.count]:
                yield from _in_step(substep)
        elif not isinstance(block, Admonition):
            yield from _in_blocks(child_blocks(block), step)


def _excerpt(
    paragraph: Paragraph, start: int, end: int, follower: Block | None
) -> tuple[Paragraph, *tuple[Block, ...]]:
    """A sentence with those that it refers to, and what a colon at its end announces."""
    prose = prose_of(paragraph.inlines)
    start = with_antecedent(prose.text, start)
    quoted = Paragraph.trusted(
        inlines=excerpt(paragraph.inlines, start, end), span=prose.span(start, end)
    )
    if follower is None or end < len(prose.text.rstrip()):
        return (quoted,)
    announced = prose.text[:end].endswith(":") and follower.type in _SHOWN
    return (quoted, follower) if announced or follower.type == "code" else (quoted,)
