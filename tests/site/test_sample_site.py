"""The sample's site: it is whole, and its reader waits for few bytes."""

from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.pipeline import compile_project
from runbookc.pipeline.runbooks import runbook_files
from tests.conftest import ROOT
from tests.site.serving import served
from tests.site.test_site import assert_sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request

MEDIAN_PAGE = 30_000
FIRST_LOAD = 150_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compilation = compile_project(ROOT, load_settings(ROOT), keep_bodies=True)
    out = tmp_path_factory.mktemp("sample") / "site"
    build_site(compilation, runbook_files(compilation, pdf=False), out)
    return out


def test_every_link_of_the_sample_leads_somewhere(site: Path) -> None:
    assert_sound(site)


def test_half_of_the_pages_are_small(site: Path) -> None:
    runbooks = set(site.glob("runbooks/*/*.html"))
    sizes = [path.stat().st_size for path in set(site.rglob("*.html")) - runbooks]
    assert len(sizes) > 20
    assert median(sizes) < MEDIAN_PAGE


def test_the_first_load_of_the_start_page(site: Path, browser: "Browser") -> None:
    sizes: dict[str, int] = {}

    def weigh(request: "Request") -> None:
        answer = request.response()
        assert answer is not None
        sizes[request.url.rpartition("/sub/")[2]] = len(answer.body())

    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.on("requestfinished", weigh)
    with served(site) as root:
        page.goto(f"{root}/index.html")
        page.wait_for_selector(".picked-files")
        page.wait_for_load_state("networkidle")
    page.close()
    assert "runbooks/threatprevention/routes.js" in sizes
    assert sum(sizes.values()) < FIRST_LOAD, sizes
