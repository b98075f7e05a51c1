"""From a walked folder to the inventory of a project."""

import errno
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from runbookc.diagnostics import Diagnostic, Severity
from runbookc.discovery.inventory import (
    DiskReader,
    Inventory,
    below,
    classify,
    source_folders,
)
from runbookc.discovery.tree import Tree, walk_tree
from runbookc.source import Span

if TYPE_CHECKING:  # to walk needs neither
    from runbookc.config import Settings
    from runbookc.dialects import Dialect

PAGE_SIZE_LIMIT = 10 * 1024 * 1024
"""Bytes that a page may have; a larger one is not read."""

_START = Span(1, 1, 1, 1)


def discover(
    root: Path,
    settings: "Settings",
    dialect: "Dialect",
    tree: Tree | None = None,
    known: Collection[str] = (),
) -> Inventory:
    """List the pages and other files below a root.

    Args:
        root: the project's root.
        settings: its configuration.
        dialect: its docs system.
        tree: what `walk_tree` found there, where that is known already.
        known: the paths of pages that could be read before, and have not changed since.
    """
    tree = tree or walk_tree(root)
    pages, files, fragments = classify(tree.files, settings, dialect)
    sources = source_folders(settings, dialect)
    kept, problems = _readable(tree, pages, known)
    problems += [
        _unreadable(path, message)
        for path, message in tree.problems
        if any(below(path, source) for source in sources)
    ]
    problems += _without_pages(settings, sources, pages)
    dropped = set(pages) - set(kept)
    return Inventory(
        kept,
        tuple(sorted({*files, *dropped})),
        tuple(sorted(problems, key=lambda item: (item.path, item.code))),
        DiskReader(tree.root),
        tree.ignored,
        fragments,
    )


def _readable(
    tree: Tree, pages: tuple[str, ...], known: Collection[str]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The pages that can be read and are not too large, and what is wrong with the others."""
    kept, problems = [], []
    before, files = f"{tree.root}/", tree.files
    for page in pages:
        size = files[page][0]
        if size > PAGE_SIZE_LIMIT:
            message = f"The page has {size:,} bytes; more than {PAGE_SIZE_LIMIT:,} are not read"
            problems.append(Diagnostic("SRC002", "encoding", Severity.ERROR, message, page, _START))
        elif page not in known and not os.access(before + page, os.R_OK):
            problems.append(unreadable(page, PermissionError(errno.EACCES, "permission denied")))
        else:
            kept.append(page)
    return tuple(kept), problems


def _without_pages(
    settings: "Settings", sources: tuple[str, ...], pages: tuple[str, ...]
) -> list[Diagnostic]:
    """A project without a page, and each configured source without one."""
    if not pages:
        looked = ", ".join(f"`{source}`" for source in sources if source)
        message = f"There is no page to compile{f' in {looked}' if looked else ''}"
        hint = "Check `sources`, `exclude` and `dialect` in runbookc.toml."
        return [Diagnostic("SRC007", "no-page", Severity.ERROR, message, ".", _START, hint)]
    return [
        Diagnostic(
            "SRC007",
            "no-page",
            Severity.ERROR,
            f"The source `{source}` has no page",
            source,
            _START,
        )
        for source in settings.sources
        if not any(below(page, source) for page in pages)
    ]


def unreadable(page: str, error: OSError) -> Diagnostic:
    """The finding for a page that the machine refuses to give."""
    reason = (error.strerror or str(error)).lower()
    return _unreadable(page, f"The page cannot be read: {reason}")


def _unreadable(path: str, message: str) -> Diagnostic:
    return Diagnostic("SRC006", "unreadable-source", Severity.WARNING, message, path, _START)
