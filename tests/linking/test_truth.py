"""Linking real documentation, against what its own docs system says about it."""

from collections import Counter
from pathlib import Path

from runbookc.config import load_settings
from runbookc.dialects import detect_dialect
from runbookc.discovery import discover
from runbookc.linking import Project, link
from runbookc.model import Page
from runbookc.parsing import parse
from runbookc.source import decode


def project(root: Path) -> Project:
    """The linked project of a folder, from its documents alone."""
    settings = load_settings(root)
    dialect = detect_dialect(root, settings)
    inventory = discover(root, settings, dialect)
    pages = []
    for path in inventory.pages:
        document = parse(decode(path, inventory.read(path))[0], dialect)
        place = dialect.place(path, document.front_matter)
        page = Page(
            path=path,
            url=place.url,
            dialect=dialect.name,
            product=place.product,
            version=place.version,
            title=path,
            headings=document.headings,
            anchors=document.anchors,
            links=document.links,
        )
        pages.append(page)
    return link(pages, inventory, settings, dialect)


def broken(project: Project) -> list[tuple[str, str, str]]:
    return [
        (page.path, item.target, item.status)
        for page in project.pages
        for item in page.links
        if item.status not in {"ok", "unchecked"}
    ]


def test_what_counts_for_a_page_that_is_not_published_counts_for_no_other(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Both\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    for name in ("README.md", "index.md"):
        (tmp_path / "docs" / name).write_text("See [it](gone.md).\n", encoding="utf-8")
    assert broken(project(tmp_path)) == [("docs/index.md", "gone.md", "broken-page")]


def test_docusaurus_finds_nothing_broken_and_neither_do_we(corpora: Path) -> None:
    linked = project(corpora / "rke2")
    assert len(linked.pages) == 74
    assert broken(linked) == []


def test_nearest_targets_on_real_pages(corpora: Path) -> None:
    links = [item for page in project(corpora / "netwrix").pages for item in page.links]
    nearest = {item.target: item.nearest for item in links if item.nearest}
    base = "/docs/passwordsecure/9.3/configuration"
    assert nearest[f"{base}/servermanger/mainmenu/license_settings.md"] == (
        f"{base}/servermanager/mainmenu/license_settings.md"
    )
    moved = "/docs/threatprevention/8.0/install/agent/manual/customcert.md"
    assert nearest[moved] == "/docs/threatprevention/8.0/install/agent/customcert.md"
    statuses = Counter(item.status for item in links)
    assert statuses["broken-anchor"] == statuses["outside-root"] == statuses["unsafe"] == 0
