import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from runbookc.model import Input, Provenance
from runbookc.pipeline.manifest import Manifest, is_ours, write_manifest

PROVENANCE = Provenance(compiler="runbookc 0.1.0", commit="c0ffee", date="2026-01-01T00:00:00Z")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    (folder / "runbooks" / "p").mkdir(parents=True)
    (folder / "runbooks" / "p" / "a.md").write_bytes(b"# A\n")
    (folder / "site").mkdir()
    (folder / "site" / "b c.html").write_bytes(b"<p>\xc3\xa9")
    sources = (Input(path="docs/a.md", sha256="0" * 64),)
    sizes = write_manifest(folder, PROVENANCE, sources, {"runbooks/p/a.md": ("docs/a.md",)})
    assert sizes == {path: (folder / path).stat().st_size for path in sizes}
    assert len(sizes) == 4
    return folder


def test_every_file_is_described(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["compiler"] == "runbookc 0.1.0"
    assert manifest["commit"] == "c0ffee"
    assert manifest["sources"] == [{"path": "docs/a.md", "sha256": "0" * 64}]
    assert manifest["files"][0] == {
        "path": "runbooks/p/a.md",
        "bytes": 4,
        "sha256": hashlib.sha256(b"# A\n").hexdigest(),
        "inputs": ["docs/a.md"],
    }
    assert [file["path"] for file in manifest["files"]] == ["runbooks/p/a.md", "site/b c.html"]
    Manifest.model_validate(manifest)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_the_sums_are_verified_by_sha256sum(folder: Path) -> None:
    command = ["sha256sum", "-c", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines() == [
        "manifest.json: OK",
        "runbooks/p/a.md: OK",
        "site/b c.html: OK",
    ]


def test_a_build_is_told_from_another_folder(folder: Path, tmp_path: Path) -> None:
    assert is_ours(folder)
    (tmp_path / "manifest.json").write_text('{"name": "an app"}')
    assert not is_ours(tmp_path)
    assert not is_ours(tmp_path / "nowhere")
