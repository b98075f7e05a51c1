"""The picker in a browser, from a disk: what is chosen leads to a runbook and stands in the URL."""

import hashlib
import json
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

SHORTER = """# Upgrade

The 3.0 server refuses agents older than 2.0.

## Upgrade from Gate 1.0 to 2.0

1. Run `setup.exe`.
2. Upgrade each agent.

## Upgrade from Gate 2.0 to 3.0

1. Run `setup.exe`.
2. Upgrade each agent.

## Upgrade from Gate 1.0 to 3.0

1. Run `setup.exe`.
2. Upgrade each agent.
"""
EARLY = """# Upgrade

The 2.0 server can talk to 2.0 and 3.0 agents.

## Upgrade from Early 2.0 to 3.0

1. Upgrade the agents.
2. Install the server.

An agent older than 2.0 must be upgraded to 2.0 first.
"""
OTHER = "# Upgrade\n\n## Upgrade from Tool 5 to 6\n\n1. Run `tool.exe`.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for folder, text in (
        ("demo/3.0", PAGE),
        ("early/3.0", EARLY),
        ("gate/3.0", SHORTER),
        ("tool/6", OTHER),
    ):
        (root / "docs" / folder).mkdir(parents=True)
        (root / "docs" / folder / "upgrade.md").write_text(text, encoding="utf-8")
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    build_site(compilation, runbook_files(compilation, pdf=False), root / "site")
    return root / "site"


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
                page.wait_for_function(
                    "start => location.hash.includes(`&from=${start}&`)", arg=start
                )
                page.select_option(".picker [name=to]", end)
                page.wait_for_function("end => location.hash.includes(`&to=${end}`)", arg=end)
                words = shown(page)
                links = page.eval_on_selector_all(".picked-files a", "all => all.map(a => a.href)")
                for link in links:
                    assert Path(link.removeprefix("file://")).is_file()
                assert links or "no route" in words or "already" in words
                assert page.evaluate("document.documentElement.scrollWidth") <= 360
                pairs += 1
    assert pairs == 26


def test_the_address_brings_back_what_was_chosen(page: "Page", site: Path) -> None:
    opened(page, site)
    page.select_option(".picker [name=product]", "demo")
    page.select_option(".picker [name=from]", "2.0")
    page.wait_for_function("location.hash.includes('from=2.0')")
    page.select_option(".picker [name=agent]", "1.0")
    page.select_option(".picker [name=agent-to]", "1.0")
    state = page.evaluate("location.hash")
    before = shown(page)

    opened(page, site, state)

    assert page.input_value(".picker [name=from]") == "2.0"
    assert page.input_value(".picker [name=agent]") == "1.0"
    assert page.input_value(".picker [name=agent-to]") == "1.0"
    assert shown(page) == before


def test_agents_of_an_old_version_are_told_before_the_hop_that_cuts_them_off(
    page: "Page", site: Path
) -> None:
    opened(page, site, "#product=demo&from=2.0&to=3.0&agent=1.0")

    need = page.inner_text(".picked-need")
    assert "Agents of 1.0 do not work with 3.0. Before the hop from 2.0 to 3.0" in need
    assert "upgrade agents from 1.0 to 2.0 or newer" in need
    assert "refuses agents older than 2.0" in need
    assert "Agents of 1.0 cannot connect" in shown(page)
    page.click(".picked-need a >> text=Step 2 of “Upgrade Demo 1.0 to 2.0”")
    assert page.url.endswith("-step-2")


def test_agents_are_upgraded_along_the_way(page: "Page", site: Path) -> None:
    opened(page, site, "#product=demo&from=1.0&to=3.0")

    stops = page.locator(".stops li").all_inner_texts()
    assert "Step 2 of this hop upgrades agents to 2.0" in stops[1]
    assert "Agents of 2.0 are not among those that 3.0 refuses" in stops[2]
    assert page.locator(".picked-need").count() == 0

    page.select_option(".picker [name=agent-to]", "1.0")

    assert "Agents of 1.0 cannot connect" in page.locator(".stops li").nth(2).inner_text()
    assert page.locator(".picked-need").count() == 1


def test_agents_that_go_first_are_told_before_the_server(page: "Page", site: Path) -> None:
    opened(page, site, "#product=early&from=2.0&to=3.0")
    (_, last) = page.locator(".stops li").all_inner_texts()
    assert "Step 1 of this hop upgrades agents to 3.0, before the server" in last

    page.select_option(".picker [name=agent-to]", "2.0")

    last = page.locator(".stops li").nth(1).inner_text()
    assert "The docs do not say whether agents of 2.0 work with 3.0" in last
    assert "upgrades agents" not in last


def test_a_pair_that_is_forbidden_already_is_said_at_once(page: "Page", site: Path) -> None:
    opened(page, site, "#product=demo&from=3.0&to=3.0&agent=1.0")

    assert "Agents of 1.0 do not work with 3.0, which is installed." in shown(page)
    assert "Before anything else, upgrade agents from 1.0 to 2.0 or newer" in shown(page)


def test_the_digest_of_a_file_is_copied_whole(browser: "Browser", site: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = opened(context.new_page(), site, "#product=demo&from=1.0&to=2.0")
    page.click(".picked-files li:first-child button")
    page.wait_for_selector(".picked-files button >> text=Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    path = Path(page.eval_on_selector(".picked-files a", "a => a.href").removeprefix("file://"))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == copied
    context.close()


def test_near_versions_are_one_click_away(page: "Page", site: Path) -> None:
    opened(page, site, "#product=demo&from=3.0&to=2.0")
    assert "3.0 is newer than 2.0" in shown(page)

    page.click(".near button >> text=2.0 to 3.0")
    page.wait_for_selector(".picked h2")

    assert "Upgrade Demo 2.0 to 3.0" in shown(page)


def test_a_forbidden_route_names_what_forbids_it_and_the_way_that_is_allowed(
    page: "Page", site: Path
) -> None:
    opened(page, site, "#product=gate&from=1.0&to=3.0")
    words = shown(page)
    assert "agents of 1.0 would meet a 3.0 server" in words
    assert "The 3.0 server refuses agents older than 2.0." in words
    assert "1.0 → 2.0 → 3.0" in words
    assert page.locator(".picked-files").count() == 0

    page.click(".near button >> text=1.0 to 2.0")
    page.wait_for_selector(".picked h2")

    assert "Upgrade Gate 1.0 to 2.0" in shown(page)
    assert page.evaluate("location.hash") == "#product=gate&from=1.0&to=2.0"


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=alert(1)>", "__proto__", "%", "constructor"]
)
def test_the_address_is_text(page: "Page", site: Path, hostile: str) -> None:
    fields = ("product", "from", "to", "agent", "agent-to")
    opened(page, site, "#" + "&".join(f"{field}={hostile}" for field in fields))

    assert "Upgrade" in shown(page)
    assert page.locator(".picked img").count() == 0


def test_without_a_script_the_lists_stand_there(browser: "Browser", site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert not page.is_visible(".picker")
    assert page.is_visible("text=What can be upgraded")
    page.click("text=All runbooks")
    assert page.locator("svg.graph a.hop").count() == 8
    assert "1.0 to 3.0: on the way agents of 1.0 would meet" in page.inner_text("main")
    assert "The 3.0 server refuses agents older than 2.0." in page.inner_text("main")
    assert "From hop 2, step 1 on, agents older than 2.0 cannot connect" in page.inner_text("main")
    context.close()


def test_a_program_finds_every_file(site: Path) -> None:
    listed = json.loads((site / "runbooks.json").read_text(encoding="utf-8"))
    files = [file["url"] for runbook in listed["runbooks"] for file in runbook["files"]]
    assert files
    assert all((site / url).is_file() for url in files)
