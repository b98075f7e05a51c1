"""The picker: from the version installed to the one wanted, to the runbook that leads there.

The page holds a form that only works with a script; without one the theme hides it, and the lists
of runbooks below it say the same. What the script needs to know of a product stands in a file of
its own, which it loads when the product is chosen, over HTTP as well as from a disk.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from runbookc.backends.site.catalogue import Catalogue, Entry, ProductEntries
from runbookc.lowering.components import core_of
from runbookc.model import CompatibilityWindow, version_key
from runbookc.planning import NoRoute, ProductLine, UpgradeGraph, find_route

PageHref = Callable[[str], str]
"""The address of a page, from the site's root, by its path in the project."""


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
        f"{_field('', 'peer', hidden=True)}"
        '<div class="picked" role="status"></div>\n'
        "</form>\n"
    )


def picker_script(catalogue: Catalogue) -> str:
    """Where, from the site's root, stands what the picker shows first; "" without a picker."""
    first = next((product.product for product in catalogue.products if product.routes), "")
    return f"runbooks/{quote(first)}/routes.js" if first else ""


def _field(label: str, name: str, options: str = "", *, hidden: bool = False) -> str:
    return (
        f'<label class="field"{" hidden" if hidden else ""}><span class="name">{label}</span>'
        f'<select name="{name}">{options}</select></label>\n'
    )


def picker_files(
    catalogue: Catalogue, graph: UpgradeGraph, page_href: PageHref
) -> dict[str, bytes]:
    """What the picker knows of each product: script files by path below `runbooks/`.

    Args:
        catalogue: all runbooks.
        graph: the versions, the windows, and the reasons why some versions cannot be reached.
        page_href: the address at which a page is read.
    """
    files: dict[str, bytes] = {}
    for product in catalogue.products:
        line = graph.line(product.product)
        if product.routes and line is not None:
            known = _known(product, line, graph, page_href)
            files[f"{product.product}/routes.js"] = _script(product.product, known)
    return files


def _script(product: str, known: dict[str, Any]) -> bytes:
    """A call with the data; a browser loads it from a disk too, where it would fetch nothing."""
    return f"runbookcRoutes({json.dumps(product)}, {json.dumps(known)});\n".encode("ascii")


def _known(
    product: ProductEntries,
    line: ProductLine,
    graph: UpgradeGraph,
    page_href: PageHref,
) -> dict[str, Any]:
    routes: dict[str, dict[str, Any]] = defaultdict(dict)
    for entry in product.routes:
        start, end = entry.ends
        # Who has some build of 7.5 says that 7.5 is installed.
        routes[start.removesuffix(".x")][end] = _route(entry)
    ends = {end for reached in routes.values() for end in reached}
    targets = sorted({*line.versions, *ends}, key=lambda version: (version_key(version), version))
    return {
        "name": product.name,
        "from": line.versions,
        "to": targets,
        "builds": {end: end.removesuffix(".y") for end in sorted(ends) if end.endswith(".y")},
        "names": {version: line.name_at(version) for version in line.versions},
        "routes": routes,
        "none": {start: _unreached(graph, line, start, line.versions) for start in line.versions},
        "peers": _peers(line, page_href),
    }


def _route(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "stops": entry.stops,
        "versions": entry.versions,
        "steps": entry.steps,
        "hazards": entry.hazards,
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


def _unreached(
    graph: UpgradeGraph, line: ProductLine, start: str, targets: Iterable[str]
) -> dict[str, Any]:
    """Why each version that cannot be reached is not, and what is near."""
    found = ((target, find_route(graph, line.id, start, target)) for target in targets)
    return {
        target: {
            "reason": missing.reason,
            "from": missing.nearest_from,
            "to": missing.nearest_to,
        }
        for target, missing in found
        if isinstance(missing, NoRoute) and target != start
    }


def _peers(line: ProductLine, page_href: PageHref) -> list[dict[str, Any]]:
    """What connects to the server and may have another version, with what the docs say of it."""
    by_peer: dict[str, list[CompatibilityWindow]] = defaultdict(list)
    for window in line.windows:
        by_peer[core_of(window.peer)].append(window)
    return [
        {
            "name": peer,
            "forbidden": {
                version: refused
                for version in line.versions
                if (refused := _refused(version, line.versions, several))
            },
            "sentences": [{"text": one.text, "href": page_href(one.path)} for one in several],
        }
        for peer, several in sorted(by_peer.items())
    ]


def _refused(
    version: str, others: Iterable[str], windows: list[CompatibilityWindow]
) -> dict[str, int]:
    """The versions of the peer that this one refuses, each with the index of its sentence."""
    return {
        other: index
        for other in others
        for index in reversed(range(len(windows)))
        if windows[index].concerns(version) and windows[index].forbids(other)
    }
