"""The project as it was at a revision, read from git's objects alone.

Git is never asked about the files of the working tree: what it would run to read those (filters,
monitors, converters) is named by a configuration that need not be trusted.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path, PurePosixPath
from typing import IO

from runbookc.discovery import is_left_out
from runbookc.pipeline.errors import RevisionError
from runbookc.pipeline.git import git_command, git_environment
from runbookc.source.frozen import dataclass

_SHALLOW = (
    "this clone is shallow: fetch its history (`git fetch --unshallow`; "
    "`fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` in GitLab)"
)
_IMAGES = frozenset(".png .jpg .jpeg .gif .svg .webp .avif .ico .bmp .tif .tiff".split())
_ONLY_NAMES = _IMAGES | frozenset(
    ".pdf .zip .gz .tgz .7z .rar .exe .msi .dll .jar .mp4 .webm .mov .mp3 .woff .woff2 .ttf .otf"
    " .eot .docx .xlsx .pptx .map .lock".split()
)
"""Of such files nobody but a reader of runbooks reads more than the name."""

_NEEDED = frozenset(".md .mdx .markdown .yml .yaml .toml .json .js .mjs .cjs .ts .mts .cts".split())
"""Pages and configuration: without them, nothing can be said."""

_PIECE = 1024 * 1024

_LINK, _SUBMODULE = "120000", "160000"


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit to compare with.

    Args:
        root: the project's root.
        name: how the user calls it.
        commit: the full commit.
        option: the option that the user wrote before the name, for messages.
    """

    root: Path
    name: str
    commit: str
    option: str = ""

    @property
    def asked(self) -> str:
        """What the user asked for."""
        return f"{self.option} {self.name}".strip()


@dataclass(frozen=True)
class Tree:
    """The files of a revision below the project's root.

    Args:
        revision: the commit.
        blobs: mode and id of each file by its posix path from the root.
        submodules: the folders that belong to other repositories.
    """

    revision: Revision
    blobs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    submodules: tuple[str, ...] = ()

    def is_changed(self, path: str, content: bytes) -> bool:
        """Whether a file of this tree has other bytes now."""
        identity = self.blobs[path][1]
        made = hashlib.new("sha1" if len(identity) == 40 else "sha256", usedforsecurity=False)
        made.update(b"blob %d\0" % len(content))
        made.update(content)
        return made.hexdigest() != identity

    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each file with its bytes, one at a time.

        Raises:
            RevisionError: git does not have them.
        """
        for path, size, stream in self._objects(paths):
            yield path, stream.read(size)

    def write(self, folder: Path, *, images: bool = False) -> None:
        """Write the files into an empty folder; images and the like by their names only.

        Args:
            folder: where to.
            images: whether images are written with what they hold.

        Raises:
            RevisionError: git does not have them.
        """
        links, full = [], []
        for path, (mode, _) in self.blobs.items():
            if not _is_inner(path) or _is_left_out(path):
                continue
            if mode == _LINK:
                links.append(path)
            else:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).touch()
                suffix = PurePosixPath(path).suffix.lower()
                if suffix not in _ONLY_NAMES or (images and suffix in _IMAGES):
                    full.append(path)
        for path, size, stream in self._objects(full):
            with (folder / path).open("wb") as file:
                for start in range(0, size, _PIECE):
                    file.write(stream.read(min(_PIECE, size - start)))
        # Links come last: nothing was written through one.
        for path, content in self.contents(links):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).symlink_to(os.fsdecode(content))

    def _objects(self, paths: Iterable[str]) -> Iterator[tuple[str, int, IO[bytes]]]:
        """Each file with its size and the stream to read just that much from."""
        wanted = [(path, self.blobs[path][1]) for path in paths]
        if not wanted:
            return
        with subprocess.Popen(
            git_command(self.revision.root, "cat-file", "--batch"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=git_environment(),
        ) as process:
            assert process.stdin is not None and process.stdout is not None
            for path, identity in wanted:
                process.stdin.write(f"{identity}\n".encode())
                process.stdin.flush()
                header = process.stdout.readline().split()
                if len(header) == 3:
                    yield path, int(header[2]), process.stdout
                    process.stdout.read(1)
                elif PurePosixPath(path).suffix.lower() in _NEEDED:
                    raise RevisionError(
                        f"{self.revision.asked}: this clone lacks {path} as it was then; "
                        "fetch it (`git fetch --refetch --no-filter`)"
                    )


def find_revision(root: Path, name: str) -> Revision:
    """Where the history of a revision and of the working tree parted.

    Raises:
        RevisionError: there is no git, no repository, no such revision or no common history.
    """
    found = find_commit(root, name, "--since")
    base = _ask(
        root,
        "merge-base",
        found.commit,
        "HEAD",
        failing=f"{found.asked}: it has no history in common with the working tree",
        shallow=True,
    )
    return replace(found, commit=base)


def find_commit(root: Path, name: str, option: str = "") -> Revision:
    """A revision itself.

    Raises:
        RevisionError: there is no git, no repository, no commit or no such revision.
    """
    asked = f"{option} {name}".strip()
    _ask(root, "rev-parse", "--git-dir", failing=f"{asked}: there is no git repository to use")
    head = ("rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    _ask(root, *head, failing=f"{asked}: there is no commit yet")
    commit = _ask(
        root,
        "rev-parse",
        "--quiet",
        "--verify",
        "--end-of-options",
        f"{name}^{{commit}}",
        failing=f"{asked}: there is no such revision",
        shallow=True,
    )
    return Revision(root, name, commit, option)


def is_in_history(root: Path, commit: str) -> bool:
    """Whether a commit is the one that is checked out, or one before it.

    Objects of other branches, which anybody may have proposed, may be there too.
    """
    asked = ("merge-base", "--is-ancestor", commit, "HEAD")
    try:
        return _run(root, *asked).returncode == 0
    except RevisionError:
        return False


def tree_at(revision: Revision) -> Tree:
    """The files of a revision; none where the project's folder was not there yet.

    Raises:
        RevisionError: git does not have its list.
    """
    prefix = _run(revision.root, "rev-parse", "--show-prefix").stdout.removesuffix(b"\n")
    place = f"{revision.commit}:{os.fsdecode(prefix)}"
    if _run(revision.root, "rev-parse", "--quiet", "--verify", place).returncode:
        return Tree(revision)
    listed = _ask(
        revision.root,
        *("ls-tree", "-r", "-z", "--full-tree", place),
        failing=f"{revision.asked}: its files cannot be listed",
    )
    blobs: dict[str, tuple[str, str]] = {}
    submodules = []
    for entry in listed.split("\0"):
        facts, _, path = entry.partition("\t")
        if path:
            mode, _, identity = facts.split()
            if mode == _SUBMODULE:
                submodules.append(path)
            else:
                blobs[path] = (mode, identity)
    return Tree(revision, blobs, tuple(submodules))


def ignored(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of some paths that git is told to ignore: a build makes them, no change does."""
    asked = "\0".join(paths)
    if not asked:
        return frozenset()
    done = _run(root, "check-ignore", "--stdin", "-z", given=os.fsencode(asked))
    return frozenset(os.fsdecode(done.stdout).split("\0")) - {""}


def _ask(root: Path, *arguments: str, failing: str, shallow: bool = False) -> str:
    """Git's answer; else the error says what fails, and in git's words why."""
    done = _run(root, *arguments)
    if done.returncode == 0:
        return os.fsdecode(done.stdout).removesuffix("\n")
    if shallow and _run(root, "rev-parse", "--is-shallow-repository").stdout == b"true\n":
        raise RevisionError(f"{failing}; {_SHALLOW}")
    reason = os.fsdecode(done.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
    raise RevisionError(f"{failing} ({reason})" if reason else failing)


def _run(root: Path, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(
            git_command(root, *arguments),
            input=given,
            capture_output=True,
            env=git_environment(),
            timeout=120,
            check=False,
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RevisionError(f"git is needed, and cannot be run: {reason}") from None
    except subprocess.TimeoutExpired:
        raise RevisionError("git gave no answer in two minutes") from None


def _is_inner(path: str) -> bool:
    """Whether a path of a tree, which anybody may have made, stays inside the folder."""
    inner = PurePosixPath(path)
    odd = "\\" in path and os.sep == "\\"
    return not (inner.is_absolute() or ".." in inner.parts or ".git" in inner.parts or odd)


def _is_left_out(path: str) -> bool:
    *folders, _ = path.split("/")
    return any(is_left_out(name, "/".join(folders[:depth])) for depth, name in enumerate(folders))
