"""All runbooks that a project gives: one for every way, one for every procedure that is on none."""

from collections.abc import Iterable, Iterator

from runbookc.linking import Project
from runbookc.model import Procedure, Provenance, Route, Runbook
from runbookc.planning.compose import compose, compose_procedure
from runbookc.planning.graph import UpgradeGraph
from runbookc.planning.routes import find_route, reachable
from runbookc.planning.topics import Topics


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
    runbooks = []
    for product, start, end in reachable(graph):
        route = find_route(graph, product, start, end)
        if isinstance(route, Route):
            runbooks.append(compose(project, route, provenance, graph, topics=topics))
    runbooks += [
        compose_procedure(project, procedure, provenance, graph, topics=topics)
        for procedure in procedures_off_route(project, graph)
    ]
    return distinct(runbooks)


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


def distinct(runbooks: Iterable[Runbook]) -> list[Runbook]:
    """The runbooks, with a number behind an id that an earlier one has already."""
    taken: set[str] = set()
    kept: list[Runbook] = []
    for runbook in runbooks:
        name, number = runbook.id, 1
        while name in taken:
            number += 1
            name = f"{runbook.id}-{number}"
        taken.add(name)
        kept.append(runbook if name == runbook.id else runbook.model_copy(update={"id": name}))
    return kept
