"""Other plugins of MkDocs beside ours: they work, or it is said that they do not."""

import logging
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.site.audited import write_project

CONFIGURATION = """\
site_name: Demo
site_dir: out
theme: {theme}
use_directory_urls: false
hooks: [hook.py]
plugins:
  - search
  - redirects:
      redirect_maps: {{old/place.md: demo/3.0/upgrade.md}}
  - runbookc: {{pdf: false}}
"""
HOOK = """\
def on_page_markdown(markdown, **_):
    return markdown.replace("Demo", "MACRO")

def on_page_content(html, **_):
    return html.replace("No power cut", "No power cut at all")

def on_post_page(output, **_):
    return output.replace("</body>", "<!-- after --></body>")
"""


@pytest.fixture(scope="module", params=["runbookc", "material"])
def log_and_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    root = tmp_path_factory.mktemp("plugins")
    write_project(root)
    theme = "runbookc" if request.param == "runbookc" else "{name: material, font: false}"
    (root / "mkdocs.yml").write_text(CONFIGURATION.format(theme=theme))
    (root / "hook.py").write_text(HOOK)
    handler = _Kept()
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        build(load_config(str(root / "mkdocs.yml")))
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    return "\n".join(handler.lines), root / "out"


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def test_the_search_of_mkdocs_indexes_our_text(log_and_site: tuple[str, Path]) -> None:
    index = (log_and_site[1] / "search/search_index.json").read_text()
    assert "No power cut" in index


def test_redirects_lead_to_our_pages(log_and_site: tuple[str, Path]) -> None:
    page = (log_and_site[1] / "old/place.html").read_text()
    assert "../demo/3.0/upgrade.html" in page


def test_what_works_on_finished_pages_works_on_ours(log_and_site: tuple[str, Path]) -> None:
    page = (log_and_site[1] / "demo/3.0/upgrade.html").read_text()
    assert "No power cut at all" in page
    assert "<!-- after -->" in page


def test_what_changes_markdown_changes_nothing_and_is_named(
    log_and_site: tuple[str, Path],
) -> None:
    log, site = log_and_site
    assert "MACRO" not in (site / "demo/3.0/upgrade.html").read_text()
    assert "changes Markdown, which is not read: pages are made from their files (hook" in log
