"""The foot of each page says when it was last changed, and so does the sitemap."""

import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.pipeline.test_git import git
from tests.site.test_site import assert_sound

MKDOCS = """site_name: Demo
docs_dir: docs
site_dir: out
theme: runbookc
use_directory_urls: false
site_url: https://docs.example.com/
repo_url: https://github.com/team/docs
edit_uri: blob/main/docs/
plugins: [{runbookc: {runbooks: false}}]
"""
DATE = "2023-11-14T22:13:20Z"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a page that is committed and one that is not."""
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(MKDOCS)
    (project / "docs" / "a.md").write_text("# A\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    (project / "docs" / "b.md").write_text("# B\n")
    return project


def built(root: Path) -> Path:
    build(load_config(str(root / "mkdocs.yml")))
    return root / "out"


def test_a_page_names_the_commit_and_links_to_it(root: Path) -> None:
    commit = git(root, "rev-parse", "HEAD")
    out = built(root)
    assert_sound(out)
    text = (out / "a.html").read_text(encoding="utf-8")
    assert f'Last changed <time datetime="{DATE}">2023-11-14</time>' in text
    assert f'href="https://github.com/team/docs/commit/{commit}">{commit[:12]}</a>' in text
    assert "Last changed" not in (out / "b.html").read_text(encoding="utf-8")


def test_an_unknown_host_gets_no_link(root: Path) -> None:
    (root / "mkdocs.yml").write_text(MKDOCS.replace("github.com", "git.example.com"))
    commit = git(root, "rev-parse", "HEAD")
    text = (built(root) / "a.html").read_text(encoding="utf-8")
    assert f'<span class="path">{commit[:12]}</span>' in text
    assert "/commit/" not in text


def test_the_sitemap_dates_what_is_known(root: Path) -> None:
    out = built(root)
    tree = ElementTree.parse(out / "sitemap.xml")
    dates = {
        str(url.findtext(f"{SITEMAP}loc")).rpartition("/")[2]: url.findtext(f"{SITEMAP}lastmod")
        for url in tree.iter(f"{SITEMAP}url")
    }
    assert dates["a.html"] == DATE
    assert dates["b.html"] is None
    packed = (out / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == (out / "sitemap.xml").read_bytes()


def test_the_address_may_stand_in_the_configuration(root: Path) -> None:
    (root / "mkdocs.yml").write_text(MKDOCS.replace("site_url: https://docs.example.com/\n", ""))
    assert not list(built(root).glob("sitemap*"))
    (root / "runbookc.toml").write_text('site_url = "https://docs.example.com/sub"\n')
    out = built(root)
    sitemap = (out / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://docs.example.com/sub/a.html</loc>" in sitemap
    canonical = '<link rel="canonical" href="https://docs.example.com/sub/a.html">'
    assert canonical in (out / "a.html").read_text(encoding="utf-8")


def test_the_same_commit_gives_the_same_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    first = {p.relative_to(root): p.read_bytes() for p in built(root).rglob("*") if p.is_file()}
    monkeypatch.setenv("TZ", "America/Lima")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    second = {p.relative_to(root): p.read_bytes() for p in built(root).rglob("*") if p.is_file()}
    assert first == second


def test_the_configuration_says_where_a_page_is_edited(root: Path) -> None:
    (root / "mkdocs.yml").write_text(MKDOCS.replace("edit_uri: blob/main/docs/\n", ""))
    (root / "runbookc.toml").write_text('[site]\nedit_url = "https://git.example.com/edit/main/"\n')
    text = (built(root) / "a.html").read_text(encoding="utf-8")
    assert 'href="https://git.example.com/edit/main/docs/a.md">Edit</a>' in text
