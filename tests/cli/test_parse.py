"""The typed model of pages."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., int]


def test_pages_in_the_order_asked_for(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install = "docs/vaultkeeper/3.0/install.md"
    upgrade = project / "docs" / "vaultkeeper" / "3.0" / "upgrade.md"
    assert run("parse", upgrade, install) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert [page["title"] for page in document["pages"]] == ["Upgrade", "Install"]
    [procedure] = document["pages"][1]["procedures"]
    assert [step["label"] for step in procedure["steps"]] == ["Step 1 –", "Step 2 –"]


def test_links_are_resolved_against_the_project(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "a.md").write_text("[x](vaultkeeper/3.0/install.md) [y](gone.md)\n")
    assert run("parse", "docs/a.md") == 0
    [page] = json.loads(capsys.readouterr().out)["pages"]
    assert [link["status"] for link in page["links"]] == ["ok", "broken-page"]


def test_a_file_that_is_no_page_of_the_project(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "notes.txt").write_text("# Notes\n")
    assert run("parse", "notes.txt") == 0
    [page] = json.loads(capsys.readouterr().out)["pages"]
    assert page["title"] == "Notes"


@pytest.mark.parametrize("path", ["gone.md", "/etc/hostname"])
def test_a_file_that_is_not_there_or_not_in_the_project_is_2(run: Run, path: str) -> None:
    assert run("parse", path) == 2
