"""The search in a browser: from a disk, over HTTP below a sub-path, under a strict policy."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

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


NAMED = r"""# Umstellung der Zertifikate

Starten Sie zuerst.

## Install the Schlüssel

1. Copy `C:\Program Files\Tool\SIToolAgent.exe` of 6.0.17 and `E-4711_B`.
2. 証明書の更新を実行します。

   :::warning
   Ältere Geräte fallen aus.
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
    (root / "docs" / "tool" / "6.0" / "zertifikate.md").write_text(NAMED, encoding="utf-8")
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


def test_a_page_is_searched_in_its_own_version_first(page: "Page", address: str) -> None:
    page.goto(f"{address}/demo/2.0/upgrade.html")
    page.keyboard.press("Control+k")
    (link,) = found(page, "turbine", 1)
    assert link.endswith("/demo/2.0/upgrade.html#step-2")
    assert page.input_value(".search [name=version]") == "2.0"
    assert page.inner_text(".search-scope") == "Demo 2.0"

    page.click(".search-everywhere")
    assert len(links(page, 3)) == 3
    assert not page.is_visible(".search-everywhere")

    page.select_option(".search [name=product]", "demo")
    assert len(links(page, 2)) == 2
    page.select_option(".search [name=version]", "3.0")
    (link,) = links(page, 1)
    assert link.endswith("/demo/3.0/upgrade.html#step-2")


ASKED = {
    r"C:\Program Files\Tool": "#step-1",
    "SIToolAgent.exe": "#step-1",
    "sitoolagent": "#step-1",
    "6.0.17": "#step-1",
    "E-4711_B": "#step-1",
    "Schlüssel": "#install-the-schlüssel",
    "schlussel": "#install-the-schlüssel",
    "INSTALL SCHLÜSSEL": "#install-the-schlüssel",
    "証明書": "#step-2",
    "更新": "#step-2",
    "ältere Geräte": "#step-2",
    "zertifkate": "",
}


def test_exact_names_other_scripts_and_slips(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    for asked, anchor in ASKED.items():
        (link,) = found(page, asked, 1)
        end = unquote(link).rpartition("/tool/6.0/zertifikate.html")[2]
        assert (asked, end) == (asked, anchor)


def test_a_slip_is_told(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    found(page, "zertifkate", 1)
    assert "“zertifikate” in place of “zertifkate”" in page.inner_text(".search form + p")


def test_the_heading_of_a_step_is_shown(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    found(page, "6.0.17", 1)
    assert page.inner_text(".search li b") == "Install the Schlüssel"
    assert "Step 1" in page.inner_text(".search li p")


def test_enter_waits_for_what_was_typed_last(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("6.0.17")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tool/6.0/zertifikate.html#step-1")
    assert page.locator("#step-1").is_visible()


def test_the_dialog_gives_the_focus_back(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    page.focus(".site-name")
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "site-name"


def test_long_questions_and_no_result(page: "Page", address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    assert found(page, "qzx " * 2_000, 0) == []
    assert "Nothing found" in page.inner_text(".search [role=status]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("lost", [("pagefind",), ("pagefind", "search-index.js")])
def test_an_index_that_is_not_there(
    browser: "Browser", site: Path, lost: tuple[str, ...], tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "site")
    for name in lost:
        path = tmp_path / "site" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    page = browser.new_page()
    with served(tmp_path / "site") as root:
        page.goto(f"{root}/index.html")
        page.keyboard.press("/")
        page.fill(".search input", "turbine")
        if len(lost) == 1:
            assert len(links(page, 3)) == 3
        else:
            page.wait_for_selector("text=The index could not be loaded.")
            (tmp_path / "site" / "search-index.js").write_bytes(
                (site / "search-index.js").read_bytes()
            )
            assert len(found(page, "turbine", 3)) == 3
    page.close()


@pytest.fixture
def asked(page: "Page") -> list[str]:
    """What the page asks its host for below the large index, as far as folders and names go."""
    paths: list[str] = []
    page.on("request", lambda one: paths.append(one.url.partition("/pagefind/")[2]))
    return paths


def folders(site: Path) -> dict[str, str]:
    """The folder of each product's bundle."""
    bundles = json.loads((site / "pagefind" / "bundles.json").read_text(encoding="utf-8"))
    return {product: folder for folder, product, _ in bundles}


def test_a_search_loads_what_it_asks_for(page: "Page", asked: list[str], site: Path) -> None:
    demo, tool = (folders(site)[product] for product in ("demo", "tool"))
    with served(site) as root:
        page.goto(f"{root}/demo/3.0/upgrade.html")
        assert not any(asked)
        page.keyboard.press("/")
        found(page, "viridian", 1)
        assert {path.partition("/")[0] for path in asked if "/" in path} == {demo}
        assert len([path for path in asked if path]) <= 8

        page.click(".search-everywhere")
        page.wait_for_function("() => document.querySelector('.search-everywhere').hidden")
        found(page, "ochre", 1)
        assert {path.partition("/")[0] for path in asked if "/" in path} == {demo, tool}
    own = [path.partition("?")[0] for path in asked if path.startswith(f"{demo}/")]
    assert len(own) == len(set(own))


def test_everywhere_the_best_comes_first(page: "Page", site: Path) -> None:
    with served(site) as root:
        page.goto(f"{root}/index.html")
        page.keyboard.press("/")
        addresses = found(page, "wait", 3)
        products = [address.rpartition("/sub/")[2].partition("/")[0] for address in addresses]
        assert sorted(products) == ["demo", "demo", "tool"]
        # The word stands on fewer of its pages, so it tells more there.
        assert products[0] == "tool"


def test_a_word_counts_though_another_product_has_it_not(page: "Page", site: Path) -> None:
    with served(site) as root:
        page.goto(f"{root}/index.html")
        page.keyboard.press("/")
        (link,) = found(page, "stop engine", 1)
        assert link.endswith("/tool/6.0/upgrade.html#step-1")
        page.select_option(".search [name=product]", "demo")
        assert all("/demo/" in address for address in links(page, 2))
        assert page.inner_text(".search [role=status]") == "2 pages; none has “engine”"


def test_product_and_version_may_stand_in_the_question(page: "Page", site: Path) -> None:
    with served(site) as root:
        page.goto(f"{root}/index.html")
        page.keyboard.press("/")
        (link,) = found(page, "demo heliotrope", 1)
        assert link.endswith("/demo/2.0/upgrade.html#upgrade-the-server")
        (link,) = found(page, "demo 2.0 prose", 1)
        assert link.endswith("/demo/2.0/upgrade.html#upgrade-the-server")


LOST = ("scopes.json", "pagefind-entry.json", "index")


@pytest.mark.parametrize("lost", LOST)
def test_a_broken_bundle_hides_no_page(
    browser: "Browser", site: Path, lost: str, tmp_path: Path
) -> None:
    shutil.copytree(site, tmp_path / "site")
    path = tmp_path / "site" / "pagefind" / folders(site)["tool"] / lost
    shutil.rmtree(path) if path.is_dir() else path.write_bytes(b"{")
    page = browser.new_page()
    with served(tmp_path / "site") as root:
        page.goto(f"{root}/index.html")
        page.keyboard.press("/")
        assert any("/tool/" in address for address in found(page, "engine", 1))
        page.select_option(".search [name=product]", "demo")
        (link,) = found(page, "heliotrope", 1)
        assert link.endswith("/demo/2.0/upgrade.html#upgrade-the-server")
    page.close()


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
