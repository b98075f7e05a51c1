"""Records of executions leave the page and come back, or are refused."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from runbookc.cli import schemas
from runbookc.model import ExecutionRecord, Runbook
from tests.backends.html.conftest import Open, Reader, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Record = dict[str, Any]


def begun(reader: Reader) -> Record:
    """The record of a run in the middle of its work."""
    reader.page.get_by_label("Change number").fill("C-42 <b>")
    reader.tick("1:1", "1:2")
    reader.note("1:2", 'Two attempts.\n"Quoted" <i>é</i> 😀')
    reader.sign(1, "Ada", "Step 3 is done by night.")
    reader.page.locator("#hop-1").get_by_role("button", name="Start the stop-watch").click()
    reader.page.wait_for_timeout(1100)
    reader.tick("2:2.1")
    return reader.export()


def test_a_record_fits_the_schema_and_the_model(opened: Open, sample: Runbook) -> None:
    record = begun(opened())

    schema = schemas.schema("execution-record")
    assert list(Draft202012Validator(schema).iter_errors(record)) == []
    model = ExecutionRecord.model_validate(record)
    assert (model.runbook.id, model.runbook.digest) == (sample.id, sample.digest)
    assert model.runbook.commit == sample.provenance.commit
    assert [(s.part, s.number) for s in model.steps if s.done] == [(1, "1"), (1, "2"), (2, "2.1")]
    assert model.steps[1].note == 'Two attempts.\n"Quoted" <i>é</i> 😀'
    assert model.steps[0].command == sample.parts[0].procedure.steps[0].command
    assert model.gates[0].override == "Step 3 is done by night."
    assert model.watches[0].seconds >= 1
    assert model.fields == {"Change number": "C-42 <b>"}


def test_somebody_else_goes_on_elsewhere(opened: Open, browser: "Browser") -> None:
    record = begun(opened())
    context = browser.new_context()
    other = opened(context=context)
    other.tick("1:1")

    other.bring(record)
    other.settles("li.done", 3)

    again = other.export()
    assert {k: v for k, v in again.items() if k != "run"} == {
        k: v for k, v in record.items() if k != "run"
    }
    assert again["run"] == record["run"]
    assert other.box("2:1").is_enabled()
    options = other.page.locator(".run option")
    assert options.count() == 2, "the run that was here is still here"
    other.bring(record)
    other.settles("option", 3)
    assert other.export()["run"]["name"] == "Run 1 (imported)"
    assert other.export()["run"]["id"] != record["run"]["id"]
    context.close()


def changed(change: Callable[[Record], Any]) -> Callable[[Record], str]:
    def tamper(record: Record) -> str:
        record = copy.deepcopy(record)
        change(record)
        return json.dumps(record)

    return tamper


TAMPERED: dict[str, Callable[[Record], str]] = {
    "cut off": lambda record: json.dumps(record)[:-10],
    "no object": lambda _: "[1]",
    "null": lambda _: "null",
    "empty": lambda _: "",
    "another version": changed(lambda r: r.update(version=2)),
    "a surplus key": changed(lambda r: r.update(script="alert(1)")),
    "a prototype": lambda r: json.dumps(r).replace('"version"', '"__proto__": {"x": 1}, "version"'),
    "a missing key": changed(lambda r: r.pop("steps")),
    "a key too many in a step": changed(lambda r: r["steps"][0].update(html="<b>")),
    "a time that is none": changed(lambda r: r["steps"][0].update(done="2026-99-31T22:00:00Z")),
    "a local time": changed(lambda r: r["steps"][0].update(done="2026-01-31T22:00")),
    "a number for a note": changed(lambda r: r["steps"][0].update(note=7)),
    "a note without end": changed(lambda r: r["steps"][0].update(note="x" * 4001)),
    "another command": changed(lambda r: r["steps"][0].update(command="Format the disk.")),
    "a step that is not there": changed(lambda r: r["steps"][0].update(number="9")),
    "a step twice": changed(lambda r: r["steps"].append(r["steps"][0])),
    "a gate without a name": changed(lambda r: r["gates"][0].update(name="")),
    "a gate that is not there": changed(lambda r: r["gates"][0].update(after=9)),
    "a gate twice": changed(lambda r: r["gates"].append(r["gates"][0])),
    "a watch that runs backwards": changed(lambda r: r["watches"][0].update(seconds=-5)),
    "a watch of no hop": changed(lambda r: r["watches"][0].update(part=9)),
    "an id that is a path": changed(lambda r: r["run"].update(id="../../x")),
    "half a digest": changed(lambda r: r["runbook"].update(digest="abc")),
}


def test_what_was_tampered_with_is_refused_and_changes_nothing(opened: Open) -> None:
    reader = opened()
    record = begun(reader)
    before = {**record, "watches": []}
    for name, tamper in TAMPERED.items():
        reader.bring(tamper(record))
        dialog = reader.page.get_by_role("dialog")
        assert "Nothing was changed." in dialog.inner_text(), name
        reader.answer("Close")
        assert {**reader.export(), "watches": []} == before, name
        assert reader.page.locator("option").count() == 1, name


def test_what_was_only_written_by_another_program_comes_in(opened: Open) -> None:
    reader = opened()
    record = begun(reader)
    lean = {key: record[key] for key in ("version", "runbook", "run", "steps")}
    lean["steps"] = [
        {k: step[k] for k in ("part", "number", "command")} for step in record["steps"]
    ]
    reader.bring(lean)
    reader.settles("option", 2)
    assert reader.ticked() == []


def test_a_record_of_another_edition_can_be_read_only(
    opened: Open, sample: Runbook, tmp_path: Path
) -> None:
    record = begun(opened())
    edition = sample.model_copy(update={"digest": "f" * 64})
    reader = opened(written(edition, tmp_path))
    assert reader.ticked() == [], "entries belong to one edition"

    reader.bring(record)
    assert record["runbook"]["digest"][:16] in reader.page.get_by_role("dialog").inner_text()
    reader.answer("Read it here")

    text = reader.page.locator("main.paper").inner_text()
    assert "another edition" in text
    assert '"Quoted" <i>é</i>' in text
    assert reader.ticked() == []
    reader.press("Back to the runbook")
    assert reader.page.locator("#hop-1").is_visible()


@pytest.mark.parametrize("file_size", [6_000_000])
def test_a_file_too_large_is_refused(opened: Open, file_size: int) -> None:
    reader = opened()
    reader.bring("x" * file_size)
    assert "too large" in reader.page.get_by_role("dialog").inner_text()


def test_the_record_is_a_page_to_print(opened: Open) -> None:
    reader = opened()
    begun(reader)
    reader.page.emulate_media(media="print")
    assert not reader.page.locator("main.paper").count()
    reader.page.emulate_media(media="screen")
    reader.page.keyboard.press("Alt+Shift+KeyR")
    paper = reader.page.locator("main.paper")
    text = paper.inner_text()
    for words in (
        "Record of execution",
        "Uninstall the server.",
        "Two attempts.",
        "Ada",
        "C-42 <b>",
    ):
        assert words in text
    assert "Step 3 is done by night." in text
    assert reader.page.locator("h1:visible").all_inner_texts() == ["Record of execution"]
    assert reader.page.evaluate("document.activeElement.textContent") == "Record of execution"
    reader.page.emulate_media(media="print")
    assert not reader.page.locator("#hop-1").is_visible()
    assert reader.page.locator("button:visible").count() == 0
    reader.page.emulate_media(media="screen")
    reader.page.keyboard.press("Alt+Shift+KeyB")
    assert reader.page.locator("#hop-1").is_visible()
