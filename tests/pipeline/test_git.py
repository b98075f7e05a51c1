import os
import subprocess
from pathlib import Path

import pytest

from runbookc.pipeline.git import GitFacts, git_facts


def git(folder: Path, *arguments: str) -> str:
    environment = {
        **os.environ,
        "GIT_AUTHOR_DATE": "1700000000 +0100",
        "GIT_COMMITTER_DATE": "1700000000 +0100",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    identity = ("-c", "user.name=Writer", "-c", "user.email=writer@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    docs = tmp_path / "project" / "docs"
    docs.mkdir(parents=True)
    (docs / "a.md").write_text("# A\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path / "project"


def test_commit_and_its_date(repository: Path) -> None:
    commit = git(repository, "rev-parse", "HEAD")
    assert git_facts(repository, ["docs/a.md"]) == GitFacts(commit, False, "2023-11-14T22:13:20Z")


def test_the_environment_sets_the_date(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert git_facts(repository, []).date == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize("epoch", ["soon", "9" * 30])
def test_a_senseless_date_is_passed_over(
    repository: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert git_facts(repository, []).date == "2023-11-14T22:13:20Z"


def test_a_changed_source_is_dirty(repository: Path) -> None:
    (repository / "docs" / "a.md").write_text("# B\n")
    assert git_facts(repository, ["docs/a.md"]).dirty


def test_a_new_folder_of_sources_is_dirty(repository: Path) -> None:
    (repository / "more").mkdir()
    (repository / "more" / "b.md").write_text("# B\n")
    assert git_facts(repository, ["docs/a.md", "more/b.md"]).dirty


def test_a_renamed_source_is_dirty(repository: Path) -> None:
    git(repository, "mv", "docs/a.md", "docs/c.md")
    assert git_facts(repository, ["docs/c.md"]).dirty


def test_files_that_are_no_source_do_not_count(repository: Path) -> None:
    (repository / "build").mkdir()
    (repository / "build" / "manifest.json").write_text("{}")
    assert not git_facts(repository, ["docs/a.md"]).dirty


def test_a_folder_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert git_facts(tmp_path, ["a.md"]) == GitFacts()


def test_a_machine_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert git_facts(repository, ["docs/a.md"]) == GitFacts()


def test_programs_named_in_the_repository_are_not_run(repository: Path, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    script = tmp_path / "monitor"
    script.write_text(f"#!/bin/sh\ntouch {witness}\n")
    script.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(script))
    git_facts(repository, ["docs/a.md"])
    assert not witness.exists()
