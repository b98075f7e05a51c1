"""In which commit each file got the content that it has, from one pass over git's history.

Every file is followed from the commit that is checked out to the one where its content came about:
through merges on the side that it was taken from, through renames that changed nothing else.
"""

import os
import subprocess
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from runbookc.pipeline.git import ask_git, git_command, git_environment
from runbookc.source.frozen import dataclass

_FILE_MODES = frozenset({"100644", "100755"})
_MODULE_MODE = "160000"
_CHUNK = 1 << 16
_MOST_COMMITS = 200_000
"""What lies further back is not looked for."""
_LOG = (
    "log",
    "--topo-order",
    f"--max-count={_MOST_COMMITS}",
    # Every commit below the folder, and of each what it changed there: what a merge took from
    # elsewhere than its first parent is told apart by the content.
    "--full-history",
    "--sparse",
    "--diff-merges=first-parent",
    "--root",
    "--raw",
    "-z",
    "--no-abbrev",
    "-M100%",
    "--relative",
    # What a user's own configuration may have added.
    "--no-follow",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-notes",
    "--no-color",
    "--format=%x01%H %ct %P",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that gave a file its content.

    Args:
        commit: the full commit.
        seconds: when it was committed, in seconds since 1970.
    """

    commit: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Tree:
    """What git keeps below a folder at a commit.

    Args:
        blobs: the hash of each file's content, by path from the folder.
        modules: the folders of submodules.
    """

    blobs: Mapping[str, str]
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Diff:
    """One file in a commit; `old` is its path before, where the commit did nothing but move it."""

    path: str
    old: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Commit:
    change: Change
    parents: tuple[str, ...]
    diffs: tuple[_Diff, ...]


def tree_at(root: Path, commit: str) -> Tree:
    """What git keeps below a folder at a commit; nothing where it does not know."""
    blobs: dict[str, str] = {}
    modules: list[str] = []
    for entry in ask_git(root, "ls-tree", "-r", "-z", commit, errors="surrogateescape").split("\0"):
        about, _, path = entry.partition("\t")
        mode, _, rest = about.partition(" ")
        if mode in _FILE_MODES:
            blobs[path] = rest.rpartition(" ")[2]
        elif mode == _MODULE_MODE:
            modules.append(path)
    return Tree(blobs, tuple(modules))


def last_changes(
    root: Path, head: str, wanted: Mapping[str, str], boundary: Collection[str]
) -> tuple[dict[str, Change | None], int]:
    """The commit that gave each file its content.

    Args:
        root: a folder below which the files stand.
        head: the commit at which they have this content.
        wanted: the hash of the content, by path from the folder.
        boundary: where a shallow clone ends.

    Returns:
        The change by path, None for what came about where nothing is known any more; and how many
        commits were read.
    """
    walk = _Walk(head, wanted, frozenset(boundary))
    with _history(root, head) as commits:
        for commit in commits:
            walk.visit(commit)
            if walk.is_done:
                break
    return walk.result(), walk.commits


class _Walk:
    """Follows files from a commit to its parents; each commit comes after all that lead to it."""

    def __init__(self, head: str, wanted: Mapping[str, str], boundary: frozenset[str]) -> None:
        self._wanted = wanted
        self._boundary = boundary
        self.commits = 0
        self._found: dict[str, Change] = {}
        self._unknown: set[str] = set()
        self._merged: dict[str, Change] = {}
        # By commit: which files, by the name that they have today, stand there under which name.
        self._sought: dict[str, dict[str, list[str]]] = {}
        if wanted:
            self._sought[head] = {path: [path] for path in wanted}

    @property
    def is_done(self) -> bool:
        """Whether nothing is sought any more."""
        return not self._sought

    def result(self) -> dict[str, Change | None]:
        """What was found; what no parent of a merge has came about in the merge."""
        for here in self._sought.values():
            for names in here.values():
                self._unknown.update(names)
        made = {path: change for path, change in self._merged.items() if path not in self._unknown}
        known = made | self._found
        return {path: known.get(path) for path in self._wanted}

    def visit(self, commit: _Commit) -> None:
        """Find what the commit made, and hand on the rest."""
        self.commits += 1
        here = self._sought.pop(commit.change.commit, None)
        if here is None:
            return
        if commit.change.commit in self._boundary:
            for names in here.values():
                self._unknown.update(names)
            return
        elsewhere = self._part(commit, here)
        for parent in commit.parents[:1]:
            self._hand_on(parent, here)
        for parent in commit.parents[1:]:
            self._hand_on(parent, {path: list(names) for path, names in elsewhere.items()})

    def _part(self, commit: _Commit, here: dict[str, list[str]]) -> dict[str, list[str]]:
        """Leave what the first parent has, by its names there.

        Returns:
            What a merge may have taken from another parent; else the commit made it.
        """
        before: dict[str, list[str]] = {}
        elsewhere: dict[str, list[str]] = {}
        for diff in commit.diffs:
            names = here.pop(diff.path, [])
            if names and diff.before == diff.after:
                before.setdefault(diff.old, []).extend(names)
                continue
            # On the side of a merge that another content was taken from, nothing is right.
            names = [name for name in names if self._wanted[name] == diff.after]
            made = dict.fromkeys(names, commit.change)
            if len(commit.parents) < 2:
                self._found.update(made)
            elif names:
                self._merged.update(made)
                elsewhere[diff.path] = names
        for path, names in before.items():
            here.setdefault(path, []).extend(names)
        return elsewhere

    def _hand_on(self, parent: str, files: dict[str, list[str]]) -> None:
        known = self._sought.get(parent)
        if not files:
            return
        if known is None:
            self._sought[parent] = files
            return
        if len(known) < len(files):
            known, files = files, known
            self._sought[parent] = known
        for path, names in files.items():
            known.setdefault(path, []).extend(names)


@contextmanager
def _history(root: Path, head: str) -> Iterator[Iterator[_Commit]]:
    """The commits from one backwards, as git tells them; it is stopped when nobody listens."""
    # To keep to a folder costs git a quarter of its time, also where that is the whole tree.
    folder = () if (root / ".git").exists() else ("--", ".")
    command = git_command(root, *_LOG, head, *folder)
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=git_environment()
        )
    except OSError:
        yield iter(())
        return
    assert process.stdout is not None
    try:
        yield _commits(_fields(process.stdout))
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _fields(stream: IO[bytes]) -> Iterator[str]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from map(os.fsdecode, whole)
    if rest:
        yield os.fsdecode(rest)


def _commits(fields: Iterator[str]) -> Iterator[_Commit]:
    head: list[str] = []
    diffs: list[_Diff] = []
    for raw in fields:
        field = raw.lstrip("\n")
        if field.startswith("\x01"):
            if head:
                yield _commit(head, diffs)
            head, diffs = field[1:].split(), []
        elif field.startswith(":"):
            _, _, before, after, status = field.split(" ")
            old = next(fields, "")
            path = next(fields, "") if status.startswith("R") else old
            diffs.append(_Diff(path, old, before, after))
    if head:
        yield _commit(head, diffs)


def _commit(head: list[str], diffs: list[_Diff]) -> _Commit:
    return _Commit(Change(head[0], int(head[1])), tuple(head[2:]), tuple(diffs))
