"""Mended pages on the disk."""

import os
from pathlib import Path

import pytest

from runbookc.pipeline import OutputError
from runbookc.pipeline.rewrite import Change, rewrite, why_not


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    for name in ("a.md", "b.md"):
        (root / "docs" / name).write_bytes(b"old\r\n")
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (root / "docs").iterdir()}


def test_files_are_replaced_and_keep_their_mode(root: Path) -> None:
    (root / "docs" / "a.md").chmod(0o640)
    rewrite(root, {"docs/a.md": Change(b"old\r\n", b"new\r\n")})
    assert contents(root) == {"a.md": b"new\r\n", "b.md": b"old\r\n"}
    assert (root / "docs" / "a.md").stat().st_mode & 0o777 == 0o640


def test_a_file_that_changed_meanwhile_keeps_all_others_as_they_are(root: Path) -> None:
    changes = {"docs/a.md": Change(b"old\r\n", b"new"), "docs/b.md": Change(b"older", b"new")}
    with pytest.raises(OutputError, match=r"docs/b\.md: it changed meanwhile; nothing was fixed"):
        rewrite(root, changes)
    assert contents(root) == {"a.md": b"old\r\n", "b.md": b"old\r\n"}


def test_when_the_machine_refuses_one_the_others_are_put_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b.md" and self.read_bytes() == b"new":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    changes = {f"docs/{name}.md": Change(b"old\r\n", b"new") for name in "ab"}
    with pytest.raises(OutputError, match="no space left on device; nothing was fixed"):
        rewrite(root, changes)
    assert contents(root) == {"a.md": b"old\r\n", "b.md": b"old\r\n"}


def test_links_and_folders_are_not_written(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"old\r\n")
    (root / "docs" / "out.md").symlink_to(outside)
    (root / "docs" / "in.md").symlink_to(root / "docs" / "a.md")
    (root / "linked").symlink_to(root / "docs")
    for path in ("docs/out.md", "docs/in.md", "linked/a.md"):
        assert why_not(root, path) == "a symbolic link leads to it"
    assert why_not(root, "docs") == "it is no regular file"
    assert why_not(root, "docs/gone.md") == "no such file or directory"
    assert why_not(root, "docs/a.md") == ""
    with pytest.raises(OutputError):
        rewrite(root, {"docs/out.md": Change(b"old\r\n", b"new")})
    assert outside.read_bytes() == b"old\r\n"


def test_a_file_without_permission_is_not_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A file's mode would not stop the superuser, whom many CI servers are.
    refused = root / "docs" / "a.md"
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != refused)
    assert why_not(root, "docs/a.md") == "no permission to write it"
    assert why_not(root, "docs/b.md") == ""
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != refused.parent)
    assert why_not(root, "docs/a.md") == "no permission to write it"
    with pytest.raises(OutputError):
        rewrite(root, {"docs/a.md": Change(b"old\r\n", b"new")})
    assert contents(root) == {"a.md": b"old\r\n", "b.md": b"old\r\n"}
