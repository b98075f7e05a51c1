"""What can be downloaded: the runbooks of each product with their formats."""

import json
import posixpath
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final, Literal

from runbookc.backends import wording
from runbookc.model import SkewNotice, version_key
from runbookc.source.frozen import dataclass
from runbookc.source.output_file import OutputFile

_FORMATS: Final = {
    "pdf": "PDF",
    "html": "HTML",
    "docx": "Word",
    "md": "Markdown",
    "json": "JSON",
    "dita.zip": "DITA",
}
_UNITS: Final = ("B", "KB", "MB", "GB")
_OUTLINE: Final = (
    *("id", "kind", "title", "product", "product_name", "docs_version", "route", "digest"),
)

Outline = dict[str, Any]
OutlineOf = Callable[[OutputFile], Outline]


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a runbook.

    Args:
        format: its format's name.
        path: below `runbooks/`.
        size: in bytes.
        sha256: of the bytes, in hexadecimal.
    """

    format: str
    path: str
    size: int
    sha256: str

    @property
    def shown_size(self) -> str:
        """The size for a reader, in decimal units: `512 B`, `14 KB`, `1.2 MB`."""
        value, unit = float(self.size), 0
        while value >= 999.5 and unit < len(_UNITS) - 1:
            value, unit = value / 1000, unit + 1
        digits = 1 if unit > 1 and value < 10 else 0
        return f"{value:.{digits}f} {_UNITS[unit]}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One runbook.

    Args:
        stops: the versions of a route from first to last, the name before those that change it.
        pages: the source pages, in the order of the runbook.
        procedures: the ids of the procedures that it holds.
        inputs: the pages and images that it was made from.
        digest: that of the runbook's content, in hexadecimal.
        steps: how many steps its procedures have.
        hazards: kind and words of each hazard, worst first.
        skews: what cannot connect for a while, and what must be finished before.
    """

    id: str
    kind: Literal["route", "procedure"]
    title: str
    product: str
    product_name: str
    version: str | None
    stops: tuple[str, ...]
    ends: tuple[str, str]
    pages: tuple[str, ...]
    procedures: tuple[str, ...]
    downloads: tuple[Download, ...]
    inputs: tuple[str, ...] = ()
    digest: str = ""
    steps: int = 0
    hazards: tuple[tuple[str, str], ...] = ()
    skews: tuple[str, ...] = ()

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions of a route from first to last, without names."""
        return tuple(stop.rpartition(" ")[2] for stop in self.stops)

    @property
    def target(self) -> str:
        """The version that a route leads to; a later build of a series belongs to the series."""
        return self.ends[1].removesuffix(".y")


@dataclass(frozen=True)
class ProductEntries:
    """The runbooks of one product: routes newest end first, then procedures."""

    product: str
    name: str
    routes: tuple[Entry, ...]
    procedures: tuple[Entry, ...]

    @property
    def latest(self) -> str | None:
        """The newest version that a route leads to."""
        return self.routes[0].target if self.routes else None

    @property
    def routes_to_latest(self) -> tuple[Entry, ...]:
        """The routes that end at the newest version."""
        return tuple(entry for entry in self.routes if entry.target == self.latest)


def outline_of(file: OutputFile) -> Outline:
    """What a list of runbooks tells of one, as JSON values of the same names and places."""
    runbook = json.loads(file.content)
    outline = {name: runbook[name] for name in _OUTLINE}
    hazards = runbook["hazards"]
    outline["hazards"] = [{"kind": one["kind"], "text": one["text"]} for one in hazards]
    inputs = runbook["provenance"]["inputs"]
    outline["provenance"] = {"inputs": [{"path": one["path"]} for one in inputs]}
    outline["parts"] = [
        {
            "path": part["path"],
            "procedure": {"id": part["procedure"]["id"]},
            "steps": len(part["procedure"]["steps"]),
            "skews": part["skews"],
        }
        for part in runbook["parts"]
    ]
    return outline


@dataclass(frozen=True)
class Catalogue:
    """Every runbook, by product."""

    products: tuple[ProductEntries, ...]

    @classmethod
    def of(
        cls,
        files: Mapping[str, OutputFile],
        names: Mapping[str, str],
        other: str,
        read: OutlineOf = outline_of,
    ) -> "Catalogue":
        """Read what the files are from the JSON runbooks among them.

        Args:
            files: runbook files by path below `runbooks/`.
            names: display names by product id, in the order in which products are shown.
            other: the name for runbooks of pages that belong to no product.
            read: gives the outline of a JSON runbook.
        """
        by_product: dict[str, list[Entry]] = defaultdict(list)
        for path in sorted(files):
            stem, extension = posixpath.splitext(path)
            if extension == ".json":
                entry = _entry(read(files[path]), _downloads(stem, files))
                by_product[entry.product].append(entry)
        rank = {product: index for index, product in enumerate(names)}
        order = sorted(by_product, key=lambda product: (rank.get(product, len(rank)), product))
        return cls(tuple(_product(one, names.get(one), other, by_product[one]) for one in order))

    @cached_property
    def by_page(self) -> dict[str, tuple[Entry, ...]]:
        """For each page, the runbooks that hold nothing but procedures of it."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for product in self.products:
            for entry in (*product.routes, *product.procedures):
                if len(set(entry.pages)) == 1:
                    found[entry.pages[0]].append(entry)
        return {page: tuple(entries) for page, entries in found.items()}


def _downloads(stem: str, files: Mapping[str, OutputFile]) -> tuple[Download, ...]:
    named = ((name, f"{stem}.{extension}") for extension, name in _FORMATS.items())
    return tuple(_download(name, path, files[path]) for name, path in named if path in files)


def _download(name: str, path: str, file: OutputFile) -> Download:
    return Download(name, path, file.size, file.sha256)


def _entry(runbook: Outline, downloads: tuple[Download, ...]) -> Entry:
    route: dict[str, Any] = runbook["route"] or {}
    parts: list[dict[str, Any]] = runbook["parts"]
    return Entry(
        id=runbook["id"],
        kind=runbook["kind"],
        title=runbook["title"],
        product=runbook["product"],
        product_name=runbook["product_name"],
        version=runbook["docs_version"],
        stops=_stops(route),
        ends=(route.get("from_version", ""), route.get("to_version", "")),
        pages=tuple(part["path"] for part in parts),
        procedures=tuple(part["procedure"]["id"] for part in parts),
        downloads=downloads,
        inputs=tuple(source["path"] for source in runbook["provenance"]["inputs"]),
        digest=runbook["digest"],
        steps=sum(part["steps"] for part in parts),
        hazards=tuple((hazard["kind"], hazard["text"]) for hazard in runbook["hazards"]),
        skews=tuple(
            wording.skew_sentence(SkewNotice.model_validate(skew))
            for part in parts
            for skew in part["skews"]
        ),
    )


def _stops(route: dict[str, Any]) -> tuple[str, ...]:
    if not route:
        return ()
    stops = [f"{route['from_product']} {route['from_version']}".strip()]
    for hop in route["hops"]:
        name = f"{hop['to_product']} " if hop["renamed"] else ""
        stops.append(f"{name}{hop['to_version']}")
    return tuple(stops)


def _product(product: str, name: str | None, other: str, entries: list[Entry]) -> ProductEntries:
    routes = [entry for entry in entries if entry.kind == "route"]
    routes.sort(key=lambda e: (version_key(e.target), version_key(e.ends[0])), reverse=True)
    procedures = [entry for entry in entries if entry.kind == "procedure"]
    procedures.sort(key=lambda e: (e.title.casefold(), e.id))
    procedures.sort(key=lambda e: version_key(e.version or "0"), reverse=True)
    shown = name or (routes[0].product_name if routes else other)
    return ProductEntries(product, shown, tuple(routes), tuple(procedures))
