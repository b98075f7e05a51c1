"""The search in a browser: from a disk, over HTTP below a sub-path, under a strict policy."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.pipeline import compile_project
from tests.site.serving import STRICT, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TEXT = """# Upgrade the {noun}

The word {rare} stands in prose only.

## Upgrade from Demo 1.0 to {version}

1. Stop the {noun} & wait.
2. Run `setup.exe` as an administrator.

   :::danger
   The turbine spins for an hour.
   :::
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for product, version, noun, rare in (
        ("demo", "2.0", "server", "heliotrope"),
        ("demo", "3.0", "server", "viridian"),
        ("tool", "6.0", "engine", "ochre"),
    ):
        folder = root / "docs" / product / version
        folder.mkdir(parents=True)
        text = TEXT.format(noun=noun, version=version, rare=rare)
        (folder / "upgrade.md").write_text(text, encoding="utf-8")
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    build_site(compilation, {}, root / "site")
    return root / "site"


@pytest.fixture(params=["file", "http", "policy"])
def address(request: pytest.FixtureRequest, site: Path) -> "Iterator[str]":
    """Where the site is read."""
    if request.param == "file":
        yield site.as_uri()
        return
    policy = STRICT if request.param == "policy" else ""
    with served(site, policy=policy) as root:
        yield root


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def found(page: "Page", text: str, count: int) -> list[str]:
    """The addresses of what a search finds, once there are so many."""
    from playwright.sync_api import expect

    page.fill(".search input", "")
    expect(page.locator(".search [role=status]")).to_be_empty()
    page.fill(".search input", text)
    expect(page.locator(".search [role=status]")).not_to_be_empty()
    return links(page, count)


def links(page: "Page", count: int) -> list[str]:
    """The addresses of so many results."""
    from playwright.sync_api import expect

    expect(page.locator(".search ol a")).to_have_count(count)
    addresses: list[str] = page.eval_on_selector_all(".search ol a", "all => all.map(a => a.href)")
    return addresses


def test_a_step_is_found_and_opened(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    (first,) = found(page, "stop engine", 1)
    assert first.endswith("/tool/6.0/upgrade.html#step-1")
    assert "Stop the engine & wait." in page.inner_text(".search li p")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tool/6.0/upgrade.html#step-1")


def test_a_hazard_leads_to_its_step_in_the_chosen_version(page: "Page", address: str) -> None:
    page.goto(f"{address}/tool/6.0/upgrade.html")
    page.keyboard.press("Control+k")
    assert len(found(page, "turbine", 3)) == 3

    page.select_option(".search [name=product]", "demo")
    assert len(links(page, 2)) == 2
    page.select_option(".search [name=version]", "3.0")

    (link,) = links(page, 1)
    assert link.endswith("/demo/3.0/upgrade.html#step-2")


def test_what_is_asked_is_text(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    page.click(".search-open")
    assert found(page, "<img src=x onerror=alert(1)> __proto__", 0) == []
    assert page.locator(".search img").count() == 0
    page.keyboard.press("Escape")
    assert not page.is_visible(".search")


def test_prose_is_in_the_large_index_alone(
    page: "Page", address: str, request: pytest.FixtureRequest
) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")

    large = request.node.callspec.params["address"] == "http"

    addresses = found(page, "viridian", int(large))

    ends = [address.rpartition("/demo/")[2] for address in addresses]
    assert ends == ["3.0/upgrade.html#upgrade-the-server"] * large
