"""A product line: one product through all its names, its versions, and the hops between them."""

from collections.abc import Iterator
from functools import cached_property

from runbookc.model import CompatibilityWindow, Hop, Procedure, VersionSpec, is_within
from runbookc.planning.component_order import UpgradeOrder, upgrade_order
from runbookc.planning.versions import documented, holds_from, order
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Era:
    """A name of the product and when it ended; the current name has no end.

    Args:
        until: the last version that is known to bear it.
        renamed_at: the first version that is known to bear the next name.
    """

    name: str
    until: str | None = None
    renamed_at: str | None = None

    def bears(self, version: str) -> bool:
        """Whether the version still belongs to this name or to one before it."""
        if self.until is not None:
            return order(version) <= order(self.until) or is_within(version, self.until)
        return self.renamed_at is None or order(version) < order(self.renamed_at)


@dataclass(frozen=True)
class Description:
    """One procedure that describes a hop.

    Args:
        path: the page that it stands on.
        docs_version: the version whose docs the page belongs to.
        pinned: whether the author pinned the hop in front matter.
    """

    procedure: Procedure
    hop: Hop
    path: str
    docs_version: str | None
    pinned: bool


@dataclass(frozen=True)
class Edge:
    """A hop of the graph and all that describe it, in the order of paths and lines."""

    from_product: str
    from_version: VersionSpec
    to_product: str
    to_version: VersionSpec
    descriptions: tuple[Description, ...]

    @property
    def target(self) -> str:
        """The version, or the series, at which the hop ends."""
        return self.to_version.base or ""

    @property
    def within_series(self) -> bool:
        """Whether the hop leads from a build of a series to a later build of it."""
        start = self.from_version
        return start.kind == "wildcard" and order(start.base or "") == order(self.target)

    @property
    def from_label(self) -> str:
        """The start for a reader: 7.5, 7.5.x, 7.3.7+, pre 7.3.9, or "any"."""
        base = self.from_version.base or ""
        forms = {"wildcard": f"{base}.x", "at-least": f"{base}+", "before": f"pre {base}"}
        return forms.get(self.from_version.kind, base or "any")

    @property
    def to_label(self) -> str:
        """The end for a reader: 8.0, or 7.5.y for a later build of 7.5."""
        return f"{self.target}.y" if self.within_series else self.target

    @property
    def backward(self) -> bool:
        """Whether the stated start is the target or newer; no route takes such a hop."""
        start = self.from_version
        if self.within_series or start.base is None or start.kind == "before":
            return False
        return order(start.base) >= order(self.target)


@dataclass(frozen=True)
class ProductLine:
    """One product through all its names.

    Args:
        id: the product's folder or its key in the configuration.
        eras: its names, oldest first; the last one is the current name.
        versions: every version that its docs or its hops speak of, ascending.
        edges: the hops, by start and end.
        windows: what its pages state of versions that work together.
    """

    id: str
    eras: tuple[Era, ...]
    versions: tuple[str, ...]
    edges: tuple[Edge, ...]
    windows: tuple[CompatibilityWindow, ...] = ()

    @property
    def name(self) -> str:
        """The current name."""
        return self.eras[-1].name

    def name_at(self, version: str) -> str:
        """The name that the product bore at a version."""
        return next((era.name for era in self.eras if era.bears(version)), self.name)

    def spelling(self, number: str) -> str:
        """A version in the one spelling that the line uses for it."""
        return self._by_order.get(order(number), number)

    def documented(self, number: str) -> str | None:
        """The documented version that a number stands for."""
        same = self._by_order.get(order(number))
        return same if same is not None else documented(number, self.versions)

    def order_of(self, procedure: str) -> UpgradeOrder | None:
        """In which order a procedure that describes a hop upgrades components, by its id."""
        if procedure not in self._orders and (found := self._procedures.get(procedure)) is not None:
            path = procedure.rpartition("#")[0]
            stated = [window for window in self.windows if window.path == path]
            self._orders[procedure] = upgrade_order(found, stated)
        return self._orders.get(procedure)

    @cached_property
    def _orders(self) -> dict[str, UpgradeOrder | None]:
        return {}

    @cached_property
    def _procedures(self) -> dict[str, Procedure]:
        described = (one.procedure for edge in self.edges for one in edge.descriptions)
        return {procedure.id: procedure for procedure in described}

    @cached_property
    def _by_order(self) -> dict[tuple[int, ...], str]:
        return {order(version): version for version in reversed(self.versions)}

    @cached_property
    def _exact_edges(self) -> dict[tuple[int, ...], list[int]]:
        """The places of the hops that start at one version, by that version."""
        found: dict[tuple[int, ...], list[int]] = {}
        for index, edge in enumerate(self.edges):
            if edge.from_version.kind == "exact":
                found.setdefault(order(edge.from_version.base or ""), []).append(index)
        return found

    @cached_property
    def _open_edges(self) -> list[int]:
        """The places of the hops that start at a series, a range, or anywhere."""
        return [i for i, edge in enumerate(self.edges) if edge.from_version.kind != "exact"]

    def _edges_from(self, version: str) -> Iterator[Edge]:
        """The hops that can be taken from a version, in order."""
        starts = {order(version)}
        if (known := self.documented(version)) is not None:
            starts.add(order(known))
        places = {index for start in starts for index in self._exact_edges.get(start, ())}
        for index in self._open_edges:
            edge = self.edges[index]
            if holds_from(edge.from_version, edge.target, version, self.versions):
                places.add(index)
        return (self.edges[index] for index in sorted(places))

    def next_stops(self, version: str, target: str | None = None) -> dict[str, list[Edge]]:
        """The versions one hop away, each with the hops that lead there.

        Stops are documented versions, or the target itself where that is a build of one.
        """
        if target is not None and target not in self.versions:
            return self._next_stops(version, target)
        if version not in self._documented_stops:
            self._documented_stops[version] = self._next_stops(version, None)
        return self._documented_stops[version]

    @cached_property
    def _documented_stops(self) -> dict[str, dict[str, list[Edge]]]:
        return {}

    def _next_stops(self, version: str, target: str | None) -> dict[str, list[Edge]]:
        stops: dict[str, list[Edge]] = {}
        for edge in self._edges_from(version):
            for stop in self._stops(edge, version, target):
                stops.setdefault(stop, []).append(edge)
        return stops

    def _stops(self, edge: Edge, version: str, target: str | None) -> Iterator[str]:
        """Where a hop that can be taken leads from a version: always to a newer one."""
        if edge.within_series:
            stops = {v for v in self.versions if is_within(v, edge.target)}
            if target is not None and is_within(target, edge.target):
                stops.add(target)
        elif target is not None and self.documented(target) == edge.target:
            stops = {target}
        else:
            stops = {edge.target}
        yield from sorted((stop for stop in stops if order(stop) > order(version)), key=order)
