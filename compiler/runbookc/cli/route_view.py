"""A route as text, JSON and Mermaid."""

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from runbookc.backends import wording
from runbookc.cli.terminal import safe
from runbookc.model import Admonition, inlines_of, plain_text, walk_blocks

if TYPE_CHECKING:
    from runbookc.model import Block, Consideration, PointOfNoReturn, Runbook, RunbookPart
    from runbookc.planning import NoRoute

_BOLD, _DIM = "1", "2"
_STYLES = {"danger": "1;31", "warning": "1;33", "caution": "1;33", "notice": "1;34"}
_COLUMNS = 80

Paint = Callable[[str, str], str]
"""Text and an ANSI style to text."""


def to_json(runbook: "Runbook") -> str:
    """For tools: the hops with the number of their steps, and what is dangerous on them.

    Every hazard that holds for a hop, its points of no return, and what cannot connect for a while.
    """
    route = runbook.route
    assert route is not None
    hops = []
    for hop, part in zip(route.hops, runbook.parts, strict=True):
        hazards = [*_shared_hazards(runbook, part.number), *_own_hazards(part)]
        hops.append(
            {
                "from_product": hop.from_product,
                "from": hop.from_version,
                "to_product": hop.to_product,
                "to": hop.to_version,
                "procedure": hop.procedure,
                "steps": len(part.procedure.steps),
                "hazards": [_hazard_json(path, hazard) for path, hazard in hazards],
                "no_return": [_point_json(point) for point in part.no_return],
                "skews": [wording.skew_sentence(notice) for notice in part.skews],
            }
        )
    document = {
        "product": route.product,
        "from": route.from_version,
        "to": route.to_version,
        "hops": hops,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def no_route_json(route: "NoRoute") -> str:
    """For tools: why there is no route, and what is near."""
    document: dict[str, object] = {
        "product": route.product,
        "from": route.from_version,
        "to": route.to_version,
        "hops": [],
        "reason": route.reason,
        "nearest_from": list(route.nearest_from),
        "nearest_to": list(route.nearest_to),
    }
    if (window := route.forbidden) is not None:
        place = {"path": window.path, "line": window.span.line}
        document["forbidden_by"] = {"text": window.text, **place}
        document["alternative"] = list(route.alternative)
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def no_route_text(route: "NoRoute", name: str) -> str:
    """For people: why there is no route, what forbids it, and what is near."""
    lines = [f"no route for {name} from {route.from_version} to {route.to_version}: {route.reason}"]
    if (window := route.forbidden) is not None:
        place = wording.source_place(window.path, window.span.line)
        lines.append(f"the docs forbid it: “{safe(window.text)}” ({safe(place)})")
    if route.alternative:
        lines.append(f"a way that they allow: {' → '.join(route.alternative)}")
    if route.nearest_to:
        lines.append(f"from {route.from_version} you can reach: {', '.join(route.nearest_to)}")
    if route.nearest_from:
        lines.append(f"{route.to_version} can be reached from: {', '.join(route.nearest_from)}")
    return "\n".join(lines)


def to_mermaid(runbook: "Runbook") -> str:
    """As a Mermaid flow chart."""
    route = runbook.route
    assert route is not None
    lines = ["flowchart LR", f"  v0{_node(route.from_product, route.from_version)}"]
    for part, hop in zip(runbook.parts, route.hops, strict=True):
        steps = _count(len(part.procedure.steps), "step")
        target = f"v{part.number}{_node(hop.to_product, hop.to_version)}"
        lines.append(f'  v{part.number - 1} -->|"{steps}"| {target}')
    return "\n".join(lines) + "\n"


def to_text(runbook: "Runbook", paint: Paint) -> str:
    """For people: the way in one line, what to know first, then each hop."""
    steps = sum(len(part.procedure.steps) for part in runbook.parts)
    size = f"{_count(len(runbook.parts), 'hop')}, {_count(steps, 'step')}"
    lines = [paint(" → ".join(wording.chain(runbook)), _BOLD), size, ""]
    shared = [f"   {_hazard(hazard, paint)}" for _, hazard in _shared_hazards(runbook)]
    if shared:
        lines += [paint(wording.BEFORE_YOU_START, _BOLD), *shared, ""]
    for part in runbook.parts:
        lines += [*_part(part, runbook, paint), ""]
    return "\n".join(lines[:-1]) + "\n"


def _part(part: "RunbookPart", runbook: "Runbook", paint: Paint) -> list[str]:
    hop = part.hop
    assert hop is not None
    target = f"{hop.to_product} {hop.to_version}" if hop.renamed else hop.to_version
    lines = [paint(f"{part.number}  {hop.from_product} {hop.from_version} → {target}", _BOLD)]
    if hop.renamed:
        lines += _wrapped(wording.rename_notice(hop))
    procedure = part.procedure
    steps = _count(len(procedure.steps), "step") if procedure.steps else "no numbered steps"
    kinds = Counter(one.kind for one in procedure.admonitions if not wording.is_hazard(one.kind))
    lines.append("   " + ", ".join([steps, *(_count(n, kind) for kind, n in kinds.items())]))
    lines += [f"   {_hazard(hazard, paint)}" for _, hazard in _own_hazards(part)]
    for point in part.no_return:
        words = f"{wording.POINT_OF_NO_RETURN} in step {point.place.number}: {point.words}"
        lines.append(f"   {_shortened(safe(words), _COLUMNS - 3)}")
    for notice in part.skews:
        lines += _wrapped(wording.skew_sentence(notice))
    lines.append(f"   {paint(wording.source_place(part.path, procedure.line), _DIM)}")
    lines.append(f"   {paint(hop.reason, _DIM)}")
    if hop.others:
        lines.append(f"   {paint('also described in:', _DIM)}")
        lines += [f"     {paint(other.partition('#')[0], _DIM)}" for other in hop.others]
    return lines


def _own_hazards(part: "RunbookPart") -> Iterator[tuple[str, Admonition]]:
    """The hazards of a part with the page that they stand on."""
    for admonition in part.procedure.admonitions:
        if wording.is_hazard(admonition.kind):
            yield part.path, admonition


def _shared_hazards(
    runbook: "Runbook", number: int | None = None
) -> Iterator[tuple[str, Admonition]]:
    """The hazards that hold before the first step: of one hop, or all of them."""
    statements: Iterable[Consideration] = (*runbook.considerations, *runbook.prerequisites)
    for statement in statements:
        if number is None or number in statement.hops:
            yield from _hazards_in(statement.body, statement.path)


def _hazards_in(blocks: "Iterable[Block]", path: str) -> Iterator[tuple[str, Admonition]]:
    for block in walk_blocks(blocks):
        if isinstance(block, Admonition) and wording.is_hazard(block.kind):
            yield path, block


def _hazard(hazard: Admonition, paint: Paint) -> str:
    """Its signal word and its first words, on one line."""
    words = _shortened(safe(hazard.title or _words(hazard)), _COLUMNS - 4 - len(hazard.kind))
    return f"{paint(wording.word(hazard.kind), _STYLES[hazard.kind])} {words}"


def _shortened(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rsplit(" ", 1)[0] + "…"


def _wrapped(text: str) -> list[str]:
    """The lines of a sentence below a hop."""
    text = safe(text)
    margin = " " * 3
    return textwrap.wrap(
        text,
        _COLUMNS,
        initial_indent=margin,
        subsequent_indent=margin,
        break_on_hyphens=False,
    )


def _hazard_json(path: str, hazard: Admonition) -> dict[str, object]:
    return {
        "kind": hazard.kind,
        "title": hazard.title,
        "text": _words(hazard),
        "quoted": hazard.notation == "quoted",
        "path": path,
        "line": hazard.line,
    }


def _point_json(point: "PointOfNoReturn") -> dict[str, object]:
    place = point.place
    return {
        "words": point.words,
        "step": place.number,
        "rollback": point.rollback,
        "path": place.path,
        "line": place.line,
    }


def _words(hazard: Admonition) -> str:
    texts = (plain_text(run) for block in walk_blocks(hazard.body) for run in inlines_of(block))
    return " ".join(" ".join(texts).split())


def _node(product: str, version: str) -> str:
    label = f"{product} {version}".strip().replace('"', "#quot;")
    return f'["{label}"]'


def _count(amount: int, word: str) -> str:
    plural = word if amount == 1 or word == "info" else f"{word}s"
    return f"{amount} {plural}"
