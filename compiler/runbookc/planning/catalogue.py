"""All runbooks that a project gives: one for every way, one for every procedure that is on none."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from runbookc.linking import Project
from runbookc.model import Procedure, Provenance, Route, Runbook
from runbookc.planning.compose import (
    compose,
    compose_procedure,
    file_stem,
    procedure_id,
    route_id,
)
from runbookc.planning.graph import UpgradeGraph
from runbookc.planning.routes import find_route, reachable
from runbookc.planning.topics import Topics
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A runbook that can be composed.

    Args:
        id: its name, which no other entry has.
        source: the way or the procedure that it describes.
    """

    id: str
    source: Route | Procedure


def all_runbooks(
    project: Project, graph: UpgradeGraph, provenance: Provenance, topics: Topics | None = None
) -> list[Runbook]:
    """A runbook for every reachable pair, and for every procedure that no route can take.

    A route that a compatibility window forbids has none. Their ids are distinct, whatever the pages
    are called.

    Args:
        topics: what links may bring along, as for `compose`.
    """
    topics = topics or Topics(project)
    return [
        compose_entry(project, graph, entry, provenance, topics)
        for entry in catalogue(project, graph)
    ]


def catalogue(project: Project, graph: UpgradeGraph) -> list[Entry]:
    """What `all_runbooks` composes, by name."""
    entries = []
    for product, start, end in reachable(graph):
        route = find_route(graph, product, start, end)
        if isinstance(route, Route):
            entries.append(Entry(route_id(route), route))
    entries += [
        Entry(procedure_id(project, procedure, graph), procedure)
        for procedure in procedures_off_route(project, graph)
    ]
    return distinct(entries)


def route_entry(graph: UpgradeGraph, identity: str) -> Entry | None:
    """The way that an id names, also one between builds, of which a build makes no runbook."""
    for line in graph.lines:
        start, _, end = identity.removeprefix(f"{file_stem(line.id)}-").partition("-to-")
        route = find_route(graph, line.id, start, end) if end else None
        if isinstance(route, Route) and route_id(route) == identity:
            return Entry(identity, route)
    return None


def compose_entry(
    project: Project,
    graph: UpgradeGraph,
    entry: Entry,
    provenance: Provenance,
    topics: Topics | None = None,
) -> Runbook:
    """The runbook of an entry.

    Args:
        topics: what links may bring along, as for `compose`.
    """
    if isinstance(entry.source, Route):
        runbook = compose(project, entry.source, provenance, graph, topics=topics)
    else:
        runbook = compose_procedure(project, entry.source, provenance, graph, topics=topics)
    return runbook if runbook.id == entry.id else runbook.model_copy(update={"id": entry.id})


def procedures_off_route(project: Project, graph: UpgradeGraph) -> Iterator[Procedure]:
    """Procedures that are no hop, or only hops that cannot be taken, such as backward ones."""
    on_route = {
        description.procedure.id
        for line in graph.lines
        for edge in line.edges
        if not edge.backward
        for description in edge.descriptions
    }
    for page in project.pages:
        yield from (one for one in page.procedures if one.id not in on_route)


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, with a number behind an id that an earlier one has already."""
    taken: set[str] = set()
    kept: list[Entry] = []
    for entry in entries:
        name, number = entry.id, 1
        while name in taken:
            number += 1
            name = f"{entry.id}-{number}"
        taken.add(name)
        kept.append(entry if name == entry.id else replace(entry, id=name))
    return kept
