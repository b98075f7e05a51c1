"""What a build leaves out of what the docs hold, and why."""

from collections.abc import Iterable, Sequence

from runbookc.config import matches
from runbookc.dialects import Dialect
from runbookc.discovery import Inventory
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.journal import Journal
from runbookc.planning import NoRoute, UpgradeGraph, reachable

_MARKDOWN = (".md", ".mdx", ".markdown")
_UNREADABLE = ("SRC002", "SRC006")
"""What is found where a file is no text, too large, or kept back by the machine."""


def note_left_out(
    journal: Journal,
    compilation: Compilation,
    empty: Iterable[str],
    too_long: Iterable[str],
    refused: Iterable[NoRoute],
) -> None:
    """Note what is missing in the output, for whoever looks for it there.

    Args:
        journal: where it is noted.
        compilation: the project.
        empty: the names of the runbooks without a step.
        too_long: the places of topics that were too long to come along with a runbook.
        refused: the ways that the docs forbid.
    """
    _pages(journal, compilation)
    journal.leave_out(
        "route",
        "the docs say that its versions do not work together",
        (f"{one.product} {one.from_version} to {one.to_version}" for one in refused),
    )
    journal.leave_out(
        "version", "no described upgrade leads to the latest one", _stranded(compilation.graph)
    )
    journal.leave_out("runbook", "made without steps: the docs number none", empty)
    journal.leave_out("topic", "too long to come along with a runbook", too_long)


def _pages(journal: Journal, compilation: Compilation) -> None:
    """Markdown below the sources of which no page was made."""
    inventory, project = compilation.inventory, compilation.project
    unreadable = [
        found.path
        for found in inventory.diagnostics
        if found.code in _UNREADABLE and project.page(found.path) is None
    ]
    excluded, unpublished = [], []
    for path in _no_pages(inventory, project.dialect, project.settings.sources):
        if any(matches(pattern, path) for pattern in project.settings.exclude):
            excluded.append(path)
        elif path not in unreadable:
            unpublished.append(path)
    journal.leave_out("page", "cannot be read, or is too large", unreadable)
    journal.leave_out("page", "excluded in runbookc.toml", excluded)
    journal.leave_out("page", f"not published by {project.dialect.name}", unpublished)


def _no_pages(inventory: Inventory, dialect: Dialect, sources: Sequence[str]) -> list[str]:
    folders = tuple(f"{source}/" if source else "" for source in sources or dialect.sources())
    paths = (*inventory.files, *inventory.fragments)
    return sorted(
        path for path in paths if path.startswith(folders) and path.lower().endswith(_MARKDOWN)
    )


def _stranded(graph: UpgradeGraph) -> Iterable[str]:
    """The versions of products with upgrades from which no way leads to the latest one."""
    ways = set(reachable(graph))
    for line in graph.lines if ways else ():
        latest = line.versions[-1] if line.edges else ""
        for version in line.versions[:-1] if latest else ():
            if (line.id, version, latest) not in ways:
                yield f"{line.id} {version}"
