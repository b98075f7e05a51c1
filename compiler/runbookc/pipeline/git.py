"""What git knows of the sources; a tree without git is fine too."""

import os
import subprocess
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

# The repository's own configuration may name programs; none of them is run.
_SAFELY = ("-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")


@dataclass(frozen=True, slots=True)
class GitFacts:
    """The state of the sources.

    Args:
        commit: the full commit, "" where the tree is not under git.
        dirty: whether a source differs from that commit.
        date: ISO 8601 in UTC, of SOURCE_DATE_EPOCH or the commit, "" where there is neither.
    """

    commit: str = ""
    dirty: bool = False
    date: str = ""


def git_facts(root: Path, sources: Collection[str]) -> GitFacts:
    """Ask git about a project.

    Args:
        root: the project's root.
        sources: paths of the files that were compiled, from the root.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    date = _date(epoch)
    head = ask_git(root, "log", "-1", "--no-show-signature", "--format=%H %ct").split()
    if len(head) != 2:
        return GitFacts(date=date)
    commit, seconds = head
    prefix = ask_git(root, "rev-parse", "--show-prefix").strip("\n")
    status = ask_git(root, "status", "--porcelain", "-z", "--", ".")
    changed = (entry.removeprefix(prefix) for entry in _changed(status))
    return GitFacts(commit, _touches(changed, sources), date or _date(seconds))


def ask_git(root: Path, *arguments: str) -> str:
    """What git answers in a folder, "" where it cannot; nothing there is run or changed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    try:
        done = subprocess.run(
            ["git", *_SAFELY, "-C", str(root), *arguments],
            capture_output=True,
            env=environment,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _changed(status: str) -> Iterable[str]:
    """Paths from the repository's top; of a rename, the new one and then the old one."""
    entries = iter(status.split("\0"))
    for entry in entries:
        if entry:
            yield entry[3:]
            if "R" in entry[:2]:
                yield next(entries, "")


def _touches(changed: Iterable[str], sources: Collection[str]) -> bool:
    """Whether a source changed; git names a wholly new folder with a slash at its end."""
    known = set(sources)
    return any(
        path in known or (path.endswith("/") and any(source.startswith(path) for source in known))
        for path in changed
    )


def _date(seconds: str) -> str:
    """Seconds since 1970 as ISO 8601, "" where they are not a number that a clock can show."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
