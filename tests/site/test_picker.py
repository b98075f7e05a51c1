"""The picker in a browser, from a disk: what is chosen leads to a runbook and stands in the URL."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.pipeline import compile_project
from runbookc.pipeline.runbooks import runbook_files
from tests.backends.site.test_picker import PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OTHER = "# Upgrade\n\n## Upgrade from Tool 5 to 6\n\n1. Run `tool.exe`.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for folder, text in (("demo/3.0", PAGE), ("tool/6", OTHER)):
        (root / "docs" / folder).mkdir(parents=True)
        (root / "docs" / folder / "upgrade.md").write_text(text, encoding="utf-8")
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    build_site(compilation, runbook_files(compilation, pdf=False), root / "site")
    return root / "site"


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


def opened(page: "Page", site: Path, state: str = "") -> "Page":
    page.goto("about:blank")
    page.goto(f"{(site / 'index.html').as_uri()}{state}")
    page.wait_for_selector(".picked > *")
    return page


def shown(page: "Page") -> str:
    return page.inner_text(".picked")


def test_every_pair_of_every_product_gives_files_or_a_reason(page: "Page", site: Path) -> None:
    opened(page, site)
    pairs = 0
    for product in page.eval_on_selector_all(
        ".picker [name=product] option", "all => all.map(o => o.value)"
    ):
        page.select_option(".picker [name=product]", product)
        page.wait_for_function("id => location.hash.includes(`product=${id}`)", arg=product)
        versions = page.eval_on_selector_all(
            ".picker [name=from] option", "all => all.map(o => o.value)"
        )
        for start in versions:
            for end in versions:
                page.select_option(".picker [name=from]", start)
                page.select_option(".picker [name=to]", end)
                words = shown(page)
                links = page.eval_on_selector_all(".picked-files a", "all => all.map(a => a.href)")
                for link in links:
                    assert Path(link.removeprefix("file://")).is_file()
                assert links or "no route" in words or "already" in words
                assert page.evaluate("document.documentElement.scrollWidth") <= 360
                pairs += 1
    assert pairs == 13


def test_the_address_brings_back_what_was_chosen(page: "Page", site: Path) -> None:
    opened(page, site)
    page.select_option(".picker [name=product]", "demo")
    page.select_option(".picker [name=from]", "2.0")
    page.select_option(".picker [name=peer]", "1.0")
    state = page.evaluate("location.hash")
    before = shown(page)

    opened(page, site, state)

    assert page.input_value(".picker [name=from]") == "2.0"
    assert page.input_value(".picker [name=peer]") == "1.0"
    assert shown(page) == before
    assert "agents of 1.0 do not work with 3.0" in before
    assert "refuses agents older than 2.0" in before


def test_near_versions_are_one_click_away(page: "Page", site: Path) -> None:
    opened(page, site, "#product=demo&from=3.0&to=2.0")
    assert "3.0 is newer than 2.0" in shown(page)

    page.click(".near button >> text=1.0")

    assert "Upgrade Demo 1.0 to" in shown(page)


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=alert(1)>", "__proto__", "%", "constructor"]
)
def test_the_address_is_text(page: "Page", site: Path, hostile: str) -> None:
    opened(page, site, f"#product={hostile}&from={hostile}&to={hostile}&peer={hostile}")

    assert "Upgrade" in shown(page)
    assert page.locator(".picked img").count() == 0


def test_without_a_script_the_lists_stand_there(browser: "Browser", site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert not page.is_visible(".picker")
    assert page.is_visible("text=What can be upgraded")
    page.click("text=All runbooks")
    assert page.locator("svg.graph a.hop").count() == 3
    context.close()


def test_a_program_finds_every_file(site: Path) -> None:
    listed = json.loads((site / "runbooks.json").read_text(encoding="utf-8"))
    files = [file["url"] for runbook in listed["runbooks"] for file in runbook["files"]]
    assert files
    assert all((site / url).is_file() for url in files)
