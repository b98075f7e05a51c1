"""A file is proved by its bytes: genuine and current, genuine but outdated, altered, or unknown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.pipeline.build import build
from runbookc.pipeline.render import FORMATS
from tests.cli.versioned import commit, edit, git

Run = Callable[..., int]
STEM = "vaultkeeper-2.5-to-3.0"


@pytest.fixture
def downloaded(run: Run, project: Path, tmp_path: Path) -> Path:
    """A folder with a runbook of the commit `one` in every format."""
    commit(project, "one")
    folder = tmp_path / "downloads"
    assert run("runbook", STEM, "--format", "all", "--out", folder) == 0
    return folder


def verdicts(run: Run, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> list[str]:
    """The state of each file, and that the exit status fits."""
    capsys.readouterr()
    status = run("verify", *arguments, "--format", "json")
    states = [one["state"] for one in json.loads(capsys.readouterr().out)["files"]]
    assert status == (0 if set(states) == {"current"} else 1)
    return states


def test_every_format_is_current_until_the_sources_tell_something_else(
    run: Run, project: Path, downloaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted(downloaded.iterdir())
    assert verdicts(run, capsys, *files) == ["current"] * len(FORMATS)
    edit(project, "# Upgrade Vault Keeper\n", "# Upgrade Vault Keeper\n\n")
    commit(project, "moved")
    assert verdicts(run, capsys, *files) == ["current"] * len(FORMATS)
    edit(project, "Stop the service.", "Stop every service.")
    assert verdicts(run, capsys, *files) == ["outdated"] * len(FORMATS)
    run("verify", *files)
    told = capsys.readouterr().out
    assert told.count("Stop [-the-] {+every+} service.") == 1
    assert told.count("what has changed is told at") == len(FORMATS) - 1


def test_a_route_that_is_gone(
    run: Run, project: Path, downloaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs/vaultkeeper/3.0/upgrade.md").unlink()
    run("verify", downloaded / f"{STEM}.md")
    assert "outdated\n  byte for byte what commit" in capsys.readouterr().out
    assert verdicts(run, capsys, downloaded / f"{STEM}.md") == ["outdated"]


@pytest.mark.parametrize("ending", ["md", "html", "json", "pdf"])
def test_one_byte_makes_it_altered(
    run: Run, downloaded: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = downloaded / f"{STEM}.{ending}"
    content = file.read_bytes()
    file.write_bytes(
        content.replace(b"Stop the service", b"Spot the service")
        if ending != "pdf"
        else content + b"\n"
    )
    assert verdicts(run, capsys, file) == ["altered"]
    run("verify", file)
    told = capsys.readouterr().out
    assert ("the first line that differs is" in told) == (ending != "pdf")
    assert ("[-Stop-] {+Spot+} the service." in told) == (ending == "json")


def test_json_in_another_form_tells_the_same_and_is_altered(
    run: Run, downloaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = downloaded / f"{STEM}.json"
    file.write_text(json.dumps(json.loads(file.read_text())))
    assert verdicts(run, capsys, file) == ["altered"]
    run("verify", file)
    assert "though it tells the same" in capsys.readouterr().out


def test_a_file_whose_digest_was_mended_too_is_altered(
    run: Run, downloaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from runbookc.model import Runbook
    from runbookc.planning.digest import digest

    file = downloaded / f"{STEM}.json"
    forged = file.read_text().replace("Stop the service", "Spot the service")
    told = Runbook.model_validate_json(forged)
    file.write_text(forged.replace(told.digest, digest(told)))
    assert verdicts(run, capsys, file) == ["altered"]


def test_a_commit_that_was_only_proposed_proves_nothing(
    run: Run, project: Path, downloaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project, "checkout", "-q", "-b", "proposal")
    edit(project, "Stop the service.", "Delete the database.")
    commit(project, "two")
    file = downloaded / "forged.md"
    assert run("runbook", STEM, "--out", file) == 0
    git(project, "checkout", "-q", "main")
    assert verdicts(run, capsys, file) == ["unknown"]
    run("verify", file)
    assert "not in the history of what is checked out" in capsys.readouterr().out


def test_what_was_made_from_uncommitted_changes_cannot_be_proved_later(
    run: Run, project: Path, downloaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project, "Stop the service.", "Stop every service.")
    file = downloaded / "dirty.pdf"
    assert run("runbook", STEM, "--out", file) == 0
    assert verdicts(run, capsys, file) == ["current"]
    git(project, "checkout", "-q", ".")
    assert verdicts(run, capsys, file) == ["unknown"]


def test_another_compiler_is_said(
    run: Run, project: Path, downloaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from runbookc import __version__

    file = downloaded / f"{STEM}.html"
    file.write_text(file.read_text().replace(f"runbookc {__version__}", "runbookc 0.0.1"))
    assert verdicts(run, capsys, file) == ["unknown"]
    run("verify", file)
    assert (
        f"it was made by runbookc 0.0.1; this is runbookc {__version__}" in capsys.readouterr().out
    )


def test_a_manifest_proves_without_sources(
    run: Run, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(project, load_settings(project), tmp_path / "out", only=["runbooks"])
    manifest = tmp_path / "out" / "manifest.json"
    file = tmp_path / "out" / "runbooks" / "vaultkeeper" / f"{STEM}.md"
    for page in (project / "docs").rglob("*.md"):
        page.unlink()
    assert verdicts(run, capsys, file) == ["unknown"]
    assert verdicts(run, capsys, file, "--manifest", manifest) == ["current"]
    file.write_bytes(file.read_bytes() + b"x")
    assert verdicts(run, capsys, file, "--manifest", manifest) == ["unknown"]


def test_the_manifest_of_the_last_build_proves_what_is_genuine_and_not_what_is_current(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(project, load_settings(project), project / "build", only=["runbooks"])
    file = project / "build" / "runbooks" / "vaultkeeper" / f"{STEM}.md"
    edit(project, "Stop the service.", "Stop every service.")
    assert verdicts(run, capsys, file) == ["outdated"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"{" + b"[" * 100_000,
        b'{"provenance": 1}',
        b"PK\x03\x04broken",
        b"%PDF-1.7 broken",
        b'<!doctype html><meta name="runbookc:stamp" content="runbookc 1; id=a">',
        b"<?xml version='1.0'?>",
        b"# A page of its own\n",
    ],
)
def test_a_file_that_is_no_runbook_is_unknown(
    run: Run, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert verdicts(run, capsys, tmp_path / "file") == ["unknown"]


def test_what_a_file_says_never_reaches_git_as_anything_but_a_commit(
    run: Run, project: Path, downloaded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = downloaded / f"{STEM}.md"
    head = git(project, "rev-parse", "HEAD")
    for forged in ("0" * 40, "HEAD", "--help", head[:12]):
        file.write_text(file.read_text().replace(head, forged))
        assert verdicts(run, capsys, file) == ["unknown"]
        file.write_text(file.read_text().replace(forged, head))


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("gone.pdf",), "gone.pdf: no such file"),
        ((".",), "is a directory"),
        (("--manifest", "gone.json", "gone.pdf"), "gone.json: no such file"),
    ],
)
def test_what_cannot_be_read_is_2(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], refusal: str
) -> None:
    assert run("verify", *arguments) == 2
    assert refusal in capsys.readouterr().err
