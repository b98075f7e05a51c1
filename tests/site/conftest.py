"""Built sites, each made once: one that has every kind of page, and those of real documentation."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.pipeline import compile_project
from runbookc.pipeline.runbooks import runbook_files
from tests.site.audited import write_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site of `audited.py`."""
    root = tmp_path_factory.mktemp("audited")
    write_project(root)
    return built(root, root / "site")


@pytest.fixture(scope="session", params=["netwrix", "rke2", "seafile"])
def real_site(
    request: pytest.FixtureRequest, corpora: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of the built site of documentation that nobody of us wrote."""
    return built(corpora / request.param, tmp_path_factory.mktemp(request.param) / "site")


def built(root: Path, out: Path) -> Path:
    """The site of a project, whatever its findings, with its runbooks but for their PDFs."""
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    build_site(compilation, runbook_files(compilation, pdf=False), out)
    return out


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page on a phone, which has nothing to say in its console."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []
