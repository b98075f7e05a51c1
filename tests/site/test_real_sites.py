"""The sites of documentation that nobody of us wrote: whole, readable, steady, quiet.

No page is exempt. What the authors left out (levels of headings, words of links and headings) and
where their links lead nowhere, the site has to stand; it may not pass that on to its reader.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.site.serving import STRICT, served
from tests.site.test_audit import (
    STEADY,
    WATCH_SHIFTS,
    focused,
    opened,
    reading,
    violations,
    watched,
)
from tests.site.test_site import assert_sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}}
VISITED = 60
"""So many pages of a site are opened: the longest ones, and others evenly."""
KINDS = {
    "picker": 'class="picker"',
    "graph": 'class="graph"',
    "steps": 'class="step"',
    "headings as steps": 'class="step-number"',
    "note": 'class="admonition (?:note|tip|info|important)',
    "hazard": 'class="admonition (?:danger|warning|caution|notice)',
    "table": 'class="table"',
    "code": 'class="code"',
    "code with a title": 'class="code-title"',
    "picture": "<figure",
    "picture in a line": "<(?:p|li|td)>[^<]*<img",
    "tab": 'class="tab"',
    "folded": "<details>(?!<summary>[^<]*</summary>\n<ul>)",
    "task": 'class="task',
    "quotation": "<blockquote",
    "broken link": 'class="broken"',
    "skipped level": "aria-level",
    "another host": 'class="external"',
    "old version": 'class="older"',
    "downloads": 'class="page-runbooks"',
    "raw HTML": "<(?:kbd|sup|sub|br)",
    "redirect": 'http-equiv="refresh"',
}
_OUTLINE = """
[...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].map(
  (one) => [Number(one.ariaLevel ?? one.tagName[1]), one.textContent.trim()])
"""


def pages(site: Path) -> list[Path]:
    """The site's pages, shortest first; runbooks have tests of their own."""
    runbooks = set(site.glob("runbooks/*/*.html"))
    found = set(site.rglob("*.html")) - runbooks - {site / "404.html"}
    return sorted(found, key=lambda path: (path.stat().st_size, path))


def addresses(site: Path, chosen: Iterable[Path], root: str) -> list[str]:
    return [f"{root}/{path.relative_to(site).as_posix()}" for path in chosen]


def of_every_kind(site: Path) -> list[Path]:
    """The shortest pages that show together whatever the site has."""
    missing = {name: re.compile(pattern) for name, pattern in KINDS.items()}
    chosen: list[Path] = []
    for path in pages(site):
        text = path.read_text(encoding="utf-8")
        shown = [name for name, pattern in missing.items() if pattern.search(text)]
        chosen += [path] if shown else []
        for name in shown:
            del missing[name]
    return chosen


def skips(outline: list[tuple[int, str]]) -> list[str]:
    """The headings that nobody hears, or that stand too deep below the one before."""
    levels = [0, *(level for level, _ in outline)]
    return [
        f"{level} after {before}: {words}"
        for before, (level, words) in zip(levels, outline, strict=False)
        if not words or (before and level > before + 1)
    ]


def test_every_link_leads_somewhere(real_site: Path) -> None:
    assert len(pages(real_site)) > 25
    assert_sound(real_site)


def test_pages_fit_a_phone_and_keep_still_under_a_strict_policy(
    browser: "Browser", real_site: Path
) -> None:
    everything = pages(real_site)
    rest, longest = everything[: -VISITED // 3], everything[-VISITED // 3 :]
    chosen = longest + rest[:: max(1, len(rest) * 3 // (VISITED * 2))]
    assert len(chosen) >= min(VISITED, len(everything))
    heard: list[str] = []
    with served(real_site, policy=STRICT) as root, reading(browser, **PHONE) as page:
        watched(page, heard)
        page.add_init_script(WATCH_SHIFTS)
        for address in addresses(real_site, chosen, root):
            opened(page, address)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE["viewport"]["width"], f"{address} is {width} pixels wide"
            assert page.evaluate("window.shifts") < STEADY, address
            assert page.locator("main h1").count() or "refresh" in page.content(), address
            assert skips(page.evaluate(_OUTLINE)) == [], address
    assert heard == []


def test_axe_finds_nothing(browser: "Browser", real_site: Path) -> None:
    found: list[str] = []
    with served(real_site) as root, reading(browser, **PHONE) as page:
        for address in addresses(real_site, of_every_kind(real_site), root):
            opened(page, address)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                found += [f"{scheme}: {one}" for one in violations(page)]
    assert found == []


def test_a_page_is_found_and_read_by_keyboard(browser: "Browser", real_site: Path) -> None:
    with served(real_site) as root, reading(browser, **PHONE) as page:
        opened(page, f"{root}/index.html")
        page.keyboard.press("/")
        page.keyboard.type("upgrade")
        page.wait_for_selector(".search li")
        focused(page, ".search li a", "ArrowDown")
        address = page.evaluate("document.activeElement.href")
        page.keyboard.press("Enter")
        page.wait_for_url(address)
        focused(page, ".skip")
        page.keyboard.press("Enter")
        focused(page, "article a")
        assert page.url.split("#")[0] == address.split("#")[0]


def test_without_a_script_pages_are_whole(browser: "Browser", real_site: Path) -> None:
    chosen = of_every_kind(real_site)
    with served(real_site) as root, reading(browser, java_script_enabled=False) as page:
        for path, address in zip(chosen, addresses(real_site, chosen, root), strict=True):
            if KINDS["redirect"] in path.read_text(encoding="utf-8"):
                continue
            page.goto(address)
            assert page.locator("main h1").first.is_visible(), address
            assert page.locator(".picker, .search-open").first.is_hidden(), address
