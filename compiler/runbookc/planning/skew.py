"""Walks all routes of a product line and finds the pairs of versions that a window forbids."""

from collections.abc import Iterator, Mapping

from runbookc.planning.compatibility import Skew, violations
from runbookc.planning.component_order import UpgradeOrder
from runbookc.planning.line import ProductLine
from runbookc.planning.routes import shortest_route


def skews(line: ProductLine, orders: Mapping[str, UpgradeOrder]) -> Iterator[Skew]:
    """The forbidden pairs on all routes of a line that pass a version of which a window speaks.

    Args:
        line: one of the graph's lines.
        orders: by the procedure's id; a hop without is taken to upgrade everything.
    """
    spoken = {
        version
        for version in line.versions
        if any(window.concerns(version) for window in line.windows)
    }
    ends = spoken.union(*(line.next_stops(version) for version in spoken))
    for start in line.versions:
        for end in sorted(ends):
            route = shortest_route(line, start, end)
            if route is not None:
                yield from violations(route, line, orders)
