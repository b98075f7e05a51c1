"""Finds the way from one version to another: fewest hops, then newest stops."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping

from runbookc.lowering.components import plural
from runbookc.model import CompatibilityWindow, Route, RouteHop, is_within
from runbookc.planning.compatibility import Skew, violations
from runbookc.planning.describe import choose
from runbookc.planning.graph import UpgradeGraph
from runbookc.planning.line import Description, Edge, ProductLine
from runbookc.planning.names import names_of, same_name
from runbookc.planning.versions import AskedVersion, order, read_version
from runbookc.source.frozen import dataclass


@dataclass(frozen=True)
class NoRoute:
    """Why no route leads there, and what is near.

    Args:
        product: the product line's id, or the product as asked where there is no such line.
        from_version: the start as asked.
        to_version: the target as asked.
        reason: one sentence without a full stop.
        nearest_from: versions from which the target can be reached, ascending.
        nearest_to: versions that can be reached from the start, ascending.
        forbidden: where there is a route, what it would violate.
        alternative: the versions of a longer route that respects it, the start first.
    """

    product: str
    from_version: str
    to_version: str
    reason: str
    nearest_from: tuple[str, ...] = ()
    nearest_to: tuple[str, ...] = ()
    forbidden: CompatibilityWindow | None = None
    alternative: tuple[str, ...] = ()


Stops = dict[str, dict[str, list[Edge]]]
"""For each version, the versions one hop away, each with the hops that lead there."""


def find_route(graph: UpgradeGraph, product: str, from_: str, to: str) -> Route | NoRoute:
    """The route between two versions of a product.

    A route on which a stated window surely cuts something off from its server is none.

    Args:
        product: its id, or any name that it bore.
        from_: what the reader has: 7.5, a build such as 7.5.2, or 7.5.x for some build of 7.5.
        to: what the reader wants, written likewise.
    """
    line = graph.line(product)
    if line is None:
        known = ", ".join(one.id for one in graph.lines) or "none"
        return NoRoute(product, from_, to, f'no product "{product}"; there is: {known}')
    start, target = read_version(from_), read_version(to)
    if start is None or target is None:
        text = from_ if start is None else to
        return NoRoute(line.id, from_, to, f'"{text}" is no version number')
    if target.series and is_within(start.base, target.base):
        route = _within_series(line, start, target)
    else:
        route = shortest_route(line, start.base, target.base)
    if route is None:
        return _no_route(line, start, target, from_, to)
    skew = _violated(line, route)
    return route if skew is None else _refused(line, skew, from_, to)


def shortest_route(line: ProductLine, start: str, target: str) -> Route | None:
    """The route of fewest hops, newest stops first, whatever a window says of it."""
    chain = _shortest(line, line.spelling(start), line.spelling(target))
    return _route(line, chain) if chain else None


def refused(graph: UpgradeGraph) -> Iterator[NoRoute]:
    """The pairs of documented versions that hops connect and a window keeps apart."""
    stated = {line.id for line in graph.lines if line.windows}
    for product, start, end in reachable(graph) if stated else ():
        route = find_route(graph, product, start, end) if product in stated else None
        if isinstance(route, NoRoute):
            yield route


def _violated(line: ProductLine, route: Route) -> Skew | None:
    """The first pair of versions on a route that a window forbids."""
    if not line.windows:
        return None
    found = {hop.procedure: line.order_of(hop.procedure) for hop in route.hops}
    orders = {procedure: order for procedure, order in found.items() if order is not None}
    return next(violations(route, line, orders), None)


def _refused(line: ProductLine, skew: Skew, from_: str, to: str) -> NoRoute:
    return NoRoute(
        line.id,
        from_,
        to,
        f"on the way {plural(skew.window.peer)} of {skew.peer_version} would meet a"
        f" {skew.subject_version} {skew.window.subject}, which does not work with them",
        forbidden=skew.window,
        alternative=_alternative(line, skew.route),
    )


def _alternative(line: ProductLine, route: Route) -> tuple[str, ...]:
    """The versions of the shortest route between the same ends that no window forbids."""
    waiting: deque[Chain] = deque([[]])
    for _ in range(_MOST_CHAINS):
        if not waiting:
            break
        chain = waiting.popleft()
        here = chain[-1][1] if chain else route.from_version
        stops = line.next_stops(here, route.to_version)
        for stop in sorted(stops, key=order, reverse=True):
            longer = [*chain, (here, stop, stops[stop])]
            if _violated(line, _route(line, longer)) is not None:
                continue
            if stop == route.to_version:
                return (route.from_version, *(end for _, end, _ in longer))
            waiting.append(longer)
    return ()


def reachable(graph: UpgradeGraph) -> list[tuple[str, str, str]]:
    """Every (product, from, to) that some route connects, among the documented versions.

    Hops from a build of a series to a later one are given as (product, "7.5.x", "7.5.y").
    """
    pairs: list[tuple[str, str, str]] = []
    for line in graph.lines:
        series = {e.target for e in line.edges if e.within_series}
        for version in line.versions:
            ends = sorted(set(_explore(line, version, None)) - {version}, key=order)
            pairs.extend((line.id, version, end) for end in ends)
            if version in series:
                pairs.append((line.id, f"{version}.x", f"{version}.y"))
    return pairs


def _explore(line: ProductLine, start: str, target: str | None) -> Stops:
    """Everything that can be reached from a version, one step beyond the other."""
    found: Stops = {}
    waiting = [start]
    while waiting:
        version = waiting.pop()
        if version in found:
            continue
        found[version] = line.next_stops(version, target)
        waiting.extend(found[version])
    return found


_MOST_CHAINS = 500
"""Chains that are looked at for another way; beyond, nobody would walk it."""

Chain = list[tuple[str, str, list[Edge]]]
"""From, to, and the hops that lead from one to the other."""


def _shortest(line: ProductLine, start: str, target: str) -> Chain:
    """The chain of fewest hops, newest stops first; empty where there is none."""
    found = _explore(line, start, target)
    if target not in found or start == target:
        return []
    distance = {target: 0}
    for version in sorted(found, key=order, reverse=True):
        near = [distance[stop] for stop in found[version] if stop in distance]
        if near and version != target:
            distance[version] = min(near) + 1
    chain: Chain = []
    while start != target:
        nearer = (s for s in found[start] if distance.get(s, -1) == distance[start] - 1)
        stop = max(nearer, key=order)
        chain.append((start, stop, found[start][stop]))
        start = stop
    return chain


def _within_series(line: ProductLine, start: AskedVersion, target: AskedVersion) -> Route | None:
    """The route from some build of a series to some later build of it."""
    edges = [
        edge
        for edge in line.edges
        if edge.within_series and order(edge.target) == order(target.base)
    ]
    if not edges:
        return None
    series = edges[0].target
    from_version = (
        f"{series}.x" if start.series or order(start.base) == order(series) else start.base
    )
    return _route(line, [(from_version, f"{series}.y", edges)])


def _route(line: ProductLine, chain: Chain) -> Route:
    target = chain[-1][1]
    told = Counter(path for _, _, edges in chain for path in _paths(edges))
    hops = tuple(_route_hop(line, start, stop, edges, target, told) for start, stop, edges in chain)
    return Route(
        product=line.id,
        from_product=hops[0].from_product,
        from_version=hops[0].from_version,
        to_product=hops[-1].to_product,
        to_version=target,
        hops=hops,
    )


def _paths(edges: Iterable[Edge]) -> set[str]:
    """The pages that describe a hop."""
    return {description.path for edge in edges for description in edge.descriptions}


def _route_hop(
    line: ProductLine,
    start: str,
    stop: str,
    edges: Iterable[Edge],
    target: str,
    told: Mapping[str, int],
) -> RouteHop:
    descriptions = [description for edge in edges for description in edge.descriptions]
    chosen, reason = choose(descriptions, stop, target, told)
    from_product, to_product = _names(line, chosen, start, stop)
    others = (d.procedure.id for d in descriptions if d.procedure.id != chosen.procedure.id)
    return RouteHop(
        hop=chosen.hop,
        from_product=from_product,
        from_version=start,
        to_product=to_product,
        to_version=stop,
        procedure=chosen.procedure.id,
        reason=reason,
        others=tuple(dict.fromkeys(others)),
        renamed=from_product != to_product,
    )


def _names(line: ProductLine, chosen: Description, start: str, stop: str) -> tuple[str, str]:
    """The names at both ends, in the line's spelling where the page names none or another one."""
    start_name, stop_name = line.name_at(start), line.name_at(stop)
    before, after = names_of(chosen.hop)
    eras = [era.name for era in line.eras]
    before = next((name for name in eras if before and same_name(name, before)), start_name)
    after = next((name for name in eras if after and same_name(name, after)), stop_name)
    return before, after


def _no_route(
    line: ProductLine, start: AskedVersion, target: AskedVersion, from_: str, to: str
) -> NoRoute:
    forward = set(_explore(line, start.base, None)) - {start.base}
    backward = {v for v in line.versions if target.base in _explore(line, v, target.base)}
    backward.discard(line.spelling(target.base))
    return NoRoute(
        line.id,
        from_,
        to,
        _reason(start, target, from_, to, bool(forward), bool(backward)),
        tuple(sorted(backward, key=order)),
        tuple(sorted(forward, key=order)),
    )


def _reason(
    start: AskedVersion, target: AskedVersion, from_: str, to: str, starts: bool, ends: bool
) -> str:
    if target.series and is_within(start.base, target.base):
        return f"no page describes an upgrade from a build of {target.base} to a later one"
    if order(start.base) == order(target.base):
        return f"{from_} is the start and the target"
    if is_within(start.base, target.base):
        return f"{from_} is a build of {to} already"
    if order(start.base) > order(target.base):
        return f"{from_} is newer than {to}, and an upgrade never goes back"
    if not starts:
        return f"no upgrade starts from {from_}"
    if not ends:
        return f"no upgrade leads to {to}"
    return f"no chain of upgrades leads from {from_} to {to}"
