"""Which files of a project were moved, as git tells it."""

from collections.abc import Iterator
from pathlib import Path

from runbookc.pipeline.git import ask_git

_MOST_COMMITS = 2000
"""How far back the history is searched."""

_ALIKE = "-M60%"
"""How much of a file must have stayed for it to count as moved."""


def moved_files(root: Path) -> dict[str, str]:
    """The last path of every file that was moved, by each of its former paths.

    Moves that are not committed yet come first. Paths are posix, from the project's root; what was
    moved out of it is left out. Without git nothing was moved.
    """
    options = (_ALIKE, "--diff-filter=R", "--name-status", "-z", "--relative", "--no-ext-diff")
    moves = ask_git(root, "diff", *options, "HEAD", "--", ".")
    moves += ask_git(
        root,
        "log",
        *options,
        "--no-show-signature",
        f"--max-count={_MOST_COMMITS}",
        "--format=",
        "--",
        ".",
    )
    now: dict[str, str] = {}
    for old, new in _pairs(moves):
        now.setdefault(old, now.get(new, new))
    return {old: new for old, new in now.items() if old != new}


def _pairs(answer: str) -> Iterator[tuple[str, str]]:
    """The renames in git's answer, newest first: `R097`, the old path, the new path."""
    fields = iter(answer.split("\0"))
    for status in fields:
        if status.startswith("R"):
            yield next(fields, ""), next(fields, "")
