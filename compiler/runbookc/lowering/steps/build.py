"""Draft steps become steps: substeps, command, admonitions, links."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from runbookc.lowering.sections import block_span
from runbookc.lowering.steps.draft import DraftStep
from runbookc.lowering.steps.lists import first_sentence, is_step_list, lead_in, list_steps
from runbookc.lowering.wording import OPTIONAL, announces_steps, is_instruction
from runbookc.model import (
    Block,
    Link,
    ListBlock,
    Step,
    Substeps,
    admonitions_in,
    plain_text,
)
from runbookc.source import SourceFile, Span, enclosing

_line_of = attrgetter("line")


def build_step(draft: DraftStep, source: SourceFile, links: Sequence[Link]) -> Step:
    """The step of a draft.

    An ordered list in a step is its substeps. The step's body names the place where they stand.

    Args:
        draft: the marker and the blocks.
        source: the page, for the labels of list items as written.
        links: the links of the whole page, in order.
    """
    body: list[Block] = []
    substeps: list[Step] = []
    for block in draft.blocks:
        if block.type == "list" and _instructs(block, body):
            nested = [build_step(step, source, links) for step in list_steps(block, source)]
            if all(b.count == 1 for b in body if isinstance(b, Substeps)):
                _renumber(substeps, nested)
            body.append(Substeps(start=len(substeps), count=len(nested)))
            substeps.extend(nested)
        else:
            body.append(block)
    if draft.substeps:
        body.append(Substeps(start=len(substeps), count=len(draft.substeps)))
        substeps.extend(build_step(step, source, links) for step in draft.substeps)
    span = _span(draft, body, substeps)
    command = _command(draft, body)
    return Step.trusted(
        number=draft.number,
        label=draft.label,
        marker=draft.marker,
        title=draft.title,
        command=command,
        body=tuple(body),
        substeps=tuple(substeps),
        admonitions=admonitions_in(body),
        links=_links_in(span, links),
        optional=bool(OPTIONAL.match(draft.title or command)),
        line=draft.marker_span.line,
        marker_span=draft.marker_span,
        span=span,
    )


def _links_in(span: Span, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links inside a span; the page's links stand in the order of their lines."""
    first = bisect_left(links, span.line, key=_line_of)
    last = bisect_right(links, span.end_line, lo=first, key=_line_of)
    return tuple(link for link in links[first:last] if span.contains(link.span))


def _instructs(block: ListBlock, before: Sequence[Block]) -> bool:
    """Whether a numbered list in a step is its substeps and not, say, numbered facts."""
    if not is_step_list(block):
        return False
    if any(is_instruction(first_sentence(item)) for item in block.items):
        return True
    return announces_steps(lead_in(before))


def _renumber(before: list[Step], nested: list[Step]) -> None:
    """Let single items that restart at 1 go on counting, as one list that code interrupts."""
    last = before[-1].number if before else None
    if last is None or len(nested) != 1 or nested[0].number != 1 or before[0].marker != "list":
        return
    if all(step.number == index + 1 for index, step in enumerate(before)):
        nested[0] = nested[0].model_copy(update={"number": last + 1})


def _command(draft: DraftStep, body: Sequence[Block]) -> str:
    for block in body:
        if block.type == "paragraph":
            return " ".join(plain_text(block.inlines).split())
        if block.type != "admonition":
            break
    return draft.title


def _span(draft: DraftStep, body: Sequence[Block], substeps: Sequence[Step]) -> Span:
    places = [block_span(block) for block in body if block.type != "substeps"]
    return enclosing([draft.marker_span, *places, *(step.span for step in substeps)])
