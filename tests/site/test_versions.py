"""Every link of the frame stays in the version that is read, but for the switch and the banner."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from runbookc.backends.site import navigation
from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.pipeline import compile_project
from tests.conftest import ROOT

_LEAVING = ("switch", "older")
"""What leads to other versions, by class."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class FrameLinks(HTMLParser):
    """The links of a page by where they stand: the frame, what leaves the version, the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.frame: list[str] = []
        self.leaving: list[str] = []
        self.text: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append((tag, values.get("class", "")))
        if tag == "a" and "href" in values:
            self._links().append(values["href"])

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def _links(self) -> list[str]:
        if any(tag == "article" for tag, _ in self._open):
            return self.text
        leaving = any(name in _LEAVING for _, name in self._open)
        return self.leaving if leaving else self.frame


@pytest.mark.parametrize("name", ["sample", "netwrix", "rke2", "seafile"])
def test_the_frame_stays_in_the_version(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    root = ROOT if name == "sample" else request.getfixturevalue("corpora") / name
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    scopes = navigation(compilation.project, {}).scopes
    scope_of = {path: (one.product, one.version) for one in scopes for path in one.paths}
    build_site(compilation, {}, tmp_path / "site")
    sources = {"".join(page_source(page)): page for page in (tmp_path / "site").rglob("*.html")}
    page_of = {page: scope_of.get(source) for source, page in sources.items() if source}
    assert len({*page_of.values()} - {None}) == len(scopes)
    left, everywhere = [], 0
    for page, own in page_of.items():
        links = FrameLinks(page.read_text(encoding="utf-8"))
        assert len(links.frame) > 1
        everywhere += len(links.leaving)
        for link in links.frame:
            there = target(page, link)
            if own is not None and there in page_of and page_of[there] not in (own, None):
                left.append((page, link))
    assert left == []
    assert bool(everywhere) == bool(scopes)


def target(page: Path, link: str) -> Path:
    path = unquote(urlsplit(link).path)
    return (page.parent / path).resolve() if path else page


def page_source(page: Path) -> list[str]:
    """The path of the source, as the end of the page names it."""
    _, found, rest = page.read_text(encoding="utf-8").partition('Source: <span class="path">')
    return [rest.partition("</span>")[0]] if found else []
