"""From a folder to a checked project."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from runbookc.checks import (
    check_project,
    refuse_unknown_codes,
    weigh,
)
from runbookc.config import Settings, configuration_text
from runbookc.diagnostics import Diagnostic
from runbookc.dialects import Dialect, detect_dialect
from runbookc.discovery import Inventory, discover, walk_tree
from runbookc.linking import Project, link
from runbookc.model import Page
from runbookc.pipeline.bodies import Bodies
from runbookc.pipeline.compilation import Compilation, in_order, part_all
from runbookc.pipeline.fragments import compile_fragments, compile_translations, read_files
from runbookc.pipeline.page import Chunk, CompiledPage, WhenCompiled, compile_chunk, compile_page
from runbookc.pipeline.pool import CHUNK, Progress, ordered, without_collector, workers_for
from runbookc.pipeline.remembered import Memory
from runbookc.planning import build_graph
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from runbookc.backends.site import UnlinkedPage


@dataclass(frozen=True, slots=True)
class Linked:
    """A linked project, with all that judging it takes."""

    project: Project
    inventory: Inventory
    compiled: Sequence[CompiledPage]
    fragments: Sequence[CompiledPage]


def compile_project(
    root: Path,
    settings: Settings,
    jobs: int = 1,
    *,
    keep_bodies: bool = False,
    for_site: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
    contents: Mapping[str, bytes] | None = None,
    moved: Callable[[], Mapping[str, str]] = dict,
    judged: bool = True,
    compiled: WhenCompiled | None = None,
) -> Compilation:
    """Compile a project up to its findings.

    Args:
        root: the project's root.
        settings: its configuration.
        jobs: how many processes may be used.
        keep_bodies: whether every page's blocks are kept, for appendices.
        for_site: whether pages are made HTML as far as that is possible before they are linked.
        executor: where pages are compiled, in place of processes of this machine.
        progress: told how many pages are done.
        contents: what files hold in place of what is on the disk, by path.
        moved: tells, where a page is missed, which files were moved: old to new path.
        judged: whether the rules are asked; else nothing is found, in a third of the time.
        compiled: given all pages before they are linked.

    Raises:
        ConfigError: the docs system's own configuration cannot be read.
    """
    if judged:
        refuse_unknown_codes(settings)
    with without_collector():
        linked = _link(
            root,
            settings,
            jobs,
            keep_bodies,
            for_site,
            executor,
            progress,
            contents,
            moved,
            judged,
            each_compiled=compiled,
        )
        return with_findings(root, linked) if judged else without_findings(root, linked)


def link_again(root: Path, settings: Settings, memory: Memory) -> Linked:
    """Compile and link a project, its bodies kept, with what is remembered of it.

    Args:
        root: the project's root.
        settings: its configuration.
        memory: of the same project, as it was the last time.

    Raises:
        ConfigError: the docs system's own configuration cannot be read.
    """
    refuse_unknown_codes(settings)
    with without_collector():
        linked = _link(root, settings, 1, keep_bodies=True, executor=memory.executor, memory=memory)
    memory.executor.settle()
    return linked


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
        linked = _link(root, settings, jobs, judged=False)
        dialect = linked.project.dialect
        return tuple(
            linked.project.page(path)
            or compile_page(path, (root / path).read_bytes(), dialect, settings).page
            for path in paths
        )


def _link(
    root: Path,
    settings: Settings,
    jobs: int,
    keep_bodies: bool = False,
    for_site: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
    contents: Mapping[str, bytes] | None = None,
    moved: Callable[[], Mapping[str, str]] = dict,
    judged: bool = True,
    memory: Memory | None = None,
    each_compiled: WhenCompiled | None = None,
) -> Linked:
    dialect = detect_dialect(root, settings)
    tree = walk_tree(root)
    inventory = discover(root, settings, dialect, tree)
    if memory is not None:
        inventory = memory.reading(inventory, tree)
    if contents:
        inventory = inventory.holding(contents)
    unread: list[Diagnostic] = []
    compiled: list[CompiledPage] = []
    with workers_for(len(inventory.pages), jobs, executor) as workers:

        def compile_files(files: Iterable[tuple[str, bytes]]) -> Iterator[CompiledPage]:
            chunks = _chunks(files, dialect, settings, keep_bodies, for_site, judged)
            return chain.from_iterable(ordered(workers, compile_chunk, chunks))

        for one in compile_files(read_files(inventory.pages, inventory, unread)):
            compiled.append(one)
            if progress is not None:
                progress(len(compiled), len(inventory.pages))
        if each_compiled is not None:
            by_path = {one.page.path: one for one in compiled}
            each_compiled([one.page for one in compiled], lambda path: by_path[path].document)
        translated = compile_translations(inventory, dialect, compile_files, unread)
        everything = [one.page for one in (*compiled, *translated)]
        included = compile_fragments(everything, inventory, dialect, compile_files, unread)
    project = link(
        [one.page for one in compiled],
        inventory,
        settings,
        dialect,
        {piece: one.page for piece, one in included.items()},
        [one.page for one in translated],
        moved,
        memory.links if memory is not None else None,
    )
    inventory = replace(inventory, diagnostics=(*inventory.diagnostics, *unread))
    return Linked(project, inventory, compiled, (*translated, *included.values()))


def _chunks(
    files: Iterable[tuple[str, bytes]],
    dialect: Dialect,
    settings: Settings,
    keep_bodies: bool,
    for_site: bool,
    judged: bool,
) -> Iterator[Chunk]:
    """Files in tasks."""
    remaining = iter(files)
    while chunk := tuple(islice(remaining, CHUNK)):
        yield Chunk(chunk, dialect, settings, keep_bodies, for_site, judged)


def without_findings(root: Path, linked: Linked) -> Compilation:
    """Plan the linked project, and look for no findings."""
    return Compilation(
        root=root,
        project=linked.project,
        graph=build_graph(linked.project),
        inventory=linked.inventory,
        diagnostics=(),
        suppressed=(),
        comments={},
        bodies=_bodies(linked.compiled),
        unlinked=_unlinked(linked.compiled),
    )


def _bodies(compiled: Iterable[CompiledPage]) -> Bodies:
    return Bodies({one.page.path: one.body for one in compiled if one.body is not None})


def _unlinked(compiled: Iterable[CompiledPage]) -> "dict[str, UnlinkedPage]":
    return {one.page.path: one.unlinked for one in compiled if one.unlinked is not None}


def with_findings(root: Path, linked: Linked) -> Compilation:
    """Plan and check the linked project, and part the findings that are silenced."""
    project, inventory, compiled = linked.project, linked.inventory, linked.compiled
    files = (*compiled, *linked.fragments)
    settings = project.settings
    graph = build_graph(project)
    found: list[Diagnostic] = [*weigh(inventory.diagnostics, settings)]
    for one in files:
        found.extend(one.diagnostics)
    facts = {one.page.path: one.facts for one in compiled if one.facts}
    found.extend(check_project(project, graph, facts))
    comments = {one.page.path: one.suppressions for one in files if one.suppressions}
    # A file that is shown in several parts, or that is a page too, was compiled more than once.
    found = list(dict.fromkeys(found))
    paths = {*inventory.pages, *inventory.files}
    outcome = part_all(found, settings, comments, paths, configuration_text(root))
    kept = in_order(outcome.diagnostics)
    return Compilation(
        root=root,
        project=project,
        graph=graph,
        inventory=inventory,
        diagnostics=kept,
        suppressed=outcome.suppressed,
        comments=comments,
        bodies=_bodies(compiled),
        unlinked=_unlinked(compiled),
    )
