"""Drafts become procedures: kind, hops, context, prerequisites, result."""

import re
from collections.abc import Iterator, Sequence

from runbookc.dialects import Placement
from runbookc.lowering.drafts import DraftProcedure
from runbookc.lowering.hops import (
    hop_in,
    hop_of_file,
    merge_hops,
    only_version,
    target_in,
    with_evidence,
)
from runbookc.lowering.kinds import procedure_kind
from runbookc.lowering.pins import Pins, pins_for
from runbookc.lowering.sections import Outline, block_span
from runbookc.lowering.steps import DraftStep, build_step
from runbookc.lowering.surroundings import Surroundings
from runbookc.lowering.versions import version_spec
from runbookc.lowering.wording import RESULT
from runbookc.model import (
    Block,
    Hop,
    ListBlock,
    Paragraph,
    Procedure,
    Step,
    admonitions_in,
    plain_text,
)
from runbookc.model.version import EvidenceKind
from runbookc.parsing import Document
from runbookc.source import Span, enclosing
from runbookc.source.frozen import dataclass

_NO_PINS = Pins()
_SENTENCE = re.compile(r"(?<=[.!?:])[ \u00a0\n]+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What all procedures of a page share.

    Args:
        upgrades: whether the page as a whole speaks of upgrades.
    """

    document: Document
    placement: Placement
    title: str
    pins: tuple[Pins, ...]
    upgrades: bool


def build_procedures(
    root: Outline, drafts: Sequence[DraftProcedure], facts: PageFacts
) -> tuple[Procedure, ...]:
    """The procedures of a page, in reading order, each with an id of its own."""
    surroundings = Surroundings(root, drafts, facts.title)
    procedures: list[Procedure] = []
    taken: dict[str, int] = {}
    for draft in drafts:
        anchor = draft.section.anchor or "top"
        taken[anchor] = taken.get(anchor, 0) + 1
        if taken[anchor] > 1:
            anchor = f"{anchor}~{taken[anchor]}"
        procedures.append(_build(draft, anchor, len(drafts), surroundings, facts))
    return tuple(procedures)


def _build(
    draft: DraftProcedure,
    anchor: str,
    count: int,
    surroundings: Surroundings,
    facts: PageFacts,
) -> Procedure:
    pins = pins_for(facts.pins, draft.section.anchor) or _NO_PINS
    result = _cut_result(draft.steps)
    steps = tuple(build_step(s, facts.document.source, facts.document.links) for s in draft.steps)
    introduction = tuple(draft.introduction)
    texts = _opening_texts(introduction)
    hops = _hops(draft, introduction, count, pins, facts)
    title = draft.title or facts.title
    kind = pins.kind or procedure_kind(title, " ".join(texts[-1:]), facts.title)
    if hops and kind in ("other", "install", "configure", "uninstall"):
        kind = "upgrade"
    result.extend(surroundings.afterwards(draft, kind))
    blocks = (*introduction, *(b for step in steps for b in _step_blocks(step)), *result)
    return Procedure.trusted(
        id=f"{facts.document.source.path}#{anchor}",
        title=title,
        kind=kind,
        product=pins.product or facts.placement.product,
        version=facts.placement.version,
        hops=hops,
        introduction=introduction,
        context=surroundings.context(draft, kind),
        prerequisites=surroundings.prerequisites(draft),
        steps=steps,
        result=tuple(result),
        admonitions=admonitions_in(blocks),
        rollback=pins.rollback,
        time=pins.time,
        line=draft.section.line,
        span=_span(draft, blocks),
    )


def _step_blocks(step: Step) -> Iterator[Block]:
    for block in step.body:
        if block.type == "substeps":
            for substep in step.substeps[block.start : block.start + block.count]:
                yield from _step_blocks(substep)
        else:
            yield block


def _span(draft: DraftProcedure, blocks: Sequence[Block]) -> Span:
    spans = [block_span(block) for block in blocks if block.type != "substeps"]
    if draft.section.heading:
        spans.append(draft.section.heading.span)
    spans.extend(step.marker_span for step in draft.steps)
    if not spans:
        return Span(draft.section.line, 1, draft.section.line, 1)
    return enclosing(spans)


def _cut_result(steps: list[DraftStep]) -> list[Block]:
    """Take what tells the outcome off the end of the last step.

    Only plain paragraphs that stand there by themselves, after the step's own text, are an
    outcome; a sentence in the step's command stays where it is.
    """
    if not steps or steps[-1].marker in ("heading", "section"):
        return []
    blocks = steps[-1].blocks
    for index in range(1, len(blocks)):
        block = blocks[index]
        if isinstance(block, Paragraph) and RESULT.search(_first_sentence(block)):
            rest = blocks[index:]
            if all(not isinstance(b, ListBlock) or not b.ordered for b in rest):
                del blocks[index:]
                return list(rest)
    return []


def _first_sentence(block: Paragraph) -> str:
    return _SENTENCE.split(plain_text(block.inlines).strip(), maxsplit=1)[0]


def _opening_texts(introduction: Sequence[Block]) -> list[str]:
    return [plain_text(b.inlines) for b in introduction if isinstance(b, Paragraph)]


def _hops(
    draft: DraftProcedure,
    introduction: Sequence[Block],
    count: int,
    pins: Pins,
    facts: PageFacts,
) -> tuple[Hop, ...]:
    if pins.from_ and pins.to:
        return (_pinned(pins, facts),)
    path = facts.document.source.path
    found: list[Hop] = []
    heading = draft.section.heading
    if hop := hop_in(draft.title or facts.title, loose=facts.upgrades):
        place = heading.span if heading else facts.document.front_matter_span
        kind: EvidenceKind = "heading" if heading else "front-matter"
        text = draft.title or facts.title
        found.append(with_evidence(hop, kind, text, path, place or Span(1, 1, 1, 1)))
    opening = [b for b in introduction if isinstance(b, Paragraph)] if draft.steps else []
    for block in opening:
        found.extend(
            with_evidence(stated, "introduction", sentence, path, block.span)
            for sentence in _SENTENCE.split(plain_text(block.inlines).strip())
            if (stated := hop_in(sentence))
        )
    if not found and (count == 1 or not heading) and (of_file := hop_of_file(path)):
        found.append(with_evidence(of_file, "file-name", path, path, Span(1, 1, 1, 1)))
    hops = merge_hops(found)
    if all(hop.to_version.kind != "any" for hop in hops):
        return hops
    return tuple(_to(hop, facts) if hop.to_version.kind == "any" else hop for hop in hops)


def _to(hop: Hop, facts: PageFacts) -> Hop:
    """A hop without target leads to the version in the page's title, or to that of its folder."""
    folder = facts.placement.version or ""
    stated = (target_in(facts.title), only_version(facts.title), only_version(folder))
    for target in stated:
        if target and target.key > hop.from_version.key:
            return hop.changed(to_version=target)
    return hop


def _pinned(pins: Pins, facts: PageFacts) -> Hop:
    hop = hop_in(f"from {pins.from_} to {pins.to}", loose=True)
    if hop is None:
        hop = Hop.trusted(
            from_product="",
            from_version=version_spec(pins.from_ or ""),
            to_product="",
            to_version=version_spec(pins.to or ""),
        )
    span = facts.document.front_matter_span or Span(1, 1, 1, 1)
    text = f"from: {pins.from_}, to: {pins.to}"
    return with_evidence(hop, "front-matter", text, facts.document.source.path, span)
