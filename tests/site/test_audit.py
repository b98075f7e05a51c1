"""Every kind of page in a browser: accessible, under a strict policy, quiet, whole, steady."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.audited import LONG, PAGES, RUNBOOK
from tests.site.serving import STRICT, served
from tests.site.test_site import assert_sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (360, 1440)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
}
STEADY = 0.01
"""More than this the text may not jump (Chromium's own measure of layout shift)."""
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_TELL_BREACHES = """
addEventListener("securitypolicyviolation", (breach) =>
  console.error(`POLICY ${breach.violatedDirective} ${breach.blockedURI} ${breach.sourceFile}`));
"""


@contextmanager
def reading(browser: "Browser", **context: Any) -> "Iterator[Page]":
    """A page in a browser of its own."""
    opened = browser.new_context(**context)
    try:
        yield opened.new_page()
    finally:
        opened.close()


def violations(page: "Page") -> list[str]:
    """What axe-core finds, with the elements."""
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {rules: {'target-size': {enabled: true}}})"
    )
    assert found["passes"]
    return [
        f"{page.url} {one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def opened(page: "Page", address: str) -> "Page":
    page.goto(address)
    if page.locator(".picker").count():
        page.wait_for_selector(".picked > *")
    return page


def address_of(root: str, kind: str) -> str:
    """Where a page stands; a page that is missing knows the top of its host only."""
    return f"{root.removesuffix('/sub') if kind == 'missing' else root}/{PAGES[kind]}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: "Browser", audited: Path, width: int, scheme: str) -> None:
    found: list[str] = []
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with served(audited) as root, reading(browser, **look) as page:
        for kind in PAGES:
            opened(page, address_of(root, kind))
            found += violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
        opened(page, f"{root}/index.html#product=demo&from=3.0&to=2.0")
        found += violations(page)
        opened(page, f"{root}/index.html?#product=demo&from=3.0&to=3.0&agent=1.0")
        assert page.locator(".picked-need, .met.bad").count() == 2
        found += violations(page)
        page.keyboard.press("/")
        page.keyboard.type("restart")
        page.wait_for_selector(".search li")
        found += violations(page)
    assert found == []


def watched(page: "Page", heard: list[str]) -> None:
    """Note whatever the browser complains of or asks another host."""
    page.add_init_script(_TELL_BREACHES)
    page.on("console", lambda said: heard.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on(
        "request",
        lambda asked: heard.extend([] if "//127.0.0.1:" in asked.url else [asked.url]),
    )


def test_no_page_breaks_a_strict_policy(browser: "Browser", audited: Path) -> None:
    runbooks = set(audited.glob("runbooks/*/*.html"))
    pages = sorted(set(audited.rglob("*.html")) - runbooks)
    assert len(pages) > len(PAGES)
    heard: list[str] = []
    with served(audited, policy=STRICT) as root, reading(browser) as page:
        watched(page, heard)
        for path in pages:
            top = root.removesuffix("/sub") if path.name == "404.html" else root
            opened(page, f"{top}/{path.relative_to(audited).as_posix()}")
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
        opened(page, f"{root}/index.html").keyboard.press("/")
        page.keyboard.type("restart")
        page.wait_for_selector(".search li")
    assert heard == []


def test_a_runbook_brings_a_stricter_policy_of_its_own(browser: "Browser", audited: Path) -> None:
    heard: list[str] = []
    with served(audited) as root, reading(browser) as page:
        watched(page, heard)
        page.goto(f"{root}/{RUNBOOK}")
        policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
        page.get_by_role("checkbox").first.check()
        assert "default-src 'none'" in str(policy)
        assert "unsafe" not in str(policy)
    assert heard == []


def test_a_runbook_is_readable_where_the_policy_of_the_site_stops_its_script(
    browser: "Browser", audited: Path
) -> None:
    with served(audited, policy=STRICT) as root, reading(browser) as page:
        page.goto(f"{root}/{RUNBOOK}")
        assert page.get_by_text("as an administrator").first.is_visible()


def test_every_link_of_the_site_leads_somewhere(audited: Path) -> None:
    assert_sound(audited)


def focused(page: "Page", selector: str, key: str = "Tab") -> None:
    """Press a key until an element has the focus."""
    for _ in range(60):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press(key)
    pytest.fail(f"{selector} cannot be reached by {key}")


def test_picker_search_and_menu_need_no_mouse(browser: "Browser", audited: Path) -> None:
    phone = {"viewport": {"width": 360, "height": 740}}
    with served(audited) as root, reading(browser, **phone) as page:
        opened(page, f"{root}/index.html")
        focused(page, ".skip")
        page.keyboard.press("Enter")
        focused(page, ".picker [name=from]")
        page.keyboard.type("1.0")
        page.wait_for_function("location.hash.includes('from=1.0')")
        focused(page, ".picker [name=to]")
        page.keyboard.type("2.0")
        page.wait_for_function("location.hash.includes('to=2.0')")
        focused(page, ".picked-files a[href$='1.0-to-2.0.html']")

        focused(page, ".search-open", "Shift+Tab")
        page.keyboard.press("Enter")
        page.keyboard.type("folded")
        page.wait_for_selector(".search li")
        focused(page, ".search li a", "ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/kinds.html#*")

        page.goto(f"{root}/{PAGES['kinds']}")
        focused(page, ".menu > summary")
        page.keyboard.press("Enter")
        focused(page, ".menu-body > ul a[href$='upgrade.html']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/upgrade.html")
        assert page.url.startswith(root)
        page.keyboard.press("Enter")
        page.wait_for_url("**/upgrade.html")


def test_without_a_script_every_page_says_all_it_says(browser: "Browser", audited: Path) -> None:
    with served(audited) as root, reading(browser, java_script_enabled=False) as page:
        for kind in PAGES:
            page.goto(address_of(root, kind))
            assert page.locator("h1").is_visible()
            assert not page.locator(".search-open").is_visible()
        page.goto(f"{root}/index.html")
        assert not page.locator(".picker").is_visible()
        page.get_by_role("link", name="All runbooks").click()
        assert page.locator("a[href$='demo-2.0-to-3.0.html']").count()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_jumps_on_a_slow_line(browser: "Browser", audited: Path, width: int) -> None:
    look = {"viewport": {"width": width, "height": 900}}
    shifts: dict[str, float] = {}
    with served(audited, late=(".js", ".png")) as root:
        for kind in sorted(set(PAGES) - {"missing"}):
            # Each visit is a first one: what is remembered comes at once.
            with reading(browser, **look) as page:
                page.add_init_script(WATCH_SHIFTS)
                opened(page, address_of(root, kind)).wait_for_load_state("networkidle")
                shifts[kind] = page.evaluate("window.shifts")
    assert {kind: value for kind, value in shifts.items() if value >= STEADY} == {}


def test_a_finger_finds_room(browser: "Browser", audited: Path) -> None:
    """What leads to other pages or chooses is 44 pixels high; links in prose are as prose is."""
    small = """all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44)
      .map(e => `${e.outerHTML} ${e.clientHeight}`)"""
    chrome = ".top :is(a, button), .menu summary, .menu a, .toc a, .toc > summary, .crumbs a, "
    chrome += ".turn a, .picker :is(select, button), .picked-files a, .downloads a"
    with served(audited) as root, reading(browser, **PHONE) as page:
        for kind in PAGES:
            opened(page, address_of(root, kind))
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            assert page.eval_on_selector_all(chrome, small) == [], kind
        opened(page, f"{root}/index.html").keyboard.press("/")
        page.keyboard.type("restart")
        page.wait_for_selector(".search li")
        controls = ".search :is(input, select, button, li a)"
        assert page.eval_on_selector_all(controls, small) == []


def test_long_titles_stay_whole(browser: "Browser", audited: Path) -> None:
    with served(audited) as root, reading(browser, viewport={"width": 360, "height": 740}) as page:
        for name, title in LONG.items():
            page.goto(f"{root}/{PAGES[name]}")
            assert page.inner_text("h1") == title
            cut = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML)"
            assert page.eval_on_selector_all("h1, h2, .crumbs, .toc, .menu", cut) == []
