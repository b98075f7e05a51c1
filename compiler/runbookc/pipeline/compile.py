"""From a folder to a checked project."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from runbookc.checks import (
    check_project,
    refuse_unknown_codes,
    weigh,
)
from runbookc.config import Settings
from runbookc.diagnostics import Diagnostic
from runbookc.dialects import Dialect, detect_dialect
from runbookc.discovery import Inventory, discover, unreadable
from runbookc.linking import Project, link
from runbookc.model import Page
from runbookc.pipeline.compilation import Compilation, in_order, part_silenced
from runbookc.pipeline.page import Chunk, CompiledPage, compile_chunk, compile_page
from runbookc.pipeline.pool import CHUNK, Progress, ordered, without_collector, workers_for
from runbookc.planning import build_graph


def compile_project(
    root: Path,
    settings: Settings,
    jobs: int = 1,
    *,
    keep_bodies: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Compilation:
    """Compile a project up to its findings.

    Args:
        root: the project's root.
        settings: its configuration.
        jobs: how many processes may be used.
        keep_bodies: whether every page's blocks are kept, for the site.
        executor: where pages are compiled, in place of processes of this machine.
        progress: told how many pages are done.

    Raises:
        ConfigError: the docs system's own configuration cannot be read.
    """
    refuse_unknown_codes(settings)
    with without_collector():
        linked = _link(root, settings, jobs, keep_bodies, executor, progress)
        return _check(root, linked)


def parse_pages(
    root: Path, settings: Settings, paths: Sequence[str], jobs: int = 1
) -> tuple[Page, ...]:
    """The typed model of single pages, their links resolved against the whole project.

    Args:
        root: the project's root.
        settings: its configuration.
        paths: posix paths from the root; a file that is no page of the project is read as one
            that nothing else knows, its links unchecked.
        jobs: how many processes may be used.
    """
    with without_collector():
        linked = _link(root, settings, jobs)
        dialect = linked.project.dialect
        return tuple(
            linked.project.page(path)
            or compile_page(path, (root / path).read_bytes(), dialect, settings).page
            for path in paths
        )


@dataclass(frozen=True, slots=True)
class _Linked:
    project: Project
    inventory: Inventory
    compiled: Sequence[CompiledPage]


def _link(
    root: Path,
    settings: Settings,
    jobs: int,
    keep_bodies: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> _Linked:
    dialect = detect_dialect(root, settings)
    inventory = discover(root, settings, dialect)
    unread: list[Diagnostic] = []
    chunks = _chunks(inventory, dialect, settings, keep_bodies, unread)
    compiled: list[CompiledPage] = []
    with workers_for(len(inventory.pages), jobs, executor) as workers:
        for pages in ordered(workers, compile_chunk, chunks):
            compiled.extend(pages)
            if progress is not None:
                progress(len(compiled), len(inventory.pages))
    project = link([one.page for one in compiled], inventory, settings, dialect)
    inventory = replace(inventory, diagnostics=(*inventory.diagnostics, *unread))
    return _Linked(project, inventory, compiled)


def _chunks(
    inventory: Inventory,
    dialect: Dialect,
    settings: Settings,
    keep_bodies: bool,
    unread: list[Diagnostic],
) -> Iterator[Chunk]:
    """The pages in tasks; those that can no longer be read become findings in `unread`."""
    for start in range(0, len(inventory.pages), CHUNK):
        files = []
        for path in inventory.pages[start : start + CHUNK]:
            try:
                files.append((path, inventory.read(path)))
            except OSError as error:
                unread.append(unreadable(path, error))
        yield Chunk(tuple(files), dialect, settings, keep_bodies)


def _check(root: Path, linked: _Linked) -> Compilation:
    """Plan and check the linked project, and part the findings that are silenced."""
    project, inventory, compiled = linked.project, linked.inventory, linked.compiled
    settings = project.settings
    graph = build_graph(project)
    found: list[Diagnostic] = [*weigh(inventory.diagnostics, settings)]
    for one in compiled:
        found.extend(one.diagnostics)
    facts = {one.page.path: one.facts for one in compiled if one.facts}
    found.extend(check_project(project, graph, facts))
    comments = {one.page.path: one.suppressions for one in compiled if one.suppressions}
    outcome = part_silenced(found, settings, comments)
    kept = in_order(outcome.diagnostics)
    return Compilation(
        root=root,
        project=project,
        graph=graph,
        inventory=inventory,
        diagnostics=kept,
        suppressed=outcome.suppressed,
        comments=comments,
        bodies={one.page.path: one.body for one in compiled if one.body is not None},
    )
