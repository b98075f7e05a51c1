"""A runbook of three hops, executed in a real browser from a file on disk."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.backends.html.conftest import NO_STORAGE, Open, Reader, watch, written
from tests.backends.sample import runbook_of
from tests.conftest import CHROMIUM_ARGUMENTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STEPS = ["1:1", "1:2", "1:3", "2:1", "2:2", "2:2.1", "2:2.2", "2:3", "3:1", "3:2"]


def work_through(reader: Reader) -> None:
    """Execute the whole of it with the mouse."""
    reader.page.get_by_label("Change number").fill("C-42")
    reader.tick("1:1", "1:2", "1:3")
    reader.sign(1, "Ada")
    reader.tick("2:1", "2:2.1", "2:2.2", "2:2", "2:3")
    reader.sign(2, "Grace")
    reader.tick("3:1", "3:2")
    reader.sign(3, "Ada")


def test_with_the_mouse_from_the_first_step_to_the_last_signature(opened: Open) -> None:
    reader = opened()
    assert reader.done() == "0 of 8 steps done"

    work_through(reader)

    assert reader.done() == "8 of 8 steps done"
    assert reader.ticked() == STEPS
    record = reader.export()
    assert [step["done"] != "" for step in record["steps"]] == [True] * len(STEPS)
    assert [gate["name"] for gate in record["gates"]] == ["Ada", "Grace", "Ada"]
    assert [gate["override"] for gate in record["gates"]] == ["", "", ""]


def test_with_the_keyboard_alone(opened: Open) -> None:
    reader = opened()
    keyboard = reader.page.keyboard
    focused = "document.activeElement.closest('[data-step]')?.dataset.step"

    def next_step() -> str | None:
        keyboard.press("Alt+Shift+KeyN")
        step: str | None = reader.page.evaluate(focused)
        return step

    for steps, after in ((STEPS[:3], 1), (STEPS[3:8], 2), (STEPS[8:], 3)):
        for key in steps:
            assert next_step() == key
            keyboard.press("Space")
        assert next_step() is None
        assert reader.page.evaluate("document.activeElement.name") == "who"
        keyboard.type("Ada")
        keyboard.press("Enter")
        assert "Signed by Ada" in reader.gate(after).inner_text()

    assert reader.done() == "8 of 8 steps done"
    next_step()
    assert reader.said() == "Nothing is open."


def test_with_one_button_from_what_is_open_to_what_is_open(opened: Open) -> None:
    reader = opened()
    focused = "document.activeElement.closest('[data-step], .gate').dataset"
    seen = []
    for _ in range(5):
        reader.press("Next open")
        seen.append(reader.page.evaluate(focused))
    assert [one.get("step", one.get("gate")) for one in seen] == ["1:1", "1:2", "1:3", "1", "1:1"]
    reader.page.keyboard.press("Alt+Shift+KeyP")
    assert reader.page.evaluate(focused) == {"gate": "1"}


def test_everything_that_can_be_pressed_is_reached_by_tab_in_the_order_of_the_page(
    opened: Open,
) -> None:
    reader = opened()
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    wanted = reader.page.evaluate(
        "[...document.querySelectorAll("
        "'a, button, input, select, textarea, summary, [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility() && !e.disabled).length"
    )
    tops = []
    for _ in range(wanted - 1):
        reader.page.keyboard.press("Tab")
        tops.append(
            reader.page.evaluate(
                "(() => { const e = document.activeElement;"
                " const style = getComputedStyle(e);"
                " if (style.outlineStyle === 'none') throw new Error(e.outerHTML);"
                " const all = [...document.querySelectorAll('*')];"
                " return e.closest('.bar') ? 1e6 : all.indexOf(e); })()"
            )
        )
    # A field for date and time has several stops of its own.
    assert tops == sorted(tops)
    assert len(set(tops)) > wanted / 2


def test_a_hop_stays_closed_until_the_gate_before_it_is_signed(opened: Open) -> None:
    reader = opened()
    assert reader.box("2:1").is_disabled()
    assert (
        "Closed until the gate after hop 1 is signed." in reader.page.locator("#hop-2").inner_text()
    )
    assert reader.gate(2).get_by_label("Name").is_disabled()

    reader.tick("1:1")
    reader.sign(1, "Ada")
    assert reader.box("2:1").is_disabled(), "two steps are open"
    assert (
        reader.gate(1)
        .get_by_label("Reason")
        .evaluate("e => e.validationMessage")
        .startswith("2 steps are open")
    )

    reader.sign(1, "Ada", "The rack is off already.")
    assert reader.box("2:1").is_enabled()
    assert reader.box("3:1").is_disabled()
    assert "Although something was open: “The rack is off already.”" in reader.gate(1).inner_text()
    (gate,) = reader.export()["gates"]
    assert (gate["after"], gate["name"], gate["override"]) == (1, "Ada", "The rack is off already.")

    reader.press("Withdraw the signature")
    reader.answer("Withdraw")
    assert reader.box("2:1").is_disabled()


def test_a_gate_takes_the_time_that_its_reader_gives(opened: Open) -> None:
    reader = opened()
    reader.tick("1:1", "1:2", "1:3")
    gate = reader.gate(1)
    gate.get_by_label("Name").fill(" ")
    gate.get_by_role("button", name="Sign").click()
    assert reader.box("2:1").is_disabled(), "a name is asked for"
    gate.get_by_label("Date and time").fill("2026-01-31T23:05")
    reader.sign(1, "Ada")
    wanted = reader.page.evaluate("new Date('2026-01-31T23:05').toISOString().slice(0, 19) + 'Z'")
    assert reader.export()["gates"][0]["time"] == wanted


def test_after_the_browser_was_closed_the_work_goes_on(
    browser: "Browser", file: Path, tmp_path: Path
) -> None:
    faults: list[str] = []

    def session() -> tuple["Reader", object]:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=shutil.which("chromium"),
            args=list(CHROMIUM_ARGUMENTS),
        )
        page = context.pages[0]
        watch(page, faults)
        page.goto(file.as_uri())
        return Reader(page), context

    reader, context = session()
    reader.tick("1:1", "1:2")
    reader.note("1:2", "Took two attempts.\n<b>bold</b>")
    reader.page.get_by_label("Change number").fill("C-42")
    reader.page.locator("#hop-1").get_by_role("button", name="Start the stop-watch").click()
    before = reader.export()
    reader.page.wait_for_timeout(1200)
    context.close()  # type: ignore[attr-defined]

    reader, context = session()
    assert reader.ticked() == ["1:1", "1:2"]
    assert reader.page.get_by_label("Change number").input_value() == "C-42"
    assert reader.page.get_by_label("Note on step 2").first.is_visible()
    assert "Pause" in reader.page.locator("#hop-1 .count").inner_text()
    after = reader.export()
    assert after["steps"] == before["steps"]
    assert after["run"] == before["run"]
    assert after["watches"][0]["seconds"] >= 1
    context.close()  # type: ignore[attr-defined]
    assert faults == []


def test_a_stop_watch_is_paused_and_goes_on(opened: Open) -> None:
    reader = opened()
    page = reader.page
    page.clock.install(time="2026-01-31T22:00:00Z")
    page.reload()
    watch = page.locator("#hop-1 .count")
    watch.get_by_role("button").click()
    page.clock.fast_forward(65_000)
    assert "00:01:05" in watch.inner_text()
    watch.get_by_role("button").click()
    page.clock.fast_forward(60_000)
    assert "00:01:05" in watch.inner_text()
    watch.get_by_role("button").click()
    page.clock.fast_forward(5_000)
    page.reload()
    page.clock.run_for(1_000)
    (entry,) = reader.export()["watches"]
    assert entry["part"] == 1
    assert 71 <= entry["seconds"] < 80, "70 by the clock that was set, and what really went by"


def test_two_tabs_add_to_one_run_and_destroy_nothing(opened: Open) -> None:
    one, other = opened(), opened()
    one.tick("1:1")
    other.tick("1:2")
    one.note("1:1", "from one")
    other.note("1:2", "from the other")
    for reader in (one, other):
        reader.settles("li.done", 2)
    steps = one.export()["steps"][:2]
    assert [step["note"] for step in steps] == ["from one", "from the other"]
    assert one.export()["run"] == other.export()["run"]
    assert other.export()["steps"] == one.export()["steps"]


def test_runs_stand_side_by_side(opened: Open) -> None:
    reader = opened()
    page = reader.page
    reader.tick("1:1")
    reader.press("New")
    reader.answer("Begin", "Server B")
    assert reader.ticked() == []
    reader.tick("1:2")
    reader.press("Rename")
    reader.answer("Rename", "Server <B>")
    chooser = page.locator(".run select")
    reader.settles("option:has-text('<B>')", 1)
    assert chooser.locator("option").all_inner_texts() == ["Run 1", "Server <B>"]
    chooser.select_option(label="Run 1")
    assert reader.ticked() == ["1:1"]
    page.reload()
    assert reader.ticked() == ["1:1"]

    other = opened()
    other.page.locator(".run select").select_option(label="Server <B>")
    reader.press("Delete")
    reader.answer("Cancel")
    assert reader.ticked() == ["1:1"]
    reader.press("Delete")
    reader.answer("Delete")
    assert reader.ticked() == ["1:2"]
    assert "The run was deleted. This is now Server <B>." in reader.said()
    assert chooser.locator("option").all_inner_texts() == ["Server <B>"]
    other.settles("option", 1)
    other.press("Delete")
    other.answer("Delete")
    reader.settles("li.done", 0)
    assert (
        page.evaluate("Object.keys(localStorage).filter(key => /of|run\\//.test(key.slice(80)))")
        == []
    )


def test_only_what_is_open_is_shown_where_one_wants_it(opened: Open) -> None:
    reader = opened()
    reader.tick("1:1")
    reader.page.get_by_label("Only what is open").check()
    assert not reader.box("1:1").is_visible()
    assert reader.box("1:2").is_visible()
    reader.box("1:2").focus()
    reader.page.keyboard.press("Space")
    assert reader.page.evaluate("document.activeElement.closest('li').dataset.step") == "1:3"
    reader.page.keyboard.press("Alt+Shift+KeyO")
    assert reader.box("1:1").is_visible()
    reader.page.emulate_media(media="print")
    assert reader.page.locator('li[data-step="1:1"]').is_visible()


@pytest.mark.parametrize("fault", [NO_STORAGE, "Storage.prototype.setItem = () => { throw 1; }"])
def test_where_nothing_can_be_stored_the_page_says_so(opened: Open, fault: str) -> None:
    reader = opened(script=fault)
    assert (
        "Export the record before you close this page"
        in reader.page.locator(".unkept").inner_text()
    )
    reader.tick("1:1")
    assert reader.done() == "1 of 8 steps done"
    assert reader.export()["steps"][0]["done"]


def test_a_full_storage_is_told_and_what_was_entered_stays(opened: Open) -> None:
    reader = opened()
    reader.tick("1:1")
    assert reader.page.locator(".unkept").count() == 0
    reader.page.evaluate(
        "() => { for (let n = 2 ** 22; n; n >>= 1)"
        " try { localStorage.setItem('full' + n, 'x'.repeat(n)); } catch {} }"
    )
    reader.tick("1:2")
    assert reader.page.locator(".unkept").count() == 1
    assert [bool(step["done"]) for step in reader.export()["steps"][:2]] == [True, True]
    reader.page.evaluate(
        "() => Object.keys(localStorage).filter(k => k.startsWith('full'))"
        ".forEach(k => localStorage.removeItem(k))"
    )
    reader.tick("1:3")
    assert reader.page.locator(".unkept").count() == 0
    reader.page.reload()
    assert reader.ticked() == ["1:1", "1:2", "1:3"]


def test_entries_of_another_page_on_the_disk_are_data(opened: Open) -> None:
    reader = opened()
    reader.tick("1:1")
    reader.page.evaluate(
        "() => { for (const key of Object.keys(localStorage)) {"
        " if (key.includes('/done/')) localStorage.setItem(key, 'not a time');"
        " const base = key.split('/done/')[0];"
        " localStorage.setItem(base + '/gate/1', '{\"name\": {}, \"time\": 7}');"
        " localStorage.setItem(base + '/gate/2', '[1');"
        " localStorage.setItem(base + '/watch/1', '\"x\"'); } }"
    )
    reader.page.reload()
    assert reader.page.locator(".bar").is_visible()
    assert reader.ticked() == []
    assert reader.box("2:1").is_disabled()


def test_commands_and_paths_are_copied_exactly(opened: Open, profile: "object") -> None:
    reader = opened()
    profile.grant_permissions(["clipboard-read", "clipboard-write"])  # type: ignore[attr-defined]
    reader.page.get_by_role("button", name="Copy net stop demo").click()
    assert reader.page.evaluate("navigator.clipboard.readText()") == "net stop demo"
    reader.page.get_by_role("button", name="Copy C:").click()
    path = "C:\\Program Files\\Demo\\CertsInfo"
    assert reader.page.evaluate("navigator.clipboard.readText()") == path
    assert reader.said().strip() == "Copied."


def test_without_a_clipboard_the_selection_is_copied(opened: Open) -> None:
    reader = opened(script="Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    reader.page.evaluate(
        "document.addEventListener('copy', () => { window.copied = document.activeElement.value; })"
    )
    button = reader.page.get_by_role("button", name="Copy net stop demo")
    button.click()
    assert reader.page.evaluate("window.copied") == "net stop demo"
    assert reader.page.evaluate("document.activeElement.className") == "copy copied"


def test_one_procedure_has_no_hops(opened: Open, tmp_path: Path) -> None:
    reader = opened(written(runbook_of("# Install\n\n1. Do it.\n2. Do more.\n"), tmp_path))
    reader.tick("1:1")
    reader.page.get_by_role("button", name="Start the stop-watch", exact=True).click()
    assert reader.done() == "1 of 2 steps done"
    reader.press("Show the record")
    text = reader.page.locator("main.paper").inner_text()
    assert "Steps" in text
    assert "Hop" not in text
