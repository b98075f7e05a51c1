"""When each file of a project was last changed, as far as git knows.

What git cannot know is left out rather than guessed: a file that differs from what is committed,
one that was last changed before a shallow clone begins, a tree without git.
"""

import contextlib
import hashlib
import json
import posixpath
from collections.abc import Callable, Collection, Iterable
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, Final, Literal

from runbookc.pipeline.cache import FOLDER, make_folder
from runbookc.pipeline.git import ask_git, iso_date
from runbookc.pipeline.last_changes import Change, Tree, last_changes, tree_at
from runbookc.source.frozen import dataclass
from runbookc.source.writing import replace_file

_FILE: Final = "history.json"
_FORMAT: Final = {"format": "runbookc-history", "version": 1}
_LARGEST: Final = 64 * 1024 * 1024
_LEARNT: Final = ("_tree", "changes")
_WORTH_KEEPING: Final = 200
"""So many commits are read again in less time than a reader notices."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """The commit that gave a file its content.

    Args:
        commit: the full commit.
        date: ISO 8601 in UTC.
        module: the folder of the submodule whose commit it is, "" for the project's own.
    """

    commit: str
    date: str
    module: str = ""


class History:
    """The history of a project's files; git is asked when somebody wants to know.

    Args:
        root: the project's root, inside a repository or at its top.
        paths: the files that may be asked for, posix, from the root.
        read: gives the content of a file as it is compiled; may raise OSError.
        remembered: whether `.runbookc_cache/` may be read and written.
        before: what was learnt of the same project before; it holds while the commit is the same.
    """

    def __init__(
        self,
        root: Path,
        paths: Collection[str],
        read: Callable[[str], bytes],
        *,
        remembered: bool = True,
        before: "History | None" = None,
    ) -> None:
        self._root = root
        self._paths = paths
        self._read = read
        self._remembered = remembered
        self._states: dict[str, _State] = {}
        self._before = before._states if before is not None else {}
        self.of = cache(self._of)
        """The last change of a file; None where it is not known."""

    @property
    def commit(self) -> str:
        """The commit that is checked out, "" without git."""
        return self._own.head

    @cached_property
    def date(self) -> str:
        """When that was committed, ISO 8601 in UTC; "" without git."""
        shown = ask_git(self._root, "log", "-1", "--no-show-signature", "--format=%ct", "HEAD")
        return iso_date(shown.strip())

    def differs(self, paths: Iterable[str]) -> bool:
        """Whether one of these files is not as it is committed."""
        return any(self.state_of(path) == "changed" for path in paths)

    def state_of(self, path: str) -> Literal["committed", "older", "changed", "unknown"]:
        """What is known of a file; older than where a shallow clone begins is `older`."""
        if not self.commit:
            return "unknown"
        if self.of(path) is not None:
            return "committed"
        module, inner = self._place(path)
        state = self._state(module)
        return "older" if state.is_committed(inner, partial(self._content, path)) else "changed"

    def _of(self, path: str) -> LastChange | None:
        module, inner = self._place(path)
        state = self._state(module)
        if not state.is_committed(inner, partial(self._content, path)):
            return None
        change = state.changes.get(inner)
        return LastChange(change.commit, iso_date(change.seconds), module) if change else None

    def _place(self, path: str) -> tuple[str, str]:
        """The submodule in which a file stands, "" where it is in none, and its path there."""
        module, inner = "", path
        while found := self._state(module).module_of(inner):
            module, inner = posixpath.join(module, found), inner[len(found) + 1 :]
        return module, inner

    def _content(self, path: str) -> bytes | None:
        try:
            return self._read(path)
        except OSError:
            return None

    @property
    def _own(self) -> "_State":
        return self._state("")

    def _state(self, module: str) -> "_State":
        if module not in self._states:
            start = f"{module}/" if module else ""
            paths = {path.removeprefix(start) for path in self._paths if path.startswith(start)}
            file = self._root / FOLDER / _FILE if self._remembered and not module else None
            state = self._states[module] = _State(self._root / module, paths, file)
            if before := self._before.get(module):
                state.take_over(before)
        return self._states[module]


class _State:
    """What is checked out in one repository, below one folder.

    Args:
        root: the folder.
        paths: the files there that may be asked for.
        file: where the changes are remembered.
    """

    def __init__(self, root: Path, paths: Collection[str], file: Path | None) -> None:
        self._root = root
        self._paths = paths
        self._file = file
        asked = ("rev-parse", "--is-shallow-repository", "--git-path", "shallow", "--verify")
        answer = ask_git(root, *asked, "HEAD^{commit}").splitlines()
        shallow, place, self.head = answer if len(answer) == 3 else ("", "", "")
        self._boundary = self._read_boundary(place) if shallow == "true" else ()

    def _read_boundary(self, place: str) -> tuple[str, ...]:
        try:
            return tuple(sorted((self._root / place).read_text("ascii").split()))
        except (OSError, ValueError):
            return (self.head,)

    def take_over(self, other: "_State") -> None:
        """Take what another state has learnt, where it is of the same commit and files."""
        mine, its = ((one.head, one._boundary, one._paths) for one in (self, other))
        if mine == its:
            known = vars(other)
            vars(self).update({name: known[name] for name in _LEARNT if name in known})

    @cached_property
    def _tree(self) -> Tree:
        return tree_at(self._root, self.head) if self.head else Tree({}, ())

    def module_of(self, path: str) -> str:
        """The folder of the submodule in which a file stands, "" where it is in none."""
        modules = (one for one in self._tree.modules if path.startswith(f"{one}/"))
        return next(modules, "")

    def is_committed(self, path: str, read: Callable[[], bytes | None]) -> bool:
        """Whether a file is as it is committed, but for line ends that git may have changed.

        Args:
            path: from the repository's folder.
            read: gives its content; None where there is none.
        """
        blob = self._tree.blobs.get(path)
        content = read() if blob is not None else None
        if blob is None or content is None:
            return False
        return blob == _blob(content, blob) or (
            b"\r\n" in content and blob == _blob(content.replace(b"\r\n", b"\n"), blob)
        )

    @cached_property
    def changes(self) -> dict[str, Change | None]:
        """The last change of each file."""
        blobs = self._tree.blobs
        wanted = {path: blobs[path] for path in self._paths if path in blobs}
        known = self._recall(wanted.keys())
        if known is None:
            known, commits = last_changes(self._root, self.head, wanted, self._boundary)
            if commits >= _WORTH_KEEPING:
                self._keep(known)
        return known

    @cached_property
    def _stamp(self) -> dict[str, Any]:
        boundary = hashlib.sha256(" ".join(self._boundary).encode()).hexdigest()
        return {**_FORMAT, "head": self.head, "boundary": boundary}

    def _recall(self, paths: Collection[str]) -> dict[str, Change | None] | None:
        """What an earlier run learnt of these files at this commit; None where none did."""
        if self._file is None or self._file.parent.is_symlink():
            return None
        try:
            if self._file.stat().st_size > _LARGEST:
                return None
            document = json.loads(self._file.read_bytes())
            if {key: document.get(key) for key in self._stamp} != self._stamp:
                return None
            changes = document["changes"]
            return {path: _change(changes[path]) for path in paths}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _keep(self, changes: dict[str, Change | None]) -> None:
        if self._file is None or self._file.parent.is_symlink():
            return
        entries = {path: one and [one.commit, one.seconds] for path, one in changes.items()}
        document = {**self._stamp, "changes": dict(sorted(entries.items()))}
        with contextlib.suppress(OSError):
            make_folder(self._file.parent)
            replace_file(self._file, json.dumps(document).encode())


def _change(entry: Any) -> Change | None:
    """An entry of the file.

    Raises:
        ValueError: it is none.
    """
    if entry is None:
        return None
    commit, seconds = entry
    if not (isinstance(commit, str) and commit.isalnum() and type(seconds) is int):
        raise ValueError
    return Change(commit, seconds)


def _blob(content: bytes, like: str) -> str:
    """The name under which git keeps a content, by the algorithm of another such name."""
    algorithm = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return algorithm(b"blob %d\0" % len(content) + content).hexdigest()
