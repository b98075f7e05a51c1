"""Asks the compatibility windows of a product line about the pairs of versions on a route.

Within a hop the old agents talk to the new server until they are upgraded too; where a procedure
upgrades them first, the new agents talk to the old server. A hop whose procedure does not speak of
agents at all leaves them as they are.
"""

from collections.abc import Iterable, Iterator, Mapping

from runbookc.lowering.components import core_of
from runbookc.model import CompatibilityWindow, Route, RouteHop
from runbookc.planning.component_order import UpgradeOrder
from runbookc.planning.line import ProductLine
from runbookc.planning.names import folded, same_name
from runbookc.source.frozen import dataclass


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
    line: ProductLine, windows: Iterable[CompatibilityWindow]
) -> tuple[CompatibilityWindow, ...]:
    """The windows of which both sides count their versions as the line does.

    A side with a name must bear one of the line's; what connects must be named with versions that
    the line knows.
    """
    names = [line.id, *(era.name for era in line.eras)]

    def is_own(name: str) -> bool:
        return not name or any(same_name(name, own) or folded(name) == folded(own) for own in names)

    return tuple(
        window
        for window in windows
        if is_own(window.subject_product)
        and is_own(window.peer_product)
        and all(
            spec.base is not None and line.documented(spec.base) is not None
            for spec in (*window.accepted, *window.rejected)
        )
    )


def violations(
    route: Route, line: ProductLine, orders: Mapping[str, UpgradeOrder]
) -> Iterator[Skew]:
    """The forbidden pairs on a route, in the order of its hops for each component.

    Args:
        route: one of the line's.
        line: with the windows that hold for it.
        orders: by the procedure's id; a hop without is taken to upgrade everything.
    """
    for peer in dict.fromkeys(core_of(window.peer) for window in line.windows):
        windows = [window for window in line.windows if core_of(window.peer) == peer]
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
