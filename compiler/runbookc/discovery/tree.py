"""Walks a project's folder: in one order everywhere, and never out of it.

The walk notes what the machine says of each file, so that a later run can tell, without reading
anything, that nothing has changed. It loads no other stage: often it is all that a check does.
"""

import marshal
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

from runbookc.config.place import text_inside

_IGNORED_ANYWHERE = {"node_modules", "__pycache__"}
_IGNORED_AT_ROOT = {"build", "dist", "target"}
_NOT_SOURCES = ({"pyvenv.cfg"}, {"manifest.json", "SHA256SUMS"})
"""Files that together tell a virtual environment, or a build of runbookc under any name."""
_GIT_IGNORE = ".gitignore"
_STEP = 2_000_000_000
"""Nanoseconds: the longest step of a file system's clock."""

Stamp = tuple[int, int, int, int]
"""Size, time of the last change of the content and of the file, both in nanoseconds, and inode."""


@dataclass
class Tree:
    """The regular files below a root.

    Args:
        root: its real path.
        files: by posix path from the root, in the order of the walk, what the machine says of each.
        problems: path and message of what is in the way.
        ignored: the lines of the root's `.gitignore`.
        taken: when the walk began, in nanoseconds.
    """

    root: Path
    files: dict[str, Stamp] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    taken: int = 0

    @cached_property
    def digest(self) -> str:
        """What stands for every file below the root: its name, its size, its times."""
        # Version 2 writes equal values alike, and in a fifth of the time of any text.
        said = marshal.dumps((list(self.files.items()), self.problems, self.ignored), 2)
        return blake2b(said, digest_size=16).hexdigest()

    def recent(self, since: int | None = None) -> frozenset[str]:
        """The files that may have changed at the time of a walk, or after it, unnoticed.

        A clock that moves in steps gives the same time to two changes in a row, and another
        machine's clock may be late: what is that young is told by its content.

        Args:
            since: when the walk began; None means this one.
        """
        limit = (self.taken if since is None else since) - _STEP
        return frozenset(
            path
            for path, (_, modified, changed, _) in self.files.items()
            if modified >= limit or changed >= limit
        )


def walk_tree(root: Path) -> Tree:
    """List what is below a root.

    Hidden folders, `node_modules`, virtual environments and build output are left out. A symbolic
    link is followed only to a place inside the root, and only one deep, so no loop goes far.
    """
    tree = Tree(Path(os.path.realpath(root)), taken=time.time_ns())
    folders = [("", False)]
    while folders:
        folder, linked = folders.pop()
        folders += reversed(list(_folder(tree, folder, linked)))
    tree.ignored = _ignored_lines(tree.root)
    return tree


def is_left_out(name: str, folder: str) -> bool:
    """Whether the folder of this name, in another one, is not searched: hidden, or build output."""
    return (
        name.startswith(".")
        or name in _IGNORED_ANYWHERE
        or (not folder and name in _IGNORED_AT_ROOT)
    )


def _folder(tree: Tree, folder: str, linked: bool) -> Iterator[tuple[str, bool]]:
    """Take the files of one folder; gives the folders in it, and whether a link led there."""
    try:
        with os.scandir(tree.root / folder) as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError as error:
        tree.problems.append((folder or ".", f"The folder cannot be read: {error.strerror}"))
        return
    if folder and _is_no_source({entry.name for entry in entries}):
        return
    before = f"{folder}/" if folder else ""
    for entry in entries:
        name = entry.name
        if is_left_out(name, folder):
            continue
        path = before + name
        if not name.isascii() and not _is_text(name):
            shown = path.encode("utf-8", "replace").decode()
            tree.problems.append((shown, "The file's name is not UTF-8"))
        elif entry.is_file(follow_symlinks=False):
            _add(tree, path, entry)
        elif entry.is_symlink():
            yield from _symbolic_link(tree, path, linked)
        elif entry.is_dir():
            yield path, linked
        else:
            tree.problems.append((path, "This is no regular file"))


def _is_no_source(names: set[str]) -> bool:
    return any(kind <= names for kind in _NOT_SOURCES)


def _add(tree: Tree, path: str, entry: "os.DirEntry[str]") -> None:
    try:
        found = entry.stat()
    except OSError:
        return  # It vanished since its folder was read.
    tree.files[path] = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _symbolic_link(tree: Tree, path: str, linked: bool) -> Iterator[tuple[str, bool]]:
    real = Path(os.path.realpath(tree.root / path))
    if not real.is_relative_to(tree.root):
        message = "The symbolic link leads out of the project; it is not followed"
        tree.problems.append((path, message))
        return
    try:
        found = real.stat()
    except OSError:
        tree.problems.append((path, "The symbolic link leads nowhere"))
        return
    if stat.S_ISREG(found.st_mode):
        tree.files[path] = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    elif stat.S_ISDIR(found.st_mode) and not linked:
        if Path(os.path.realpath((tree.root / path).parent)).is_relative_to(real):
            message = "The symbolic link leads to a folder around it; not followed"
            tree.problems.append((path, message))
        else:
            yield path, True


def _ignored_lines(root: Path) -> tuple[str, ...]:
    try:
        text = text_inside(root / _GIT_IGNORE, root, errors="replace")
    except OSError:
        return ()
    return tuple(text.split("\n"))


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
