"""Where a project stands in its repository."""

import subprocess
from pathlib import Path

import pytest

from runbookc.pipeline.checkout import checkout_of, public_address
from runbookc.reporting import Checkout


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://example.com/team/docs.git", "https://example.com/team/docs.git"),
        ("https://user:secret@example.com:8443/docs", "https://example.com:8443/docs"),
        ("https://example.com/docs?token=secret#x", "https://example.com/docs"),
        ("ssh://git@example.com:2222/team/docs.git", "ssh://example.com:2222/team/docs.git"),
        ("git@example.com:team/docs.git", "ssh://example.com/team/docs.git"),
        ("https://[::1]/docs", "https://[::1]/docs"),
        ("/srv/git/docs.git", ""),
        ("../docs.git", ""),
        ("file:///srv/docs.git", ""),
        ("https://[broken", ""),
        ("https://example.com:no/docs", ""),
        ("", ""),
    ],
)
def test_an_address_carries_no_credentials(remote: str, address: str) -> None:
    assert public_address(remote) == address


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@b.c", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.md").touch()
    git(tmp_path, "add", ".")
    return tmp_path


def test_a_folder_of_a_repository(repository: Path) -> None:
    assert checkout_of(repository / "site") == Checkout(prefix="site/")
    git(repository, "commit", "--quiet", "-m", "A page")
    git(repository, "remote", "add", "origin", "https://me:secret@example.com/docs")
    commit = git(repository, "rev-parse", "HEAD")
    address = "https://example.com/docs"
    assert checkout_of(repository / "site") == Checkout("site/", address, commit, "main")
    git(repository, "checkout", "--quiet", "--detach")
    assert checkout_of(repository) == Checkout("", address, commit, "")


def test_without_git_the_ci_server_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert checkout_of(tmp_path / "a/b") == Checkout()
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert checkout_of(tmp_path / "a/b") == Checkout("a/b/")
    assert checkout_of(tmp_path) == Checkout()
