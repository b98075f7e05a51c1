"""The upgrade graph of a product as a picture: versions down a line, hops as arcs beside it.

It is plain SVG inside the page. Our style sheet colours it; another theme shows it in the colour of
its text. Its stops and its hops are links, and a screen reader gets the list that it draws.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from runbookc.planning import ProductLine

_ROW: Final = 40
_LANE: Final = 24
_STOP: Final = 6
_LABEL: Final = 190
"""Lengths in pixels: a row, a lane of arcs, a stop's radius, the place of a label."""

ProcedureHref = Callable[[str], str]
"""The address of a procedure in the docs, by its id."""
VersionHref = Callable[[str, str], str | None]
"""The address of the docs of a product's version, None where there are none."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A hop between two rows, in a lane in which no other arc crosses it."""

    start: int
    end: int
    lane: int
    procedure: str


def graph_picture(
    line: ProductLine, procedure_href: ProcedureHref, version_href: VersionHref
) -> str:
    """The picture, or "" where no hop is described."""
    versions = [version for version in line.versions if _touched(line, version)]
    arcs = list(_lanes(line, versions))
    if not arcs:
        return ""
    middle = _LANE * (max(arc.lane for arc in arcs) + 1) + _STOP
    width = middle + _LABEL
    height = _ROW * len(versions)
    marker = f"arrow-{line.id}"
    parts = [
        f'<svg class="graph" fill="currentColor" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}"'
        f' role="group" aria-label="{escape(f"Upgrade paths of {line.name}")}">\n',
        f'<defs><marker id="{escape(marker)}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
        ' markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8Z"/></marker></defs>\n',
    ]
    parts += [_arc(arc, middle, versions, marker, procedure_href) for arc in arcs]
    parts += [
        _stop(row, middle, version, line, version_href(line.id, version))
        for row, version in enumerate(versions)
    ]
    return "".join([*parts, "</svg>\n"])


def _touched(line: ProductLine, version: str) -> bool:
    """Whether a hop starts or ends at the version."""
    if line.next_stops(version):
        return True
    return any(version in line.next_stops(other) for other in line.versions)


def _lanes(line: ProductLine, versions: list[str]) -> Iterator[Arc]:
    """Every hop that can be taken, short ones first, each in the first lane that is free there."""
    rows = {version: row for row, version in enumerate(versions)}
    hops = [
        (rows[version], rows[stop], edges[0].descriptions[0].procedure.id)
        for version in versions
        for stop, edges in line.next_stops(version).items()
        if stop in rows and rows[stop] > rows[version]
    ]
    taken: list[list[tuple[int, int]]] = []
    for start, end, procedure in sorted(hops, key=lambda hop: (hop[1] - hop[0], hop[0])):
        free = (
            lane
            for lane, spans in enumerate(taken)
            if all(end <= other or start >= until for other, until in spans)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        yield Arc(start, end, lane, procedure)


def _arc(arc: Arc, middle: int, versions: list[str], marker: str, href: ProcedureHref) -> str:
    side = middle - _STOP - 2
    top, bottom = _ROW * arc.start + _ROW // 2 + 3, _ROW * arc.end + _ROW // 2 - 3
    turn = side - _LANE * (arc.lane + 1)
    path = f"M{side} {top}C{turn} {top} {turn} {bottom} {side} {bottom}"
    label = f"From {versions[arc.start]} to {versions[arc.end]}"
    return (
        f'<a class="hop" href="{escape(href(arc.procedure))}" aria-label="{escape(label)}">'
        f'<title>{escape(label)}</title><path class="hit" fill="none" d="{path}"/>'
        f'<path class="arc" fill="none" stroke="currentColor" d="{path}"'
        f' marker-end="url(#{quote(marker)})"/></a>\n'
    )


def _stop(row: int, middle: int, version: str, line: ProductLine, href: str | None) -> str:
    height = _ROW * row + _ROW // 2
    name = line.name_at(version)
    former = f' <tspan class="era">{escape(name)}</tspan>' if name != line.name else ""
    inner = (
        f'<circle cx="{middle}" cy="{height}" r="{_STOP}"/>'
        f'<text x="{middle + 16}" y="{height + 5}">{escape(version)}{former}</text>'
    )
    if href is None:
        return f'<g class="stop">{inner}</g>\n'
    return f'<a class="stop" href="{escape(href)}">{inner}</a>\n'
