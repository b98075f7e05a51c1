"""What git knows of the sources; a tree without git is fine too."""

import os
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from runbookc.source.frozen import dataclass

# The repository's own configuration may name programs; none of them is run.
_SAFELY = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "protocol.allow=never",
)


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


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a folder.

    Args:
        prefix: the folder from the repository's top, with a slash at its end, "" for the top
            itself, None where git knows of no work tree.
        remote: the address of `origin` as configured, or "".
        commit: the full commit, "" where there is none.
        branch: the branch, "" where none is checked out.
    """

    prefix: str | None
    remote: str
    commit: str
    branch: str


def repository_around(root: Path) -> Repository:
    """Ask git about the repository that a folder belongs to."""
    inside = ask_git(root, "rev-parse", "--is-inside-work-tree").strip() == "true"
    prefix = ask_git(root, "rev-parse", "--show-prefix").removesuffix("\n") if inside else None
    commit = ask_git(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()
    branch = ask_git(root, "rev-parse", "--abbrev-ref", "HEAD").strip() if commit else ""
    remote = ask_git(root, "config", "--get", "remote.origin.url").strip()
    return Repository(prefix, remote, commit, "" if branch == "HEAD" else branch)


def git_facts(root: Path, sources: Iterable[str]) -> GitFacts:
    """Ask git about a project.

    Args:
        root: the project's root.
        sources: paths of the files that were compiled, from the root; asked for where it matters.
    """
    facts = commit_facts(root, "HEAD")
    if not facts.commit:
        return facts
    prefix = ask_git(root, "rev-parse", "--show-prefix").strip("\n")
    status = ask_git(root, "status", "--porcelain", "-z", "--", ".")
    changed = (entry.removeprefix(prefix) for entry in _changed(status))
    return replace(facts, dirty=_touches(changed, sources))


def commit_facts(root: Path, commit: str) -> GitFacts:
    """What git knows of a commit; none of the sources differs from it."""
    date = iso_date(os.environ.get("SOURCE_DATE_EPOCH", ""))
    shown = ("--no-show-signature", "--format=%H %ct")
    head = ask_git(root, "log", "-1", *shown, "--end-of-options", commit, "--").split()
    if len(head) != 2:
        return GitFacts(date=date)
    return GitFacts(head[0], date=date or iso_date(head[1]))


def git_command(root: Path, *arguments: str) -> list[str]:
    """The command line of a question to git about the repository around a folder."""
    return ["git", *_SAFELY, "-C", str(root), *arguments]


def git_environment() -> dict[str, str]:
    """The environment for git: nothing points it elsewhere, and it asks nobody for anything."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    return environment | {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }


def ask_git(root: Path, *arguments: str, errors: str = "replace") -> str:
    """What git answers in a folder, "" where it cannot; nothing there is run or changed.

    Args:
        root: the folder.
        arguments: the question.
        errors: what becomes of bytes that are no UTF-8, as for `bytes.decode`.
    """
    try:
        done = subprocess.run(
            git_command(root, *arguments),
            capture_output=True,
            env=git_environment(),
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", errors) if done.returncode == 0 else ""


def _changed(status: str) -> Iterable[str]:
    """Paths from the repository's top; of a rename, the new one and then the old one."""
    entries = iter(status.split("\0"))
    for entry in entries:
        if entry:
            yield entry[3:]
            if "R" in entry[:2]:
                yield next(entries, "")


def _touches(changed: Iterable[str], sources: Iterable[str]) -> bool:
    """Whether a source changed; git names a wholly new folder with a slash at its end."""
    paths = list(changed)
    known = set(sources) if paths else set()
    return any(
        path in known or (path.endswith("/") and any(source.startswith(path) for source in known))
        for path in paths
    )


def iso_date(seconds: str | int) -> str:
    """Seconds since 1970 as ISO 8601, "" where they are not a number that a clock can show."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
