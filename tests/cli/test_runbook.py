"""One runbook: where it goes, in which formats, and that it is what a build gives."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.pipeline.build import build
from runbookc.pipeline.render import FORMATS

Run = Callable[..., int]


def test_markdown_goes_to_standard_output(
    run: Run, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("runbook", "vaultkeeper", "1.0", "3.0") == 0
    assert capfdbinary.readouterr().out.startswith(b"# Upgrade KeySafe 1.0 to Vault Keeper 3.0\n")


def test_it_is_byte_for_byte_what_a_build_gives(run: Run, project: Path, tmp_path: Path) -> None:
    build(project, load_settings(project), tmp_path / "build", only=("runbooks", "pdf"))
    folder = tmp_path / "one"
    assert run("runbook", "keysafe", "v1.0", "3.0", "--format", "all", "--out", folder) == 0
    assert (
        run(
            "runbook",
            "vaultkeeper-3.0-install-install-the-server",
            "--format",
            "all",
            "--out",
            folder,
        )
        == 0
    )
    made = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert len(made) == 2 * len(FORMATS)
    built = tmp_path / "build" / "runbooks" / "vaultkeeper"
    assert made == {name: (built / name).read_bytes() for name in made}


@pytest.mark.parametrize(
    ("out", "begins"),
    [
        ("a.pdf", b"%PDF-"),
        ("a.json", b"{"),
        ("a.html", b"<!doctype html>"),
        ("a.md", b"# "),
        ("a.txt", b"# "),
    ],
)
def test_a_file_tells_its_format(run: Run, tmp_path: Path, out: str, begins: bytes) -> None:
    assert run("runbook", "vaultkeeper", "2.5", "3.0", "--out", tmp_path / out) == 0
    assert (tmp_path / out).read_bytes().startswith(begins)


def test_several_formats_with_commas_or_one_by_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    formats = ("--format", "json,md", "--format", "html")
    assert run("runbook", "vaultkeeper", "2.5", "3.0", *formats, "--out", folder) == 2
    formats = ("--format", "json,markdown", "--format", "html")
    assert run("runbook", "vaultkeeper", "2.5", "3.0", *formats, "--out", folder) == 0
    assert sorted(file.suffix for file in folder.iterdir()) == [".html", ".json", ".md"]


def test_any_one_format_goes_to_a_pipe(run: Run, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("runbook", "vaultkeeper", "2.5", "3.0", "--format", "pdf", "--out", "-") == 0
    assert capfdbinary.readouterr().out.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("--format", "pdf"), "pdf is no text"),
        (("--format", "all"), "several formats need a folder"),
        (("--format", "pdf,json", "--out", "a.json"), "several formats need a folder"),
        (("--format", "word"), "word is not allowed; write some of markdown, html, json, pdf"),
    ],
)
def test_what_cannot_be_written_is_2(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], refusal: str
) -> None:
    assert run("runbook", "vaultkeeper", "2.5", "3.0", *arguments) == 2
    assert refusal in capsys.readouterr().err


def test_a_procedure_goes_by_its_file_or_by_its_own_id(
    run: Run, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("runbook", "vaultkeeper-3.0-install-install-the-server") == 0
    named = capfdbinary.readouterr().out
    assert run("runbook", "docs/vaultkeeper/3.0/install.md#install-the-server") == 0
    assert capfdbinary.readouterr().out == named
    assert b"Run `setup.exe`." in named


def test_without_a_name_all_ids_are_listed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("runbook") == 0
    assert capsys.readouterr().out.splitlines() == [
        "vaultkeeper-1.0-to-2.5",
        "vaultkeeper-1.0-to-3.0",
        "vaultkeeper-2.5-to-3.0",
        "vaultkeeper-3.0-install-install-the-server",
    ]


def test_no_route_is_1_with_the_reason_and_what_is_near(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("runbook", "vaultkeeper", "3.0", "2.5") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "an upgrade never goes back\n2.5 can be reached from: 1.0\n" in captured.err


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("vaultkeeper-3.0-install-the",), "install-the-server"),
        (("vaultkeeper",), "vaultkeeper is a product: give the version that you have"),
        (("vaultkeeper", "2.5"), "give the version that you have and the one that you want"),
        (("door", "1", "2"), "there is no product door"),
        (("vaultkeeper", "old", "3.0"), "old is no version"),
    ],
)
def test_what_is_not_there_is_2(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], refusal: str
) -> None:
    assert run("runbook", *arguments) == 2
    assert refusal in capsys.readouterr().err


def test_a_build_of_a_version_has_a_runbook_too(run: Run, tmp_path: Path) -> None:
    assert run("runbook", "vaultkeeper", "2.5.1", "3.0", "--out", tmp_path / "a.json") == 0
    assert json.loads((tmp_path / "a.json").read_text())["kind"] == "route"


def test_broken_links_are_told(run: Run, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = project / "docs/vaultkeeper/3.0/install.md"
    page.write_text(page.read_text().replace("Run `setup.exe`.", "Read [this](gone.md)."))
    assert run("runbook", "vaultkeeper-3.0-install-install-the-server") == 0
    assert "1 link is broken in the docs" in capsys.readouterr().err
