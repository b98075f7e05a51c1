"""What programs read: all runbooks with their files, all pages for language models."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from runbookc.backends.site.catalogue import Catalogue, Entry
from runbookc.backends.site.navigation import Navigation, leaves
from runbookc.model import Page

_BRACKETS: Final = {ord("["): "(", ord("]"): ")", ord("<"): "&lt;", ord("\\"): "\\\\"}


def runbooks_json(catalogue: Catalogue, site_url: str) -> bytes:
    """`runbooks.json`: every runbook, the versions that it connects, its files.

    Args:
        catalogue: all runbooks.
        site_url: where the site is published; paths stay relative to its root where it is "".
    """
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    entries = [
        _entry(entry, base)
        for product in catalogue.products
        for entry in (*product.routes, *product.procedures)
    ]
    document = {"version": 1, "runbooks": entries}
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _entry(entry: Entry, base: str) -> dict[str, Any]:
    start, end = entry.ends
    return {
        "id": entry.id,
        "kind": entry.kind,
        "title": entry.title,
        "product": entry.product,
        "product_name": entry.product_name,
        "docs_version": entry.version,
        "from": start or None,
        "to": end or None,
        "stops": list(entry.versions),
        "digest": entry.digest,
        "files": [
            {
                "format": file.path.rpartition(".")[2],
                "url": f"{base}runbooks/{quote(file.path)}",
                "bytes": file.size,
                "sha256": file.sha256,
            }
            for file in entry.downloads
        ],
    }


def llms_txt(
    title: str,
    navigation: Navigation,
    pages: Mapping[str, Page],
    address: Callable[[str], str],
    catalogue: Catalogue,
    site_url: str,
) -> bytes:
    """`llms.txt`: every page's Markdown by product and version, then the routes.

    Args:
        title: the site's.
        navigation: the order of pages.
        pages: by path.
        address: where a page's Markdown stands, from the site's root; "" where it does not.
        catalogue: all runbooks.
        site_url: where the site is published, "" for addresses from its root.
    """
    base = f"{site_url.rstrip('/')}/" if site_url else ""
    groups = [("Docs", navigation.general)]
    groups += [(scope.title, scope.children) for scope in navigation.scopes]
    parts = [f"# {_line(title)}"]
    for name, children in groups:
        found = ((address(leaf.path), pages[leaf.path]) for leaf in leaves(children))
        rows = [_page_row(f"{base}{quote(place)}", page) for place, page in found if place]
        parts += [f"## {_line(name)}", "\n".join(rows)] if rows else []
    routes = [
        f"- [{_line(entry.title)}]({base}runbooks/{quote(file.path)})"
        for product in catalogue.products
        for entry in product.routes
        for file in entry.downloads
        if file.format == "Markdown"
    ]
    parts += ["## Runbooks", "\n".join(routes)] if routes else []
    return ("\n\n".join(parts) + "\n").encode()


def _page_row(place: str, page: Page) -> str:
    about = f": {_line(page.description)}" if page.description else ""
    return f"- [{_line(page.title)}]({place}){about}"


def _line(text: str) -> str:
    """Text in a line of Markdown of its own; brackets would end a link's words or begin HTML."""
    return " ".join(text.split()).translate(_BRACKETS)
