"""Pagefind's index: made from the pages' text alone, beside the rest of the build."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from runbookc.mkdocs_plugin.search import FOLDER, IndexedPage, SearchIndex


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    """What the index knows of each page, by its address."""
    found = {}
    for path in (site / FOLDER / "fragment").glob("*.pf_fragment"):
        content = gzip.decompress(path.read_bytes())
        known = json.loads(content[content.index(b"{") :])
        found[known["url"]] = known
    return found


def test_the_index_holds_text_anchors_and_scope(tmp_path: Path) -> None:
    html = (
        '<h1>Title</h1><p>One <b>two</b></p><div id="step-1" data-pagefind-weight="3">three</div>'
    )
    index = SearchIndex()
    index.start([IndexedPage("a/b.html", html, "thing", "2.0", "A & B")], "en", tmp_path)

    assert index.finish(tmp_path)
    (page,) = fragments(tmp_path).values()
    assert page["url"] == "/a/b.html"
    assert page["content"].split() == ["Title.", "One", "two.", "three."]
    assert [anchor["id"] for anchor in page["anchors"]] == ["step-1"]
    assert page["meta"]["scope"] == "A & B"
    scopes = json.loads((tmp_path / FOLDER / "scopes.json").read_text(encoding="utf-8"))
    assert list(scopes.values()) == [["thing", "2.0"]]
    assert not list((tmp_path / FOLDER).glob("*-ui.*"))


def test_the_index_of_a_site_holds_its_pages_alone(audited: Path) -> None:
    found = fragments(audited)

    assert found and all((audited / url.lstrip("/")).exists() for url in found)
    assert not any(url.startswith("/runbooks/") for url in found)
    texts = " ".join(page["content"] for page in found.values())
    assert "No power cut" in texts
    assert "As a runbook" not in texts


def test_what_is_said_of_a_page_is_escaped() -> None:
    page = IndexedPage("a.html", "<p>Text</p>", 'a"b', "1", "<i>")

    assert '<html lang="de">' in page.document("de")
    assert 'data-product="a&quot;b"' in page.document("de")
    assert 'data-scope="&lt;i&gt;"' in page.document("de")


def test_what_is_abandoned_leaves_nothing(tmp_path: Path) -> None:
    index = SearchIndex()
    index.start([IndexedPage(f"{n}.html", "<p>word</p>") for n in range(50)], "en", tmp_path)
    index.abandon()

    assert not index.finish(tmp_path)


def test_without_pages_or_program_there_is_no_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = SearchIndex()
    index.start([], "en", tmp_path)
    assert not index.finish(tmp_path)

    monkeypatch.setattr("runbookc.mkdocs_plugin.search._program", lambda: None)
    index.start([IndexedPage("a.html", "<p>word</p>")], "en", tmp_path)
    assert not index.finish(tmp_path)
    assert not (tmp_path / FOLDER).exists()
