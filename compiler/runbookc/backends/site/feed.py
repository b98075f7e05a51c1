"""The feed of changed runbooks, as Atom (RFC 4287).

An entry stands for what a runbook tells: its id is made of the runbook's name and digest, so that a
reader is told of every change once, and of nothing else.
"""

import uuid
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from runbookc.backends.site.catalogue import Catalogue, Download, Entry
from runbookc.backends.xml import document, element

FEED: Final = "runbooks.atom"
"""Where it stands on the site."""
MOST_ENTRIES: Final = 50
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_MOST_HAZARDS: Final = 3
_TYPES: Final = {
    "HTML": "text/html",
    "PDF": "application/pdf",
    "Markdown": "text/markdown",
    "JSON": "application/json",
    "Word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "DITA": "application/zip",
}


def runbooks_atom(
    catalogue: Catalogue, changed: Callable[[Entry], str], title: str, site_url: str, page: str
) -> bytes:
    """The runbooks that changed last, newest first; b"" where no change has a date.

    Args:
        catalogue: all runbooks.
        changed: when a runbook's content was last changed, ISO 8601 in UTC; "" where nobody knows.
        title: the site's.
        site_url: where it is published.
        page: the page that lists all runbooks, from the site's root.
    """
    base = f"{site_url.rstrip('/')}/"
    entries = (
        entry
        for product in catalogue.products
        for entry in (*product.routes, *product.procedures)
        if entry.downloads
    )
    dated = [(changed(entry), entry) for entry in sorted(entries, key=lambda entry: entry.id)]
    newest = sorted((one for one in dated if one[0]), key=lambda one: one[0], reverse=True)
    if not newest:
        return b""
    feed = element(
        "feed",
        element("id", _name(f"{base}{FEED}")),
        element("title", f"{title}: changed runbooks"),
        element("updated", newest[0][0]),
        element("author", element("name", title)),
        element("link", rel="self", type="application/atom+xml", href=f"{base}{FEED}"),
        element("link", rel="alternate", type="text/html", href=f"{base}{page}"),
        *(_entry(entry, date, base) for date, entry in newest[:MOST_ENTRIES]),
        xmlns=_NAMESPACE,
    )
    return document(feed)


def _entry(entry: Entry, date: str, base: str) -> Markup:
    first, *others = sorted(entry.downloads, key=lambda one: one.format != "HTML")
    return element(
        "entry",
        element("id", _name(f"runbook {entry.id} {entry.digest}")),
        element("title", entry.title),
        element("updated", date),
        _link("alternate", first, base),
        *(_link("enclosure", download, base) for download in others),
        element("category", term=entry.product, label=entry.product_name)
        if entry.product
        else Markup(),
        element("summary", _summary(entry)),
    )


def _link(relation: str, download: Download, base: str) -> Markup:
    return element(
        "link",
        rel=relation,
        type=_TYPES[download.format],
        href=f"{base}runbooks/{quote(download.path)}",
        length=str(download.size),
    )


def _summary(entry: Entry) -> str:
    """The route, how much there is to do, and the worst of what can happen."""
    parts = [" → ".join(entry.stops)] if entry.stops else [entry.version or ""]
    parts.append(_counted(entry.steps, "step"))
    parts.append(_counted(len(entry.hazards), "hazard"))
    told = [f"{kind.upper()}: {words}" for kind, words in entry.hazards[:_MOST_HAZARDS]]
    head = ", ".join(part for part in parts if part)
    return " ".join([f"{head}.", *told])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _name(text: str) -> str:
    """A name that is the same wherever and whenever it is made."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"runbookc:{text}").urn
