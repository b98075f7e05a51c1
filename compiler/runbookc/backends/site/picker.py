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


def picker_script(catalogue: Catalogue) -> str:
    """Where, from the site's root, stands what the picker shows first; "" without a picker."""
    first = next((product.product for product in catalogue.products if product.routes), "")
    return f"runbooks/{quote(first)}/routes.js" if first else ""


def _field(label: str, name: str, options: str = "") -> str:
    return (
        f'<label class="field"><span class="name">{label}</span>'
        f'<select name="{name}">{options}</select></label>\n'
    )


def picker_files(catalogue: Catalogue, graph: UpgradeGraph, place: Place) -> dict[str, bytes]:
    """What the picker knows of each product: script files by path below `runbooks/`.

    Args:
        catalogue: all runbooks.
        graph: the versions, the windows, and the reasons why some versions cannot be reached.
        place: where a line of a page is read, from the site's root.
    """
    files: dict[str, bytes] = {}
    for product in catalogue.products:
        line = graph.line(product.product)
        if product.routes and line is not None:
            known = _known(product, line, graph, place)
            files[f"{product.product}/routes.js"] = _script(product.product, known)
    return files


def _script(product: str, known: dict[str, Any]) -> bytes:
    """A call with the data; a browser loads it from a disk too, where it would fetch nothing."""
    text = json.dumps(known, separators=(",", ":"))
    return f"runbookcRoutes({json.dumps(product)}, {text});\n".encode("ascii")


def _known(
    product: ProductEntries, line: ProductLine, graph: UpgradeGraph, place: Place
) -> dict[str, Any]:
    told = upgrades(line, (one for entry in product.routes for one in entry.procedures), place)
    hop_of = {procedure: index for index, procedure in enumerate(told)}
    routes: dict[str, dict[str, Any]] = defaultdict(dict)
    for entry in product.routes:
        start, end = entry.ends
        # Who has some build of 7.5 says that 7.5 is installed.
        routes[start.removesuffix(".x")][end] = _route(entry, hop_of)
    ends = {end for reached in routes.values() for end in reached}
    targets = sorted({*line.versions, *ends}, key=lambda version: (version_key(version), version))
    return {
        "name": product.name,
        "from": line.versions,
        "to": targets,
        "builds": {end: end.removesuffix(".y") for end in sorted(ends) if end.endswith(".y")},
        "names": {version: line.name_at(version) for version in line.versions},
        "routes": routes,
        "none": {start: _unreached(graph, line, start, place) for start in line.versions},
        "server": server_name(line),
        "components": components(line, place),
        "hops": list(told.values()),
    }


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
