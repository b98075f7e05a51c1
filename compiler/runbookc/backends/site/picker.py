"""The picker: from the version installed to the one wanted, to the runbook that leads there.

The page holds a form that only works with a script; without one the theme hides it, and the lists
of runbooks below it say the same. What the script needs to know of a product stands in a file of
its own, which it loads when the product is chosen, over HTTP as well as from a disk.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from html import escape
from typing import Any, Final
from urllib.parse import quote

from runbookc.backends.site.catalogue import Catalogue, Entry, ProductEntries
from runbookc.backends.site.components import Place, components, server_name, upgrades
from runbookc.model import version_key
from runbookc.planning import NoRoute, ProductLine, UpgradeGraph, find_route

SHOWN_HAZARDS: Final = 6
_LONGEST: Final = 240
"""Characters of one hazard; the runbook has all of them."""


def picker_html(catalogue: Catalogue, base: str) -> str:
    """The form, or "" where no product has a route.

    Args:
        catalogue: all runbooks.
        base: the way from the page to the site's root, such as `.` or `../..`.
    """
    products = [product for product in catalogue.products if product.routes]
    if not products:
        return ""
    options = "".join(
        f'<option value="{escape(one.product)}">{escape(one.name)}</option>' for one in products
    )
    return (
        f'<form class="picker" data-base="{escape(base)}"'
        ' aria-label="Find a runbook">\n'
        f"{_field('Product', 'product', options)}"
        f"{_field('Installed', 'from')}"
        f"{_field('Wanted', 'to')}"
        '<div class="picked" role="status"></div>\n'
        "</form>\n"
    )


def picker_scripts(catalogue: Catalogue, graph: UpgradeGraph) -> list[str]:
    """Where, from the site's root, stands what the picker shows first; empty without a picker."""
    for product in catalogue.products:
        line = graph.line(product.product)
        if product.routes and line is not None:
            start, _ = _first_shown(line, _ends(product))
            return [f"runbooks/{quote(path)}" for path in (_base(product), _from(product, start))]
    return []


def _field(label: str, name: str, options: str = "") -> str:
    return (
        f'<label class="field"><span class="name">{label}</span>'
        f'<select name="{name}">{options}</select></label>\n'
    )


def picker_files(catalogue: Catalogue, graph: UpgradeGraph, place: Place) -> dict[str, bytes]:
    """What the picker knows of each product: script files by path below `runbooks/`.

    One file says what leads where; the routes from each version stand in a file of their own, so
    that a product with many versions does not keep its reader waiting.

    Args:
        catalogue: all runbooks.
        graph: the versions, the windows, and the reasons why some versions cannot be reached.
        place: where a line of a page is read, from the site's root.
    """
    files: dict[str, bytes] = {}
    for product in catalogue.products:
        line = graph.line(product.product)
        if product.routes and line is not None:
            told = upgrades(line, (p for one in product.routes for p in one.procedures), place)
            known = _known(product, line, graph, told, place)
            files[_base(product)] = _script("runbookcRoutes", product.product, known)
            for start, routes in _routes(product, [*told]).items():
                name = _from(product, start)
                files[name] = _script("runbookcRoutesFrom", product.product, start, routes)
    return files


def _base(product: ProductEntries) -> str:
    return f"{product.product}/routes.js"


def _from(product: ProductEntries, start: str) -> str:
    return f"{product.product}/routes-from-{start}.js"


def _script(function: str, *values: object) -> bytes:
    """A call with the data; a browser loads it from a disk too, where it would fetch nothing."""
    given = ",".join(json.dumps(value, separators=(",", ":")) for value in values)
    return f"{function}({given});\n".encode("ascii")


def _known(
    product: ProductEntries,
    line: ProductLine,
    graph: UpgradeGraph,
    told: Mapping[str, dict[str, Any]],
    place: Place,
) -> dict[str, Any]:
    reached = _ends(product)
    ends = {end for several in reached.values() for end in several}
    start, target = _first_shown(line, reached)
    return {
        "name": product.name,
        "from": line.versions,
        "to": sorted({*line.versions, *ends}, key=lambda one: (version_key(one), one)),
        "first": [start, target],
        "builds": {end: end.removesuffix(".y") for end in sorted(ends) if end.endswith(".y")},
        "names": {version: line.name_at(version) for version in line.versions},
        "ends": reached,
        "none": {start: _unreached(graph, line, start, place) for start in line.versions},
        "server": server_name(line),
        "components": [
            {**one, "ways": _ways(product, one["name"], told)} for one in components(line, place)
        ],
        "hops": list(told.values()),
    }


def _ends(product: ProductEntries) -> dict[str, list[str]]:
    """By the version installed, those that can be reached."""
    reached: dict[str, list[str]] = defaultdict(list)
    for entry in product.routes:
        reached[_installed(entry)].append(entry.ends[1])
    return {start: sorted(several, key=version_key) for start, several in reached.items()}


def _installed(entry: Entry) -> str:
    """Who has some build of 7.5 says that 7.5 is installed."""
    return entry.ends[0].removesuffix(".x")


def _first_shown(line: ProductLine, reached: Mapping[str, list[str]]) -> tuple[str, str]:
    """The longest way to the newest version, or any way."""
    newest = line.versions[-1]
    starts = [version for version in line.versions if newest in reached.get(version, ())]
    if starts:
        return starts[0], newest
    start = next(version for version in line.versions if version in reached)
    return start, reached[start][-1]


def _ways(
    product: ProductEntries, name: str, told: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, str]]:
    """By version, the step that brings a component there, and the route in which it stands."""
    ways: dict[str, dict[str, str]] = {}
    for entry in product.routes:
        last = told.get(entry.procedures[-1], {}).get(name, {})
        if "step" in last and entry.ends[1] not in ways:
            way = {"step": last["step"], "href": last["href"], "title": entry.title}
            ways[entry.ends[1]] = way
    return ways


def _routes(product: ProductEntries, hops: list[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """The routes by start and end."""
    hop_of = {procedure: index for index, procedure in enumerate(hops)}
    routes: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for entry in product.routes:
        routes[_installed(entry)][entry.ends[1]] = _route(entry, hop_of)
    return routes


def _route(entry: Entry, hop_of: Mapping[str, int]) -> dict[str, Any]:
    """A route; `hops` are the places of what its procedures do with components."""
    return {
        "title": entry.title,
        "stops": entry.stops,
        "versions": entry.versions,
        "hops": [hop_of[one] for one in entry.procedures if one in hop_of],
        "steps": entry.steps,
        "hazards": [[kind, _short(text)] for kind, text in entry.hazards[:SHOWN_HAZARDS]],
        "more": max(0, len(entry.hazards) - SHOWN_HAZARDS),
        "digest": entry.digest,
        "files": [
            {
                "format": one.format,
                "path": quote(one.path),
                "size": one.shown_size,
                "sha256": one.sha256,
            }
            for one in entry.downloads
        ],
    }


def _short(text: str) -> str:
    """A hazard in short: what stands before it is cut off has its end marked."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rpartition(' ')[0] or text[:_LONGEST]} …"


def _unreached(
    graph: UpgradeGraph, line: ProductLine, start: str, place: Place
) -> dict[str, dict[str, Any]]:
    """Why each version that cannot be reached is not; what is near, the routes themselves tell."""
    found = {target: find_route(graph, line.id, start, target) for target in line.versions}
    return {
        target: {"reason": missing.reason, **_forbidden(missing, place)}
        for target, missing in found.items()
        if isinstance(missing, NoRoute) and target != start
    }


def _forbidden(missing: NoRoute, place: Place) -> dict[str, Any]:
    """The sentence that forbids a route, and the longer way that it allows."""
    if (window := missing.forbidden) is None:
        return {}
    href = place(window.path, window.span.line)
    return {"said": window.text, "href": href, "instead": missing.alternative}
