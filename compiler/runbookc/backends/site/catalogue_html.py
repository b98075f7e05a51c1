"""The lists of runbooks, as HTML."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Final

from runbookc.backends.site.catalogue import Catalogue, Download, Entry, ProductEntries
from runbookc.backends.site.page import Contents

RunbookHref = Callable[[str], str]
"""The address of a file below `runbooks/`, seen from the page that is made."""

_SAVED: Final = frozenset({"Word", "Markdown", "JSON", "DITA"})
"""Formats that a browser saves rather than shows."""


def product_list(catalogue: Catalogue, href: RunbookHref, all_routes: str) -> str:
    """What can be upgraded: for each product the ways to its newest version.

    Args:
        all_routes: the address of the page that lists every route.
    """
    if not catalogue.products:
        return ""
    parts = ['<section class="products" aria-label="What can be upgraded">\n']
    parts.append("<h2>What can be upgraded</h2>\n")
    for product in sorted(catalogue.products, key=lambda product: not product.routes):
        anchor = escape(f"{all_routes}#{product.product}")
        parts.append(f'<h3><a href="{anchor}">{escape(product.name)}</a></h3>\n')
        parts.append(_summary(product))
        parts.append(_list(product.routes_to_latest, href))
    parts.append(f'<p><a href="{escape(all_routes)}">All runbooks</a></p>\n</section>\n')
    return "".join(parts)


def routes_page(
    catalogue: Catalogue,
    href: RunbookHref,
    page_href: RunbookHref,
    pictures: Mapping[str, str],
    windows: Mapping[str, str],
) -> str:
    """Every runbook of every product.

    Args:
        catalogue: all runbooks.
        href: the address of a runbook's file.
        page_href: the address at which a procedure stands in the docs, by its id.
        pictures: by product, its upgrade graph.
        windows: by product, what its docs say of versions that work together.
    """
    parts: list[str] = []
    for product in catalogue.products:
        parts.append(f'<h2 id="{escape(product.product)}">{escape(product.name)}</h2>\n')
        parts.append(pictures.get(product.product, ""))
        parts.append(windows.get(product.product, ""))
        for anchor, title, entries in _groups(product):
            parts.append(f'<h3 id="{escape(anchor)}">{escape(title)}</h3>\n')
            parts.append(_list(entries, href, page_href))
    return "".join(parts) or "<p>No page of these docs describes a procedure.</p>\n"


def routes_contents(catalogue: Catalogue) -> list[Contents]:
    """The headings of `routes_page`."""
    return [
        Contents(
            product.name,
            product.product,
            2,
            [Contents(title, anchor, 3) for anchor, title, _ in _groups(product)],
        )
        for product in catalogue.products
    ]


def _groups(product: ProductEntries) -> Iterator[tuple[str, str, list[Entry]]]:
    """Routes by the version that they lead to, procedures by theirs: anchor, title, rows."""
    for target, entries in groupby(product.routes, key=lambda entry: entry.target):
        yield f"{product.product}-to-{target}", f"Upgrade to {target}", list(entries)
    for version, entries in groupby(product.procedures, key=lambda entry: entry.version):
        title = f"Procedures in {version}" if version else "Procedures"
        yield f"{product.product}-procedures-{version or 'all'}", title, list(entries)


def page_downloads(entries: Iterable[Entry], href: RunbookHref) -> str:
    """The runbooks of one page's procedures, for its end."""
    listed = _list(entries, href)
    return f'<section class="page-runbooks">\n<h2>As a runbook</h2>\n{listed}</section>\n'


def _summary(product: ProductEntries) -> str:
    if product.latest is None:
        count = len(product.procedures)
        return f"<p>{count} procedure{'s' if count != 1 else ''}</p>\n"
    return f'<p>Latest version: <span class="version">{escape(product.latest)}</span></p>\n'


def _list(entries: Iterable[Entry], href: RunbookHref, page_href: RunbookHref | None = None) -> str:
    rows = "".join(_row(entry, href, page_href) for entry in entries)
    return f'<ul class="runbooks">\n{rows}</ul>\n' if rows else ""


def _row(entry: Entry, href: RunbookHref, page_href: RunbookHref | None) -> str:
    links = " ".join(_download(one, href, entry) for one in entry.downloads)
    if entry.kind == "route":
        title = f"{escape(entry.stops[0])} → {escape(entry.stops[-1])}"
        via = _via(entry)
    else:
        title, via = _procedure_title(entry, page_href), ""
    told = entry.skews if page_href is not None else ()
    skews = "".join(f'<p class="skew">{escape(sentence)}</p>' for sentence in told)
    return (
        f'<li><span class="runbook-title">{title}{via}</span> '
        f'<span class="downloads">{links}</span>{skews}</li>\n'
    )


def _via(entry: Entry) -> str:
    between = ", ".join(entry.stops[1:-1])
    words = f"by way of {between}" if between else ""
    if entry.ends[1] != entry.target:
        words = f"to a later build of {entry.target}"
    return f' <span class="via">{escape(words)}</span>' if words else ""


def _procedure_title(entry: Entry, page_href: RunbookHref | None) -> str:
    """The title, linked to its page where that is another one."""
    if page_href is None:
        return escape(entry.title)
    return f'<a href="{escape(page_href(entry.procedures[0]))}">{escape(entry.title)}</a>'


def _download(download: Download, href: RunbookHref, entry: Entry) -> str:
    saved = " download" if download.format in _SAVED else ""
    label = escape(f"{entry.title}: {download.format}, {download.shown_size}")
    return (
        f'<a href="{escape(href(download.path))}"{saved} aria-label="{label}">{download.format}'
        f' <span class="size">{download.shown_size}</span></a>'
    )
