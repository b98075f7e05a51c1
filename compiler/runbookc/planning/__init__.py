"""From procedures to an upgrade graph, from a graph to routes, from a route to its runbook."""

from runbookc.planning.catalogue import Entry, all_runbooks, catalogue, compose_entry
from runbookc.planning.compatibility import Skew
from runbookc.planning.component_order import UpgradeOrder, upgrade_order
from runbookc.planning.compose import compose, compose_procedure, file_stem, route_id
from runbookc.planning.difference import compare, difference_of
from runbookc.planning.graph import UpgradeGraph, build_graph
from runbookc.planning.line import Description, Edge, Era, ProductLine
from runbookc.planning.routes import NoRoute, find_route, reachable, refused
from runbookc.planning.run_effect import effect_on
from runbookc.planning.skew import skews
from runbookc.planning.topics import Topics
from runbookc.planning.versions import AskedVersion, read_version

__all__ = [
    "AskedVersion",
    "Description",
    "Edge",
    "Entry",
    "Era",
    "NoRoute",
    "ProductLine",
    "Skew",
    "Topics",
    "UpgradeGraph",
    "UpgradeOrder",
    "all_runbooks",
    "build_graph",
    "catalogue",
    "compare",
    "compose",
    "compose_entry",
    "compose_procedure",
    "difference_of",
    "effect_on",
    "file_stem",
    "find_route",
    "reachable",
    "read_version",
    "refused",
    "route_id",
    "skews",
    "upgrade_order",
]
