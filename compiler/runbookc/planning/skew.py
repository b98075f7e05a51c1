"""Walks the routes of a product line and asks every compatibility window about each pair on them.

Within a hop the old agents talk to the new server until they are upgraded too; where a procedure
upgrades them first, the new agents talk to the old server. A hop whose procedure does not speak of
agents at all leaves them as they are.
"""

from collections.abc import Iterator, Mapping, Sequence

from runbookc.model import CompatibilityWindow, Route, RouteHop
from runbookc.planning.graph import UpgradeGraph
from runbookc.planning.line import ProductLine
from runbookc.planning.names import folded, same_name
from runbookc.planning.routes import find_route
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class UpgradeOrder:
    """What the procedure of a hop does with the components that connect to the server.

    Args:
        first: those that it upgrades before the server.
        named: those that it or the page around it speaks of at all.
        settled: those of whose old versions it says itself what becomes of them.
    """

    first: frozenset[str]
    named: frozenset[str]
    settled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Skew:
    """A pair of versions on a route that a window forbids.

    Args:
        route: a route on which the pair is met.
        hop: the hop of the route at which it is met.
        subject_version: the version of the server by then.
        peer_version: the version of what connects to it.
        window: what forbids the pair.
    """

    route: Route
    hop: RouteHop
    subject_version: str
    peer_version: str
    window: CompatibilityWindow


def windows_of(
    line: ProductLine, windows: Sequence[CompatibilityWindow]
) -> list[CompatibilityWindow]:
    """The windows of which both sides count their versions as the line does.

    A side with a name must bear one of the line's; what connects must be named with versions that
    the line knows.
    """
    names = [line.id, *(era.name for era in line.eras)]

    def is_own(name: str) -> bool:
        return not name or any(same_name(name, own) or folded(name) == folded(own) for own in names)

    return [
        window
        for window in windows
        if is_own(window.subject_product)
        and is_own(window.peer_product)
        and all(
            spec.base is not None and line.documented(spec.base) is not None
            for spec in (*window.accepted, *window.rejected)
        )
    ]


def skews(
    graph: UpgradeGraph,
    line: ProductLine,
    windows: Mapping[str, Sequence[CompatibilityWindow]],
    orders: Mapping[str, UpgradeOrder],
) -> Iterator[Skew]:
    """The forbidden pairs on all routes of a line that pass a version of which a window speaks.

    Args:
        graph: the graph of the line.
        line: one of its lines.
        windows: those of the line, by the component that connects.
        orders: by the procedure's id; a hop without is taken to upgrade everything.
    """
    spoken = {
        version
        for version in line.versions
        if any(one.concerns(version) for several in windows.values() for one in several)
    }
    ends = spoken.union(*(line.next_stops(version) for version in spoken))
    for start in line.versions:
        for end in sorted(ends):
            route = find_route(graph, line.id, start, end) if start != end else None
            if isinstance(route, Route):
                for peer, several in windows.items():
                    yield from _along(route, peer, several, orders)


def _along(
    route: Route,
    peer: str,
    windows: Sequence[CompatibilityWindow],
    orders: Mapping[str, UpgradeOrder],
) -> Iterator[Skew]:
    peer_version = route.from_version
    for hop in route.hops:
        order = orders.get(hop.procedure)
        if order is None or peer in order.settled:
            peer_version = hop.to_version
            continue
        if peer in order.first:
            subject_version, peer_version = hop.from_version, hop.to_version
        else:
            subject_version = hop.to_version
        for window in windows:
            if window.concerns(subject_version) and window.forbids(peer_version):
                yield Skew(route, hop, subject_version, peer_version, window)
        if peer in order.named:
            peer_version = hop.to_version
