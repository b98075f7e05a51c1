"""`check --since` on the command line."""

import json
import subprocess
from pathlib import Path

import pytest

from runbookc.cli import main

PAGE = "# A\n\nSee [one](gone.md).\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(PAGE)
    (tmp_path / "b.md").write_text(PAGE)
    identity = ("-c", "user.name=Writer", "-c", "user.email=writer@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "first")):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    return tmp_path


def check(root: Path, *arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--root", str(root), *map(str, arguments)])
    return int(stop.value.code or 0)


def test_old_findings_do_not_fail(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(root, "--since", "HEAD") == 0
    captured = capsys.readouterr()
    assert captured.out == "no findings in 2 pages, 0 procedures\n"
    assert captured.err.endswith(": 0 of 2 findings\n")
    assert check(root, "--since", "HEAD", "--quiet") == 0
    assert capsys.readouterr().err == ""


def test_new_ones_fail_and_paths_narrow_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.md", "b.md"):
        (root / name).write_text(f"{PAGE}\nSee [two](lost.md).\n")
    assert check(root, "--since", "HEAD", "--format", "json", "a.md") == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["path"], found["range"]["start"]["line"]) == ("a.md", 5)


def test_a_baseline_still_accepts(root: Path, tmp_path: Path) -> None:
    (root / "a.md").write_text(f"{PAGE}\nSee [two](lost.md).\n")
    assert check(root, "--write-baseline", tmp_path / "accepted.json") == 0
    assert check(root, "--since", "HEAD") == 1
    assert check(root, "--since", "HEAD", "--baseline", tmp_path / "accepted.json") == 0


def test_what_is_no_revision_is_2_in_one_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(root, "--since", "nothing") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "error: --since nothing: there is no such revision\n"
