"""From procedures to an upgrade graph, from a graph to routes, from a route to its runbook."""

from runbookc.planning.catalogue import all_runbooks
from runbookc.planning.compose import compose, compose_procedure, file_stem
from runbookc.planning.graph import UpgradeGraph, build_graph
from runbookc.planning.line import Description, Edge, Era, ProductLine
from runbookc.planning.routes import NoRoute, find_route, reachable
from runbookc.planning.skew import Skew, UpgradeOrder, skews, windows_of
from runbookc.planning.topics import Bodies, Topics
from runbookc.planning.versions import AskedVersion, read_version

__all__ = [
    "AskedVersion",
    "Bodies",
    "Description",
    "Edge",
    "Era",
    "NoRoute",
    "ProductLine",
    "Skew",
    "Topics",
    "UpgradeGraph",
    "UpgradeOrder",
    "all_runbooks",
    "build_graph",
    "compose",
    "compose_procedure",
    "file_stem",
    "find_route",
    "reachable",
    "read_version",
    "skews",
    "windows_of",
]
