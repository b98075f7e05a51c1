"""Files that moved, as git tells it."""

import subprocess
from pathlib import Path

import pytest

from runbookc.pipeline.moves import moved_files

TEXT = "".join(f"Line {number} of a page that moves.\n" for number in range(20))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(TEXT)
    commit(tmp_path)
    return tmp_path


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", "-C", root, *identity, *arguments], check=True)


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Change")


def test_a_file_is_followed_through_all_its_moves(root: Path) -> None:
    git(root, "mv", "docs/a.md", "docs/b.md")
    commit(root)
    git(root, "mv", "docs/b.md", "docs/ç d.md")
    commit(root)
    git(root, "mv", "docs/ç d.md", "docs/e.md")
    assert moved_files(root) == dict.fromkeys(
        ("docs/a.md", "docs/b.md", "docs/ç d.md"), "docs/e.md"
    )
    assert moved_files(root / "docs") == dict.fromkeys(("a.md", "b.md", "ç d.md"), "e.md")


def test_another_page_of_a_like_name_is_no_move(root: Path) -> None:
    (root / "docs" / "a.md").unlink()
    (root / "docs" / "b.md").write_text("".join(f"Other words, {n}.\n" for n in range(20)))
    commit(root)
    assert moved_files(root) == {}


def test_without_git_nothing_moved(tmp_path: Path) -> None:
    assert moved_files(tmp_path) == {}
