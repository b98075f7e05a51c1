"""The upgrade graph as text, JSON, Mermaid and DOT."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from runbookc.cli.terminal import safe
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from runbookc.planning import Edge, ProductLine

Paint = Callable[[str, str], str]

_BOLD, _DIM = "1", "2"


def to_text(lines: "Sequence[ProductLine]", paint: Paint) -> str:
    """For people: each product with its names, its versions and its hops."""
    return "\n".join(_line_text(line, paint) for line in lines)


def _line_text(line: "ProductLine", paint: Paint) -> str:
    former = safe(", ".join(era.name for era in line.eras[:-1]))
    title = paint(line.name, _BOLD) + (f" ({safe(line.id)})" if line.id != line.name else "")
    text = [title + (f", formerly {former}" if former else "")]
    text.append(f"  versions  {', '.join(line.versions) or 'none'}")
    for edge in line.edges:
        text.append(f"  {safe(' → '.join(_ends(edge)))}")
        text += [f"    {paint(f'{d.path}:{d.procedure.line}', _DIM)}" for d in edge.descriptions]
    if not line.edges:
        text.append("  no upgrade is described")
    return "\n".join(text) + "\n"


def _ends(edge: "Edge") -> tuple[str, str]:
    """The hop's ends for a reader, the target with its name where the name changes."""
    renamed = edge.to_product != edge.from_product
    start = f"{edge.from_product} {edge.from_label}" if renamed else edge.from_label
    return start, f"{edge.to_product} {edge.to_label}" if renamed else edge.to_label


def to_json(lines: "Sequence[ProductLine]") -> str:
    """For tools."""
    document = {"version": 1, "products": [_line_json(line) for line in lines]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _line_json(line: "ProductLine") -> dict[str, object]:
    return {
        "product": line.id,
        "name": line.name,
        "former_names": [
            {"name": era.name, "until_version": era.until, "renamed_at": era.renamed_at}
            for era in line.eras[:-1]
        ],
        "versions": list(line.versions),
        "hops": [
            {
                "from_product": edge.from_product,
                "from": edge.from_label,
                "to_product": edge.to_product,
                "to": edge.to_label,
                "procedures": [
                    {
                        "procedure": description.procedure.id,
                        "docs_version": description.docs_version,
                        "line": description.procedure.line,
                        "steps": len(description.procedure.steps),
                    }
                    for description in edge.descriptions
                ],
            }
            for edge in line.edges
        ],
    }


def to_mermaid(lines: "Sequence[ProductLine]") -> str:
    """As a Mermaid flow chart, one subgraph for each product."""
    text = ["flowchart LR"]
    for number, line in enumerate(lines):
        drawing = _draw(line, f"p{number}")
        text.append(f'  subgraph p{number}["{_mermaid(line.name)}"]')
        text += [f'    {key}["{_mermaid(label)}"]' for label, key in drawing.nodes.items()]
        for start, end, label in drawing.arrows:
            said = f'|"{_mermaid(label)}"|' if label else ""
            text.append(f"    {start} -->{said} {end}")
        text.append("  end")
    return "\n".join(text) + "\n"


def to_dot(lines: "Sequence[ProductLine]") -> str:
    """As a Graphviz graph, one cluster for each product."""
    text = ["digraph upgrades {", "  rankdir=LR;", "  node [shape=box];"]
    for number, line in enumerate(lines):
        drawing = _draw(line, f"p{number}")
        text += [f"  subgraph cluster_{number} {{", f"    label={_quoted(line.name)};"]
        text += [f"    {key} [label={_quoted(label)}];" for label, key in drawing.nodes.items()]
        for start, end, label in drawing.arrows:
            said = f" [label={_quoted(label)}]" if label else ""
            text.append(f"    {start} -> {end}{said};")
        text.append("  }")
    return "\n".join([*text, "}"]) + "\n"


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A line as a drawing: a key for each node's label; arrows as start, end, label."""

    nodes: dict[str, str]
    arrows: list[tuple[str, str, str]]


def _draw(line: "ProductLine", prefix: str) -> _Drawing:
    """Its versions are the nodes; what else a hop says of its start stands at the arrow.

    A hop from "any version" or from "before 7.3.9" starts at a node of its own.
    """
    nodes: dict[str, str] = {}

    def node(product: str, version: str) -> str:
        return nodes.setdefault(f"{product} {version}".strip(), f"{prefix}v{len(nodes)}")

    for version in line.versions:
        node(line.name_at(version), version)
    arrows = []
    for edge in line.edges:
        base = edge.from_version.base
        if base is None or edge.from_version.kind == "before":
            start, label = node(edge.from_product, edge.from_label), ""
        else:
            start = node(line.name_at(base), base)
            label = "" if edge.from_label == base else f"{edge.from_label} → {edge.to_label}"
        arrows.append((start, node(line.name_at(edge.target), edge.target), label))
    return _Drawing(nodes, arrows)


def _mermaid(text: str) -> str:
    return text.replace('"', "#quot;")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
