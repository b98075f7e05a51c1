"""A Docusaurus site with every kind of link, against what `docusaurus build` says of it.

The site's README says how its targets are named after that verdict.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.model import Link, Page
from runbookc.pipeline import Compilation, compile_project
from runbookc.source import SourceFile

SITE = Path(__file__).parent / "fixtures" / "docusaurus"
BROKEN = {"broken-page", "broken-anchor", "missing-asset"}


@pytest.fixture(scope="module")
def site() -> Compilation:
    return compile_project(SITE, load_settings(SITE))


def links(site: Compilation) -> Iterator[tuple[Page, Link]]:
    project = site.project
    for page in (*project.pages, *project.fragments, *project.translations):
        for link in page.links:
            yield page, link


def test_what_docusaurus_reports_is_broken_and_nothing_else(site: Compilation) -> None:
    said = {(page.path, link.target) for page, link in links(site) if link.status in BROKEN}
    meant = {
        (page.path, link.target)
        for page, link in links(site)
        if ("gone" in link.target or "lost" in link.target)
        and link.kind != "external"
        and not link.target.startswith("pathname:")
    }
    assert said == meant
    assert len(said) == 65


def test_each_finding_stands_at_its_target(site: Compilation) -> None:
    found = [item for item in site.diagnostics if item.code in ("LNK001", "LNK002", "LNK003")]
    assert len(found) == 65
    for item in found:
        source = SourceFile(item.path, (SITE / item.path).read_text("utf-8"))
        shown = source.excerpt(item.span)
        by_name = ("[short]", "[gone][g]")
        assert "\n" not in shown
        assert shown in by_name or not set(" []()\"'<>") & set(shown), (item.path, shown)


def test_nothing_counts_in_comments_code_and_expressions(site: Compilation) -> None:
    assert [link for _, link in links(site) if link.text == "no link"] == []


def test_fragments_and_translations_are_no_pages(site: Compilation) -> None:
    project = site.project
    assert [page.path for page in project.fragments] == [
        "docs/guide/parts/_tide.mdx",
        "docs/guide/parts/_weather.mdx",
        "src/partials/_site.mdx",
    ]
    folder = "i18n/de/docusaurus-plugin-content-docs/current/guide"
    assert [page.path for page in project.translations] == [
        f"{folder}/start.md",
        f"{folder}/stop.md",
    ]
    published = {page.path for page in project.pages}
    assert not published & {page.path for page in (*project.fragments, *project.translations)}


def test_a_strict_build_of_a_real_site_has_no_broken_link(corpora: Path) -> None:
    site = compile_project(corpora / "rke2", load_settings(corpora / "rke2"))
    codes = {item.code for item in site.diagnostics}
    assert not codes & {"LNK001", "LNK002", "LNK003"}
