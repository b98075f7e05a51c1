"""What programs read: the list of all runbooks with their files."""

import json
from typing import Any

from runbookc.backends.site.catalogue import Catalogue, Entry


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
                "url": f"{base}runbooks/{file.path}",
                "bytes": file.size,
                "sha256": file.sha256,
            }
            for file in entry.downloads
        ],
    }
