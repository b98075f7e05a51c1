import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from runbookc.model import Provenance
from runbookc.pipeline import OutputError
from runbookc.pipeline import output as module
from runbookc.pipeline.manifest import write_manifest
from runbookc.pipeline.output import check_output, replaced

CHECK_AS_NOBODY = """
import os, sys
from pathlib import Path
from runbookc.pipeline import OutputError
from runbookc.pipeline.output import check_output

if os.geteuid() == 0:  # permission bits do not bind the super user
    os.setresuid(65534, 65534, 65534)
try:
    check_output(Path(sys.argv[1], "build"), Path(sys.argv[1], "project"))
except OutputError as error:
    print(error)
"""


def build(out: Path, **files: str) -> None:
    with replaced(out) as folder:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        write_manifest(folder, Provenance(compiler="runbookc"), (), {})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_build_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "build"
    build(out, a="one")
    build(out, b="two")
    assert names(out) == ["SHA256SUMS", "b", "manifest.json"]
    assert names(tmp_path) == ["build"]


def test_a_system_that_cannot_exchange_renames_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    out = tmp_path / "build"
    build(out, a="one")
    build(out, b="two")
    assert "b" in names(out)
    assert names(tmp_path) == ["build"]


def test_a_build_that_breaks_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "build"
    build(out, a="one")
    with pytest.raises(TypeError):
        build(out, a="half", b=3)  # type: ignore[arg-type]  # what breaks it
    assert (out / "a").read_text() == "one"
    assert names(tmp_path) == ["build"]


def test_what_a_killed_build_left_is_swept_up_later(tmp_path: Path) -> None:
    left = tmp_path / ".build.runbookc-12345678"
    left.mkdir()
    build(tmp_path / "build", a="one")
    assert left.exists(), "another build may be writing it now"
    long_ago = time.time() - 7200
    os.utime(left, (long_ago, long_ago))
    build(tmp_path / "build", a="one")
    assert not left.exists()


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "photos"
    out.mkdir()
    (out / "holiday.jpg").touch()
    with pytest.raises(OutputError, match="not written by runbookc"):
        check_output(out, tmp_path / "project")
    assert (out / "holiday.jpg").exists()


def test_the_project_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="replace the project"):
        check_output(tmp_path, tmp_path / "project")


def test_a_file_in_the_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "build").touch()
    with pytest.raises(OutputError, match="not a folder"):
        check_output(tmp_path / "build", tmp_path / "project")


def test_a_file_above_the_place_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError) as refused:
        check_output(tmp_path / "file" / "build", tmp_path / "project")
    assert "\n" not in str(refused.value)


def test_a_place_without_permission_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        command = [sys.executable, "-c", CHECK_AS_NOBODY, folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        Path(folder).chmod(0o755)
    assert done.stdout == f"{folder}: no permission to write there\n"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    check_output(tmp_path / "build", tmp_path / "project")
    build(tmp_path / "build", a="one")
    assert (tmp_path / "build" / "a").read_text() == "one"
