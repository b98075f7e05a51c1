"""A runbook is read by everybody: without a script, on paper, by assistive technology, anywhere."""

import io
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from tests.backends.html.conftest import Open, Reader, watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = (360, 1024, 1920)


def violations(reader: Reader) -> list[str]:
    """What axe-core finds, with the elements."""
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    reader.page.evaluate(axe)
    found: dict[str, Any] = reader.page.evaluate(
        "axe.run(document, {rules: {'target-size': {enabled: true}}})"
    )
    assert found["passes"]
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def in_states(reader: Reader) -> list[str]:
    """Violations of the page as it is opened, worked on, filtered, asking, and as a record."""
    found = violations(reader)
    reader.tick("1:1", "1:2", "1:3")
    reader.note("1:2", "A note.")
    reader.sign(1, "Ada")
    reader.page.locator("summary").click()
    found += violations(reader)
    reader.page.get_by_label("Only what is open").check()
    found += violations(reader)
    reader.press("Delete")
    found += violations(reader)
    reader.answer("Cancel")
    reader.press("Show the record")
    return found + violations(reader)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: "Browser", opened: Open, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    reader = opened(context=context)

    assert in_states(reader) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_nothing_scrolls_sideways(browser: "Browser", opened: Open, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    reader = opened(context=context)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    reader.press("Show the record")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_without_a_script_all_of_it_is_there(browser: "Browser", file: Path) -> None:
    faults: list[str] = []
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    watch(page, faults)
    page.goto(file.as_uri())
    text = page.locator("body").inner_text()
    for words in (
        "Example & Sons",
        "Point of no return",
        "The source gives no way back from here.",
        "From hop 2, step 1 on, agents older than 2.0 cannot connect until hop 3, step 2 is done.",
        "Gate after hop 1",
        "The source names no check.",
        "Appendix A",
        "https://example.com/note",
    ):
        assert words in text
    assert page.locator("button").count() == 0
    box = page.locator('li[data-step="3:1"] input')
    box.check()
    assert box.is_checked(), "nothing is closed where nothing can be signed"
    name = page.locator('section[data-gate="1"]').get_by_label("Name")
    name.fill("Ada")
    name.press("Enter")
    assert page.url == file.as_uri()
    context.close()
    assert faults == []


def printed(reader: Reader) -> str:
    """The text of the page as it is printed."""
    reader.page.emulate_media(media="print", color_scheme="dark")
    pages = pypdf.PdfReader(io.BytesIO(reader.page.pdf(prefer_css_page_size=True))).pages
    return "\n".join(page.extract_text() for page in pages)


def test_on_paper_there_are_lines_and_addresses_and_nothing_to_press(opened: Open) -> None:
    reader = opened()
    reader.tick("1:1", "1:2", "1:3")
    reader.note("1:1", "Was off already.")
    reader.sign(1, "Ada Lovelace")
    text = printed(reader)

    for words in (
        "Signature",
        "Ada Lovelace",
        "https://example.com/note",
        "Gate after hop 2",
        "Done",
    ):
        assert words in text
    for words in (
        "Export the record",
        "Next open",
        "Your run",
        "Closed until",
        "Reason,",
    ):
        assert words not in text
    assert "mm/dd" not in text.lower()
    tick = "getComputedStyle(document.querySelector('.tick input:checked'), '::before')"
    assert reader.page.evaluate(f"{tick}.borderRightColor") == "rgb(0, 0, 0)", "seen on white"
    shown = "[...document.querySelectorAll('button, .bar, .run')].filter(e => e.checkVisibility())"
    assert reader.page.evaluate(f"{shown}.length") == 0


def test_who_wants_no_motion_gets_none(browser: "Browser", opened: Open) -> None:
    for wanted, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        context = browser.new_context(
            reduced_motion="reduce" if wanted == "reduce" else "no-preference"
        )
        reader = opened(context=context)
        style = "getComputedStyle(document.documentElement).scrollBehavior"
        assert reader.page.evaluate(style) == behaviour
        context.close()


def test_small_targets_are_large_enough(opened: Open) -> None:
    reader = opened()
    small = reader.page.evaluate(
        "[...document.querySelectorAll('button, input, select, summary, textarea')]"
        ".filter(e => e.checkVisibility() && !e.closest('label.tick'))"
        ".map(e => [e.outerHTML, (e.closest('label') ?? e).getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"
    )
    assert small == []
    ticks = "[...document.querySelectorAll('.tick')].map(e => e.getBoundingClientRect().height)"
    assert min(reader.page.evaluate(ticks)) >= 24
