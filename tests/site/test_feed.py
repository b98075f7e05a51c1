"""The site's feed: its dates come from git, its links lead to the site's files."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.pipeline.test_git import git

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://docs.example.com/sub/"
MKDOCS = f"""site_name: Demo
docs_dir: docs
site_dir: out
theme: runbookc
use_directory_urls: false
site_url: {URL}
plugins: [{{runbookc: {{pdf: false}}}}]
"""
UPGRADE = "# Upgrade\n\n## Upgrade from Demo {} to {}\n\n1. Back up.\n2. Run it.\n"
LINK = '<link rel="alternate" type="application/atom+xml" title="Changed runbooks" href="{}">'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for old, new in (("1.0", "2.0"), ("2.0", "3.0")):
        folder = project / "docs" / "demo" / new
        folder.mkdir(parents=True)
        (folder / "upgrade.md").write_text(UPGRADE.format(old, new))
    (project / "docs" / "other.md").write_text("# Other\n")
    (project / "mkdocs.yml").write_text(MKDOCS)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "first")
    return project


def built(root: Path) -> Path:
    build(load_config(str(root / "mkdocs.yml")))
    return root / "out"


def entries(out: Path) -> dict[str, str]:
    """The date of each runbook, by its first file."""
    feed = ElementTree.parse(out / "runbooks.atom").getroot()
    for link in feed.iter(f"{ATOM}link"):
        address = str(link.get("href"))
        assert address.startswith(URL)
        assert (out / address.removeprefix(URL)).is_file()
    return {
        str(entry.findall(f"{ATOM}link")[0].get("href")).rpartition("/")[2]: str(
            entry.findtext(f"{ATOM}updated")
        )
        for entry in feed.iter(f"{ATOM}entry")
    }


def test_every_runbook_has_the_date_of_the_last_of_its_pages(root: Path) -> None:
    assert entries(built(root)) == dict.fromkeys(
        ("demo-1.0-to-2.0.html", "demo-1.0-to-3.0.html", "demo-2.0-to-3.0.html"),
        "2023-11-14T22:13:20Z",
    )


def test_what_is_not_committed_is_not_told(root: Path) -> None:
    page = root / "docs" / "demo" / "3.0" / "upgrade.md"
    page.write_text(f"{page.read_text()}3. Look.\n")
    assert set(entries(built(root))) == {"demo-1.0-to-2.0.html"}


def test_pages_that_list_runbooks_lead_to_it(root: Path) -> None:
    out = built(root)
    places = {
        "index.html": LINK.format("runbooks.atom"),
        "runbooks/index.html": LINK.format("../runbooks.atom"),
        "demo/3.0/upgrade.html": LINK.format("../../runbooks.atom"),
    }
    for path, link in places.items():
        assert link in (out / path).read_text(encoding="utf-8"), path
    assert "atom" not in (out / "other.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", ["address", "git"])
def test_without_address_or_dates_there_is_none(
    root: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == "address":
        (root / "mkdocs.yml").write_text(MKDOCS.replace(f"site_url: {URL}\n", ""))
    else:
        monkeypatch.setenv("PATH", "")
    out = built(root)
    assert not (out / "runbooks.atom").exists()
    assert "atom" not in (out / "index.html").read_text(encoding="utf-8")
