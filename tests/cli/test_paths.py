from pathlib import Path

import pytest

from tests.cli.conftest import Run

UPGRADE = "docs/vaultkeeper/3.0/upgrade.md"


@pytest.mark.parametrize("named", [UPGRADE, "docs/vaultkeeper", "."])
def test_a_path_counts_from_the_root_too(run: Run, named: str) -> None:
    assert run("check", named) == 0


def test_a_path_counts_from_the_working_folder_first(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "docs" / "vaultkeeper")
    assert run("parse", "3.0/upgrade.md") == 0
    assert run("parse", project / UPGRADE) == 0


@pytest.mark.parametrize("command", ["check", "parse"])
def test_what_is_not_there_is_refused(
    run: Run, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, "docs/none.md") == 2
    assert capsys.readouterr().err == "error: docs/none.md: no such file or folder\n"


@pytest.mark.parametrize("command", ["check", "parse"])
def test_what_stands_outside_the_project_is_refused(
    run: Run, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.md").touch()
    assert run(command, tmp_path / "other.md") == 2
    error = capsys.readouterr().err
    assert error.startswith(f"error: {tmp_path}/other.md: not inside the project at ")


def test_a_link_out_of_the_project_is_outside(run: Run, project: Path, tmp_path: Path) -> None:
    (tmp_path / "other.md").touch()
    (project / "docs" / "link.md").symlink_to(tmp_path / "other.md")
    assert run("parse", "docs/link.md") == 2


def test_parse_wants_files(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("parse", "docs") == 2
    assert capsys.readouterr().err == "error: docs: a folder; name its files\n"
