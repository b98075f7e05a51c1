import json
from itertools import pairwise

import pytest

from runbookc.checks.rules.sibling_drift import SiblingDrift
from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect
from runbookc.discovery import Inventory
from runbookc.linking import link
from runbookc.pipeline.page import compile_page
from runbookc.planning import build_graph
from runbookc.source import SourceFile
from tests.checks.harness import assert_fixture, excerpt, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("STP004", "sibling_drift")


def test_it_marks_the_words_and_relates_the_sibling() -> None:
    files = fixture("sibling_drift")
    typed, missing = findings("STP004", files)
    assert excerpt(files, typed) == "ad"
    assert excerpt(files, missing) == "Do delete"
    assert "“Do not delete”" in missing.message
    (related,) = typed.related
    assert SourceFile(related.path, files[related.path]).excerpt(related.span) == "and"


def test_procedures_that_have_little_in_common_are_not_compared() -> None:
    page = (
        "# Move\n\n## Move the server\n\n**Step 1 –** Stop the service.\n\n"
        "**Step 2 –** Copy all of the files to the new server and start it.\n\n"
        "## Move the console\n\n**Step 1 –** Close the window.\n\n"
        "**Step 2 –** Copy all of the files to the new server an start it.\n"
    )
    assert not findings("STP004", {"docs/guard/8.0/a.md": page})


def test_between_two_wordings_the_rarer_word_is_the_slip() -> None:
    step = "**Step 3 –** Upgrade each agent {} the version before and then to this one.\n\n"
    page = "# Upgrade\n\n" + "".join(
        f"## Upgrade Procedure for {start} to {end}\n\n"
        f"Follow the steps to upgrade from Guard {start} to {end}.\n\n"
        "**Step 1 –** Stop the service, which takes its time.\n\n"
        "**Step 2 –** Take the form for the server from the list of forms.\n\n" + step.format(word)
        for start, end, word in (("7.3", "7.4", "from"), ("7.4", "7.5", "fron"))
    )
    files = {"docs/guard/8.0/a.md": page}
    assert [excerpt(files, item) for item in findings("STP004", files)] == ["fron"]


def test_a_doubled_word_is_the_slip_however_often_it_is_copied() -> None:
    step = "**Step 3 –** Copy the files of {} database to the new folder.\n\n"
    words = ("the the", "the", "the the")
    files = {"docs/guard/8.0/a.md": _three_hops(step, words)}
    assert [excerpt(files, item) for item in findings("STP004", files)] == ["the the database"] * 2


def test_a_word_that_may_be_left_out_is_no_slip() -> None:
    step = "**Step 3 –** Check {} the server runs and has a connection.\n\n"
    assert not findings("STP004", {"docs/guard/8.0/a.md": _three_hops(step, ("that", "that", ""))})


def _three_hops(step: str, words: tuple[str, ...]) -> str:
    versions = ("7.3", "7.4", "7.5", "8.0")
    return "# Upgrade\n\n" + "".join(
        f"## Upgrade Procedure for {start} to {end}\n\n"
        f"Follow the steps to upgrade from Guard {start} to {end}.\n\n"
        "**Step 1 –** Stop the service, which takes its time.\n\n"
        "**Step 2 –** Wait for the end of all jobs in the list.\n\n" + step.format(word)
        for (start, end), word in zip(pairwise(versions), words, strict=True)
    )


def test_descriptions_of_one_hop_say_the_same_steps_and_hazards() -> None:
    found = assert_fixture("STP004", "hop_descriptions")
    files = fixture("hop_descriptions")
    messages = {item.path.split("/")[2]: item for item in found}
    hazard, step = messages["8.0"], messages["7.5"]
    assert "A hazard that another description" in hazard.message
    assert "“The database of 7.4 is lost when the folder is deleted”" in hazard.message
    assert excerpt(files, hazard) == "Remove the folder of the old version from the disk"
    assert "A step that another description" in step.message
    (related,) = step.related
    assert related.path == "docs/guard/8.0/upgrade.md"
    source = SourceFile(related.path, files[related.path])
    assert source.excerpt(related.span) == "Restart each agent once it has the new version"


@pytest.mark.parametrize("name", ["sibling_drift", "hop_descriptions"])
def test_notes_are_small_and_as_good_when_they_were_kept_as_json(name: str) -> None:
    files = fixture(name)
    settings = Settings()
    dialect = PlainDialect(settings)
    compiled = [compile_page(p, t.encode(), dialect, settings) for p, t in files.items()]
    noted = {one.page.path: one.facts["STP004"] for one in compiled}
    assert len(json.dumps(noted)) < 2 * sum(map(len, files.values()))
    inventory = Inventory.from_memory(dict.fromkeys(files, b""), settings, dialect)
    project = link([one.page for one in compiled], inventory, settings, dialect)
    graph = build_graph(project)
    fresh = list(SiblingDrift().check(project, graph, noted))
    assert fresh
    assert fresh == list(SiblingDrift().check(project, graph, json.loads(json.dumps(noted))))
