"""The upgrade graph of a product as a picture: versions down a line, hops as arcs beside it.

It is plain SVG inside the page. Our style sheet colours it; another theme shows it in the colour of
its text. Its stops and its hops are links, and a screen reader gets the list that it draws.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Final
from unicodedata import east_asian_width
from urllib.parse import quote

from runbookc.planning import ProductLine
from runbookc.planning.line import Edge
from runbookc.source.frozen import dataclass

_ROW: Final = 40
_LANE: Final = 24
_STOP: Final = 6
_GAP: Final = 16
_FONT: Final = 15
_SMALL: Final = 12
"""Lengths in pixels: a row, a lane of arcs, a stop's radius, what parts a stop from its label and
the parts of a label, and the two sizes of letters."""
_LETTER: Final = 0.62
"""The width of a letter by its size; letters that are as wide as high are counted apart."""
_LATER: Final = "a later build"

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
    if not versions:
        return ""
    arcs = list(_lanes(line, versions))
    middle = _LANE * (max((arc.lane for arc in arcs), default=0) + 1) + _STOP
    names = _new_names(line, versions)
    widest = max(_label_width(line, version, names) for version in versions)
    width = middle + _GAP + widest + _GAP
    height = _ROW * len(versions)
    marker = f"arrow-{line.id}"
    parts = [
        '<div class="graph-frame"><svg class="graph" fill="currentColor"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="group" aria-label="{escape(f"Upgrade paths of {line.name}")}">\n',
        f'<defs><marker id="{escape(marker)}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
        ' markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8Z"/></marker></defs>\n',
    ]
    parts += [_arc(arc, middle, versions, marker, procedure_href) for arc in arcs]
    parts += [
        _stop(row, middle, version, line, names, version_href(line.id, version))
        + _later_build(row, middle, version, line, names, procedure_href)
        for row, version in enumerate(versions)
    ]
    return "".join([*parts, "</svg></div>\n"])


def _touched(line: ProductLine, version: str) -> bool:
    """Whether a hop starts or ends at the version."""
    if line.next_stops(version) or _within(line, version) is not None:
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


def _new_names(line: ProductLine, versions: list[str]) -> dict[str, str]:
    """The names of the product, each at the first version that bears it; none where it is one."""
    borne: dict[str, str] = {}
    for version in versions:
        borne.setdefault(line.name_at(version), version)
    return {version: name for name, version in borne.items()} if len(borne) > 1 else {}


def _stop(
    row: int,
    middle: int,
    version: str,
    line: ProductLine,
    names: Mapping[str, str],
    href: str | None,
) -> str:
    height = _ROW * row + _ROW // 2
    name = names.get(version, "")
    former = f' <tspan class="era">{escape(name)}</tspan>' if name else ""
    inner = (
        f'<circle cx="{middle}" cy="{height}" r="{_STOP}"/>'
        f'<text x="{middle + _GAP}" y="{height + 5}">{escape(version)}{former}</text>'
    )
    if href is None:
        return f'<g class="stop">{inner}</g>\n'
    label = escape(f"{line.name_at(version)} {version}")
    return f'<a class="stop" href="{escape(href)}" aria-label="{label}">{inner}</a>\n'


def _later_build(
    row: int,
    middle: int,
    version: str,
    line: ProductLine,
    names: Mapping[str, str],
    href: ProcedureHref,
) -> str:
    """The hop from a build of a version to a later one, as a word behind the version."""
    edge = _within(line, version)
    if edge is None:
        return ""
    label = escape(f"From {edge.from_label} to {edge.to_label}")
    place = middle + _GAP + _name_width(version, names) + _GAP // 2
    return (
        f'<a class="hop later" href="{escape(href(edge.descriptions[0].procedure.id))}"'
        f' aria-label="{label}, {_LATER}"><title>{label}</title>'
        f'<text class="era" x="{place}" y="{_ROW * row + _ROW // 2 + 5}">→ {_LATER}</text></a>\n'
    )


def _within(line: ProductLine, version: str) -> Edge | None:
    """The hop from a build of a version to a later one."""
    own = (edge for edge in line.edges if edge.within_series)
    return next((edge for edge in own if line.spelling(edge.target) == version), None)


def _label_width(line: ProductLine, version: str, names: Mapping[str, str]) -> int:
    later = _GAP + _text_width(f"→ {_LATER}", _SMALL) if _within(line, version) else 0
    return _name_width(version, names) + later


def _name_width(version: str, names: Mapping[str, str]) -> int:
    return _text_width(f"{version} ", _FONT) + _text_width(names.get(version, ""), _SMALL)


def _text_width(text: str, size: int) -> int:
    """About how long a text is; a little too long rather than cut off."""
    return round(size * sum(1 if east_asian_width(one) in "WF" else _LETTER for one in text))
