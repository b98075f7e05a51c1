"""Two builds of the same sources are the same, byte by byte, whatever is around them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from runbookc.pipeline.render import FORMATS
from tests.cli.versioned import commit
from tests.pipeline.test_build import INSTALL, PNG, UPGRADE, tree

VAULT = "docs/vault/3.0"
FILES = {
    f"{VAULT}/upgrade.md": UPGRADE.replace(
        "then see", "see the [topic](topic.md), then see"
    ).encode(),
    f"{VAULT}/install.md": INSTALL.encode(),
    f"{VAULT}/topic.md": "# Größe\n\n:::warning\nStop.\n:::\n\n![One](installer.png)\n".encode(),
    f"{VAULT}/installer.png": PNG,
    "docs/vault/2.5/upgrade.md": UPGRADE.partition("## Upgrade Procedure for 2.0")[0].encode(),
    "docs/Ä b/x.md": b"# X\n\n1. Go.\n2. Stop.\n",
    "docs/vault/2.5/installer.png": PNG,
    "runbookc.toml": (
        'site_url = "https://docs.example.com"\n'
        f'runbooks = {{organisation = "Harbour", formats = {json.dumps(FORMATS)}}}\n'
    ).encode(),
}


def write(folder: Path, paths: Iterable[str], age: int) -> None:
    """Write the files in an order, and make them as old as that."""
    for number, path in enumerate(paths):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(FILES[path])
        os.utime(folder / path, (age + number, age + number))


def built(root: Path, out: Path, jobs: int = 1, **environment: str) -> dict[str, bytes]:
    """Everything that the command writes."""
    clean = {
        k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "LANG", "LC_ALL")
    }
    command = [sys.executable, "-m", "runbookc", "build", "--root", root, "--out", out]
    subprocess.run(
        [*map(str, command), "--jobs", str(jobs), "--quiet"],
        env={**clean, **environment},
        cwd=out.parent,
        check=True,
    )
    return tree(out)


@pytest.fixture
def first(tmp_path: Path) -> Path:
    root = tmp_path / "first"
    write(root, FILES, 1_700_000_000)
    commit(root, "one")
    return root


def test_folder_machine_and_order_make_no_difference(first: Path, tmp_path: Path) -> None:
    there = tmp_path / "another folder" / "ü"
    write(there, reversed(FILES), 1_000_000_000)
    shutil.copytree(first / ".git", there / ".git")
    here = built(first, tmp_path / "out", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    old_mask = os.umask(0o077)
    try:
        other = built(
            there, there / "build", 2, PYTHONHASHSEED="4242", TZ="Asia/Tokyo", LC_ALL="C.UTF-8"
        )
    finally:
        os.umask(old_mask)
    assert sorted(other) == sorted(here)
    assert [path for path in here if here[path] != other[path]] == []
    suffixes = {Path(path).suffix for path in here if path.startswith("runbooks/")}
    assert len(suffixes) >= len(FORMATS)
    assert any(path.startswith("site/") for path in here)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_standard_tools_verify_a_whole_build(first: Path, tmp_path: Path) -> None:
    files = built(first, tmp_path / "out")
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    subprocess.run(check, cwd=tmp_path / "out", check=True)
    listed = {line.split("  ", 1)[1] for line in files["SHA256SUMS"].decode().splitlines()}
    assert listed == files.keys() - {"SHA256SUMS"}
    manifest = json.loads(files["manifest.json"])
    assert {one["path"] for one in manifest["files"]} == listed - {"manifest.json"}


def test_without_git_only_commit_and_date_differ(first: Path, tmp_path: Path) -> None:
    there = tmp_path / "second"
    write(there, FILES, 1_000_000_000)
    here = built(first, tmp_path / "a")
    other = built(there, tmp_path / "b", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert sorted(here.keys() - {"site/runbooks.atom"}) == sorted(other), "a feed needs dates"
    runbooks = [path for path in here if path.startswith("runbooks/") and path.endswith(".json")]
    assert runbooks
    for path in runbooks:
        one, two = json.loads(here[path]), json.loads(other[path])
        assert one["provenance"].pop("commit")
        assert one["provenance"].pop("date")
        assert two["provenance"].pop("commit") == two["provenance"].pop("date") == ""
        assert one == two
