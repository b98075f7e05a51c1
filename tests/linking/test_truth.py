"""Linking real documentation, against what its own docs system says about it."""

import logging
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from runbookc.config import load_settings
from runbookc.dialects import detect_dialect
from runbookc.discovery import discover
from runbookc.linking import Project, link
from runbookc.model import Page
from runbookc.parsing import parse
from runbookc.source import decode

_WARNING = re.compile(
    r"Doc file '(?P<page>[^']+)' contains "
    r"(?:a link|an unrecognized relative link|an absolute link) '(?P<target>[^']*)'"
)


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


def test_docusaurus_finds_nothing_broken_and_neither_do_we(corpora: Path) -> None:
    linked = project(corpora / "rke2")
    assert len(linked.pages) == 74
    assert broken(linked) == []


@dataclass
class MkdocsBuild:
    """What MkDocs itself says of a project, with all validation on."""

    warnings: set[tuple[str, str]]
    """(page, target) of every link that it warns of."""
    anchors: dict[str, set[str]]
    """Every anchor, by page."""


def build_with_mkdocs(source: Path, folder: Path, caplog: pytest.LogCaptureFixture) -> MkdocsBuild:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.plugins import BasePlugin

    anchors: dict[str, set[str]] = {}

    class Collector(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # untyped by MkDocs
        def on_page_content(self, html: str, page: Any, **_: Any) -> str:
            anchors[page.file.src_uri] = set(page.present_anchor_ids)
            return html

    shutil.copytree(source, folder / "docs")
    links = dict.fromkeys(("not_found", "absolute_links", "unrecognized_links", "anchors"), "warn")
    config = load_config(
        str(folder / "docs/mkdocs.yml"),
        plugins=[],
        theme={"name": "mkdocs"},
        nav=None,
        site_dir=str(folder / "site"),
        validation={"links": links},
    )
    config.plugins["collector"] = Collector()
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        build(config)
    matches = [_WARNING.search(record.getMessage()) for record in caplog.records]
    return MkdocsBuild({(m["page"], m["target"]) for m in matches if m}, anchors)


def test_mkdocs_finds_the_same_broken_links_and_makes_the_same_anchors(
    corpora: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    linked = project(corpora / "seafile")
    mkdocs = build_with_mkdocs(corpora / "seafile", tmp_path, caplog)
    ours = {(path.removeprefix("manual/"), target) for path, target, _ in broken(linked)}
    assert len(mkdocs.warnings) == 27
    assert ours == mkdocs.warnings
    different = {
        page.path
        for page in linked.pages
        if _linkable(mkdocs.anchors[page.path.removeprefix("manual/")]) != set(page.anchors)
    }
    # Its fences open and close with different indents; MkDocs prints them as headings.
    assert different == {"manual/config/config_seafile_with_ADFS.md"}


def _linkable(anchors: set[str]) -> set[str]:
    return {anchor for anchor in anchors if not anchor.startswith(("fn:", "fnref:", "__"))}


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
