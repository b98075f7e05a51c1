"""A route as text, JSON and Mermaid."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbookc.linking import Project
    from runbookc.model import Admonition, Procedure, Route, RouteHop
    from runbookc.planning import NoRoute

HAZARDS = ("danger", "warning", "caution", "notice")
"""The kinds of admonition that warn of harm, worst first."""

_BOLD, _DIM, _RED, _YELLOW = "1", "2", "1;31", "1;33"
_STYLES = {"danger": _RED, "warning": _YELLOW, "caution": _YELLOW, "notice": "1;34"}

Paint = Callable[[str, str], str]


@dataclass(frozen=True)
class RouteView:
    """A route with the procedures that it takes.

    Args:
        project: the linked project.
        name: the product's current name.
        route: the route.
    """

    project: "Project"
    name: str
    route: "Route"

    def _procedure(self, hop: "RouteHop") -> "Procedure":
        page = self.project.page(hop.procedure.rpartition("#")[0])
        assert page is not None
        return next(p for p in page.procedures if p.id == hop.procedure)

    def json(self) -> str:
        """The route for tools."""
        hops = []
        for hop in self.route.hops:
            procedure = self._procedure(hop)
            hops.append(
                {
                    "from_product": hop.from_product,
                    "from": hop.from_version,
                    "to_product": hop.to_product,
                    "to": hop.to_version,
                    "procedure": hop.procedure,
                    "steps": len(procedure.steps),
                    "hazards": [_hazard_json(hazard) for hazard in hazards_of(procedure)],
                }
            )
        document = {
            "product": self.route.product,
            "from": self.route.from_version,
            "to": self.route.to_version,
            "hops": hops,
        }
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"

    def mermaid(self) -> str:
        """The route as a Mermaid flow chart."""
        first = self.route.hops[0]
        lines = ["flowchart LR", f"  v0{_node(first.from_product, first.from_version)}"]
        for number, hop in enumerate(self.route.hops, start=1):
            steps = _count(len(self._procedure(hop).steps), "step")
            target = f"v{number}{_node(hop.to_product, hop.to_version)}"
            lines.append(f'  v{number - 1} -->|"{steps}"| {target}')
        return "\n".join(lines) + "\n"

    def text(self, paint: Paint) -> str:
        """The route for people: the way in one line, then each hop."""
        hops = self.route.hops
        steps = sum(len(self._procedure(hop).steps) for hop in hops)
        stops = [hops[0].from_version, *(hop.to_version for hop in hops)]
        title = paint(f"{self.name} {stops[0]} to {stops[-1]}", _BOLD)
        lines = [f"{title}  {_count(len(hops), 'hop')}, {_count(steps, 'step')}", ""]
        lines += [f"  {paint(' → '.join(stops), _BOLD)}", ""]
        for number, hop in enumerate(hops, start=1):
            lines += [*self._hop(number, hop, paint), ""]
        return "\n".join(lines[:-1]) + "\n"

    def _hop(self, number: int, hop: "RouteHop", paint: Paint) -> list[str]:
        procedure = self._procedure(hop)
        target = f"{hop.to_product} {hop.to_version}" if hop.renamed else hop.to_version
        lines = [paint(f"{number}  {hop.from_product} {hop.from_version} → {target}", _BOLD)]
        if hop.renamed:
            lines.append(f"   {hop.from_product} is called {hop.to_product} from here on")
        steps = _count(len(procedure.steps), "step") if procedure.steps else "no numbered steps"
        kinds = Counter(admonition.kind for admonition in procedure.admonitions)
        others = [_count(amount, kind) for kind, amount in kinds.items() if kind not in HAZARDS]
        lines.append("   " + ", ".join([steps, *others]))
        for hazard in hazards_of(procedure):
            label = paint(hazard.kind.upper(), _STYLES[hazard.kind])
            lines.append(f"   {label} {_gist(hazard, 76 - len(hazard.kind))}")
        path = hop.procedure.rpartition("#")[0]
        lines.append(f"   {paint(f'{path}:{procedure.line}', _DIM)}")
        lines.append(f"   {paint(hop.reason, _DIM)}")
        lines += [f"   {paint(f'also described by {other}', _DIM)}" for other in hop.others]
        return lines


def no_route_json(route: "NoRoute") -> str:
    """For tools: why there is no route, and what is near."""
    document = {
        "product": route.product,
        "from": route.from_version,
        "to": route.to_version,
        "hops": [],
        "reason": route.reason,
        "nearest_from": list(route.nearest_from),
        "nearest_to": list(route.nearest_to),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def hazards_of(procedure: "Procedure") -> list["Admonition"]:
    """The hazards of a procedure, in the order of its steps, those of its substeps too."""
    return [admonition for admonition in procedure.admonitions if admonition.kind in HAZARDS]


def _hazard_json(hazard: "Admonition") -> dict[str, object]:
    return {
        "kind": hazard.kind,
        "title": hazard.title,
        "text": _words(hazard),
        "line": hazard.line,
    }


def _words(hazard: "Admonition") -> str:
    from runbookc.model import inlines_of, plain_text, walk_blocks

    texts = (plain_text(run) for block in walk_blocks(hazard.body) for run in inlines_of(block))
    return " ".join(" ".join(texts).split())


def _gist(hazard: "Admonition", columns: int) -> str:
    """The first words of a hazard, cut where the line ends."""
    words = hazard.title or _words(hazard)
    return words if len(words) <= columns else words[: columns - 1].rsplit(" ", 1)[0] + "…"


def _node(product: str, version: str) -> str:
    label = f"{product} {version}".strip().replace('"', "#quot;")
    return f'["{label}"]'


def _count(amount: int, word: str) -> str:
    plural = word if amount == 1 or word in ("info", "danger") else f"{word}s"
    return f"{amount} {plural}"
