"""Walks a project's folder: in one order everywhere, and never out of it."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from runbookc.config import Settings
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.dialects import Dialect
from runbookc.discovery.inventory import (
    DiskReader,
    Inventory,
    below,
    classify,
    is_left_out,
    source_folders,
)
from runbookc.source import Span

PAGE_SIZE_LIMIT = 10 * 1024 * 1024
"""Bytes that a page may have; a larger one is not read."""

_NOT_SOURCES = ({"pyvenv.cfg"}, {"manifest.json", "SHA256SUMS"})
"""Files that together tell a virtual environment, or a build of runbookc under any name."""

_START = Span(1, 1, 1, 1)


def discover(root: Path, settings: Settings, dialect: Dialect) -> Inventory:
    """List the pages and other files below a root.

    Hidden folders, `node_modules`, virtual environments and build output are left out. A symbolic
    link is followed only to a place inside the root, and only one deep, so no loop goes far.
    """
    walker = _Walker(Path(os.path.realpath(root)))
    walker.run()
    pages, files, fragments = classify(walker.paths, settings, dialect)
    sources = source_folders(settings, dialect)
    relevant = [item for item in walker.problems if any(below(item.path, s) for s in sources)]
    kept, problems = _readable(walker.root, pages)
    problems += relevant + _without_pages(settings, sources, pages)
    dropped = set(pages) - set(kept)
    return Inventory(
        kept,
        tuple(sorted({*files, *dropped})),
        tuple(sorted(problems, key=lambda item: (item.path, item.code))),
        DiskReader(walker.root),
        _ignored_lines(walker.root),
        fragments,
    )


@dataclass
class _Walker:
    """Collects the paths of regular files, and what is in the way."""

    root: Path
    paths: list[str] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def run(self) -> None:
        folders = [("", False)]
        while folders:
            folder, linked = folders.pop()
            folders += reversed(list(self._folder(folder, linked)))

    def _folder(self, folder: str, linked: bool) -> Iterator[tuple[str, bool]]:
        """Take the files of one folder; gives the folders in it, and whether a link led there."""
        try:
            with os.scandir(self.root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._problem(folder or ".", f"The folder cannot be read: {error.strerror}")
            return
        if folder and any(kind <= {entry.name for entry in entries} for kind in _NOT_SOURCES):
            return
        for entry in entries:
            if is_left_out(entry.name, folder):
                continue
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not _is_text(path):
                shown = path.encode("utf-8", "replace").decode()
                self._problem(shown, "The file's name is not UTF-8")
            elif entry.is_symlink():
                yield from self._symbolic_link(path, linked)
            elif entry.is_dir():
                yield path, linked
            elif entry.is_file():
                self.paths.append(path)
            else:
                self._problem(path, "This is no regular file")

    def _symbolic_link(self, path: str, linked: bool) -> Iterator[tuple[str, bool]]:
        real = Path(os.path.realpath(self.root / path))
        if not real.is_relative_to(self.root):
            self._problem(path, "The symbolic link leads out of the project; it is not followed")
            return
        try:
            mode = real.stat().st_mode
        except OSError:
            self._problem(path, "The symbolic link leads nowhere")
            return
        if stat.S_ISREG(mode):
            self.paths.append(path)
        elif stat.S_ISDIR(mode) and not linked:
            if Path(os.path.realpath((self.root / path).parent)).is_relative_to(real):
                self._problem(path, "The symbolic link leads to a folder around it; not followed")
            else:
                yield path, True

    def _problem(self, path: str, message: str) -> None:
        self.problems.append(_unreadable(path, message))


def _ignored_lines(root: Path) -> tuple[str, ...]:
    try:
        return tuple(
            (root / ".gitignore").read_text(encoding="utf-8", errors="replace").split("\n")
        )
    except OSError:
        return ()


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _readable(root: Path, pages: tuple[str, ...]) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The pages that can be read and are not too large, and what is wrong with the others."""
    kept, problems = [], []
    for page in pages:
        path = root / page
        try:
            size = path.stat().st_size
        except OSError as error:
            problems.append(unreadable(page, error))
            continue
        if size > PAGE_SIZE_LIMIT:
            message = f"The page has {size:,} bytes; more than {PAGE_SIZE_LIMIT:,} are not read"
            problems.append(Diagnostic("SRC002", "encoding", Severity.ERROR, message, page, _START))
        elif not os.access(path, os.R_OK):
            problems.append(unreadable(page, PermissionError(errno.EACCES, "permission denied")))
        else:
            kept.append(page)
    return tuple(kept), problems


def _without_pages(
    settings: Settings, sources: tuple[str, ...], pages: tuple[str, ...]
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
