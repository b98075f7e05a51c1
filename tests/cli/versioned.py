"""A project under git, for commands that look at its past."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """Run git with its own configuration only."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_DATE": "2026-01-31T12:00:00Z",
        "GIT_COMMITTER_DATE": "2026-01-31T12:00:00Z",
    }
    identity = ("-c", "user.name=Writer", "-c", "user.email=writer@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, tag: str) -> str:
    """Commit everything under a tag, and give the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", tag, "--allow-empty")
    git(folder, "tag", tag)
    return git(folder, "rev-parse", "HEAD")


def edit(folder: Path, old: str, new: str) -> None:
    """Change the words of the page of upgrades."""
    page = folder / "docs/vaultkeeper/3.0/upgrade.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
