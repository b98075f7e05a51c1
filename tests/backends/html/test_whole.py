"""Everything that a runbook can hold is shown, in the order in which its reader needs it."""

import json
import re
from itertools import pairwise

import pytest

from runbookc.backends import html, wording
from runbookc.model import (
    Consideration,
    OutsideLink,
    Place,
    PointOfNoReturn,
    Runbook,
    StepPlace,
    numbered,
)
from tests.backends.html.test_html import Reader
from tests.backends.sample import PATH, runbook_of
from tests.backends.whole_sample import whole_runbook


def read(runbook: Runbook) -> Reader:
    ((_, content),) = html.render(runbook, lambda _: None).items()
    return Reader(content.decode())


@pytest.fixture(scope="module")
def reader() -> Reader:
    return read(whole_runbook())


def test_all_of_it_is_there_in_order(reader: Reader) -> None:
    text, place = reader.text, 0
    for words in (
        "Example & Sons",
        "At night: +1 555 0100",
        "Upgrade Demo 1.0 to 4.0",
        "Digest",
        "To fill in before you begin Change number",
        "Demo 1.0 → 2.0 → 3.0 → 4.0",
        "Hazards on this route ◆ DANGER Power off the rack. hop 1, before its first step",
        "△ CAUTION Agents are orphaned. hop 2, step 2",
        "Considerations",
        "Hop 1 of 3",
        "Point of no return The source gives no way back from here. Uninstall the server.",
        "See the agents (Appendix A) topic.",
        "Gate after hop 1 Go on only when all of this is true. Check that the console shows",
        "Name Date and time Signature",
        "From hop 2, step 1 on, agents older than 2.0 cannot connect until hop 3, step 2 is done.",
        "The source says this in its text: The 3.0 server refuses agents before 2.0.",
        "Stop the service:",
        "Gate after hop 2 The source names no check.",
        "Gate after hop 3",
        "Appendix A: Agents docs/demo/4.0/agents.md:1 Open Agents and choose Upgrade.",
        "What is not in this document vendor's note: https://example.com/note (hop 2)",
        "Where this comes from",
        "SHA-256 " + whole_runbook().digest,
    ):
        found = text.replace("\u00a0", " ").find(words.replace("\u00a0", " "), place)
        assert found >= 0, f"{words!r} is not in {text[place : place + 300]!r}"
        place = found


def test_every_link_inside_leads_somewhere_and_no_id_is_given_twice(reader: Reader) -> None:
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    inside = [href[1:] for href in reader.values("a", "href") if href.startswith("#")]

    assert len(ids) == len(set(ids))
    assert set(inside) <= set(ids)
    assert {"appendix-a", "hop-2-step-2", "hop-1"} <= set(inside)


def test_every_step_is_named_for_the_script_as_on_the_page(reader: Reader) -> None:
    runbook = whole_runbook()
    (content,) = html.render(runbook, lambda _: None).values()
    (data,) = re.findall(r"data-runbook>(.*?)</script>", content.decode())
    work = json.loads(data)

    assert [f"{step['part']}:{step['number']}" for step in work["steps"]] == reader.values(
        "li", "data-step"
    )
    assert [step["command"] for step in work["steps"]] == [
        step.command for part in runbook.parts for _, step in numbered(part.procedure.steps)
    ]
    assert (work["id"], work["digest"]) == (runbook.id, runbook.digest)
    assert [step["number"] for step in work["steps"] if step["optional"]] == ["3"]


def test_a_renamed_version_is_marked() -> None:
    runbook = whole_runbook()
    assert runbook.route is not None
    hop = runbook.route.hops[1].model_copy(update={"renamed": True, "to_product": "Vault"})
    hops = (runbook.route.hops[0], hop, runbook.route.hops[2])
    route = runbook.route.model_copy(update={"hops": hops})
    elements = read(runbook.model_copy(update={"route": route})).elements

    assert [a["class"] for tag, a in elements if tag == "span" and a.get("class") == "renamed"]


def test_a_point_of_no_return_has_the_sources_words_and_its_rollback() -> None:
    runbook = whole_runbook()
    place = StepPlace(part=1, number="2", path=PATH, line=12)
    lost = StepPlace(part=1, number="9", path=PATH, line=99)
    points = (
        PointOfNoReturn(words="converts the schema", place=place, rollback="Restore the backup."),
        PointOfNoReturn(words="deletes <all>", place=lost),
    )
    part = runbook.parts[0].model_copy(update={"no_return": points})
    text = read(runbook.model_copy(update={"parts": (part, *runbook.parts[1:])})).text

    assert "in its text: converts the schema Rollback: Restore the backup. Run setup.exe" in text
    # What stands at no step that is there is told before the first one.
    assert text.index("deletes <all>") < text.index("Uninstall the server.")


def test_what_is_told_twice_in_the_source_says_where() -> None:
    runbook = whole_runbook()
    (statement,) = runbook.considerations
    again = Consideration(
        title=statement.title,
        body=statement.body,
        path=statement.path,
        line=statement.line,
        hops=(1, 3),
        duplicates=(Place(path="docs/demo/3.0/upgrade.md", line=7),),
    )
    text = read(runbook.model_copy(update={"considerations": (again,)})).text

    assert "For hops 1, 3" in text
    assert f"{wording.SAME_TEXT}: docs/demo/3.0/upgrade.md:7" in text


def test_what_one_hop_alone_needs_stands_with_it() -> None:
    runbook = whole_runbook()
    (statement,) = runbook.considerations
    own = statement.model_copy(update={"hops": (2,), "title": "Only here"})
    text = read(runbook.model_copy(update={"prerequisites": (own,)})).text

    assert "Prerequisites Hop 2 has prerequisites of its own, which stand with it." in text
    assert text.index("Hop 2 of 3") < text.index("Prerequisites Only here Export all policies")
    assert text.index("Prerequisites Only here") < text.index("Stop the service:")


def test_what_is_outside_and_has_no_address_is_named_by_its_place() -> None:
    link = OutsideLink(text="the agents", url="", place="docs/demo/agents.md")
    text = read(whole_runbook().model_copy(update={"outside": (link,)})).text

    assert "What is not in this document the agents: docs/demo/agents.md" in text


def test_headings_go_down_step_by_step() -> None:
    text = "# Up\n\n## One\n\n#### Deep\n\nText.\n\n1. Do it.\n2. Do more.\n\n   ##### Inside\n"
    reader = read(runbook_of(text))
    levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
