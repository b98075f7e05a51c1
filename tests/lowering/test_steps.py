"""Every way in which authors mark steps."""

import pytest

from runbookc.model import Procedure, Step
from tests.parsing.builder import lowered


def procedures(text: str) -> tuple[Procedure, ...]:
    return lowered(text).page.procedures


def steps(text: str) -> tuple[Step, ...]:
    (procedure,) = procedures(text)
    return procedure.steps


@pytest.mark.parametrize(
    ("first", "second", "label", "title", "command"),
    [
        ("**Step 1 –** Go on.", "**Step 2 –** Stop.", "Step 1 –", "", "Go on."),
        ("**Step 1 —** Go on.", "**Step 2 —** Stop.", "Step 1 —", "", "Go on."),
        ("**Step 1 -** Go on.", "**Step 2 -** Stop.", "Step 1 -", "", "Go on."),
        ("**Step 1:** Go on.", "**Step 2:** Stop.", "Step 1:", "", "Go on."),
        ("**Step 1.** Go on.", "**Step 2.** Stop.", "Step 1.", "", "Go on."),
        ("**Step 1** – Go on.", "**Step 2** – Stop.", "Step 1 –", "", "Go on."),
        ("**step 1:** Go on.", "**step 2:** Stop.", "step 1:", "", "Go on."),
        ("**Step 1 – Begin.** Go on.", "**Step 2 – End.** Stop.", "Step 1 –", "Begin.", "Go on."),
        ("**Step 1: Begin**\n\nGo on.", "**Step 2: End**", "Step 1:", "Begin", "Go on."),
        ("Step 1: Go on.", "Step 2: Stop.", "Step 1:", "", "Go on."),
        ("1. Go on.", "2. Stop it.", "1.", "", "Go on."),
        ("1) Click on.", "2) Stop it.", "1)", "", "Click on."),
        ("## Step 1: Begin\n\nGo on.", "## Step 2: End", "Step 1:", "Begin", "Go on."),
        ("## 1. Begin\n\nGo on.", "## 2. Stop it", "1.", "Begin", "Go on."),
        ("## Step 1) Begin\n\nGo on.", "## Step 2) End", "Step 1)", "Begin", "Go on."),
    ],
)
def test_each_marker(first: str, second: str, label: str, title: str, command: str) -> None:
    one, two = steps(f"# Upgrade the server\n\nFollow the steps.\n\n{first}\n\n{second}\n")
    assert (one.number, two.number) == (1, 2)
    assert (one.label, one.title, one.command) == (label, title, command)


def test_task_lists_are_steps() -> None:
    one, two = steps("# Upgrade\n\n- [ ] Stop the service.\n- [x] Start it.\n")
    assert (one.marker, two.marker) == ("task", "task")
    assert one.command == "Stop the service."


def test_what_follows_a_marker_belongs_to_its_step() -> None:
    text = (
        "# Upgrade\n\n**Step 1 –** Stop it.\n\n- one\n- two\n\n```\ncode\n```\n\n![x](y.png)\n\n"
        ":::note\nMind.\n:::\n\nMore.\n\n**Step 2 –** Start it.\n"
    )
    one, two = steps(text)
    kinds = [block.type for block in one.body]
    assert kinds == ["paragraph", "list", "code", "image", "admonition", "paragraph"]
    assert [a.kind for a in one.admonitions] == ["note"]
    assert (one.line, two.line) == (3, 20)


def test_ordered_lists_in_a_step_are_substeps_at_their_place() -> None:
    text = (
        "# Migrate\n\n**Step 1 –** Copy.\n\nThen follow these steps:\n\n1. Export it.\n\n"
        "   :::note\n   Mind.\n   :::\n\n2. Import it.\n\nAt last.\n\n**Step 2 –** Start.\n"
    )
    one, _ = steps(text)
    assert [b.type for b in one.body] == ["paragraph", "paragraph", "substeps", "paragraph"]
    assert [s.command for s in one.substeps] == ["Export it.", "Import it."]
    assert one.admonitions == () and len(one.substeps[0].admonitions) == 1


def test_a_list_goes_on_after_unindented_code_even_where_it_restarts() -> None:
    text = (
        "## Install\n\nDo the following:\n\n1. Run this:\n\n```\na\n```\n\n1. Run that:\n\n"
        "```\nb\n```\n\n1. Check the log.\n"
    )
    assert [(s.number, s.command) for s in steps(text)] == [
        (1, "Run this:"),
        (2, "Run that:"),
        (3, "Check the log."),
    ]


def test_a_list_goes_on_by_its_numbers() -> None:
    text = "## Install\n\n1. Run this:\n\n![x](y.png)\n\n2. Run that.\n\nText.\n\n3. Stop.\n"
    assert [s.number for s in steps(text)] == [1, 2, 3]


def test_numbers_that_restart_after_a_bold_line_begin_another_procedure() -> None:
    text = (
        "# Tool\n\n**Step 1 –** Open it.\n\n**Step 2 –** Close it.\n\n**Update the tool**\n\n"
        "**Step 1 –** Load it.\n\n**Step 2 –** Run it.\n"
    )
    first, second = procedures(text)
    assert (first.title, second.title) == ("Tool", "Update the tool")
    assert (len(first.steps), len(second.steps)) == (2, 2)
    assert first.id != second.id


def test_numbers_that_go_on_under_the_next_heading_are_one_procedure() -> None:
    text = (
        "# Upgrade\n\n## Server\n\n**Step 1 –** Stop it.\n\n## Agents\n\nNow the agents.\n\n"
        "**Step 2 –** Start them.\n"
    )
    assert [s.number for s in steps(text)] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "# Licences\n\n1. The licence is bound to a name.\n2. A licence ends after a year.\n",
        "# Options\n\n1. Red: the default.\n2. Blue: the other one.\n",
        "# Start\n\nThe server does the following:\n\n1. Check the user.\n2. Create the folder.\n",
        "# Page\n\n1. Introduction\n2. Architecture\n",
        "# Notes\n\n- Click here.\n- Open this.\n",
        "# Self-assessment\n\n## 1.1 Files\n\n### 1.1.1 Ensure the mode\n\nText.\n",
        "# Design\n\n## 1. Context\n\nText.\n\n## 2. Decision\n\nText.\n",
    ],
)
def test_facts_options_and_concepts_are_no_steps(text: str) -> None:
    assert procedures(text) == ()


def test_sub_sections_of_a_performing_section_are_steps() -> None:
    text = "# Update\n\n## Perform update\n\n### The server\n\nA.\n\n### The client\n\nB.\n"
    (procedure,) = procedures(text)
    assert procedure.kind == "update"
    assert [(s.marker, s.title, s.number) for s in procedure.steps] == [
        ("section", "The server", None),
        ("section", "The client", None),
    ]


def test_sections_that_a_numbered_list_announces_are_steps() -> None:
    text = (
        "# Migrate the server\n\nThe steps are:\n\n1. Stop the services.\n2. Copy the data.\n\n"
        "## Stop services\n\nA.\n\n## Copy data\n\nB.\n\n## Troubleshooting\n\nC.\n"
    )
    (procedure,) = procedures(text)
    assert [s.title for s in procedure.steps] == ["Stop services", "Copy data"]


def test_paragraphs_after_a_lead_in_are_unmarked_steps() -> None:
    text = "# Upgrade\n\nFollow the steps to upgrade.\n\nStop it.\n\nIt takes long.\n\nStart it.\n"
    assert [(s.marker, s.number, s.command) for s in steps(text)] == [
        ("unmarked", None, "Stop it."),
        ("unmarked", None, "Start it."),
    ]


def test_paragraphs_that_count_in_words_are_unmarked_steps() -> None:
    text = (
        "# Setup\n\nFirst the licence.\n\nThe next step is the folder.\n\nStart it.\n\nThe end.\n"
    )
    assert [s.command for s in steps(text)] == [
        "First the licence.",
        "The next step is the folder.",
        "Start it.",
    ]


def test_steps_in_tabs_are_a_procedure_for_each_tab() -> None:
    tab = '=== "{}"\n    1. Run a.\n    2. Run b.\n\n'
    text = f"# Install\n\n{tab.format('Linux')}{tab.format('Mac')}"
    assert [p.title for p in procedures(text)] == ["Install (Linux)", "Install (Mac)"]


@pytest.mark.parametrize(
    "text", ["_(Optional)_ Click it.", "(Optional) Click it.", "Optionally, click it."]
)
def test_optional_steps(text: str) -> None:
    one, two = steps(f"# Set up\n\n**Step 1 –** {text}\n\n**Step 2 –** Go.\n")
    assert (one.optional, two.optional) == (True, False)


def test_the_outcome_is_no_part_of_the_last_step() -> None:
    (procedure,) = procedures(
        "# Install\n\n**Step 1 –** Click it.\n\n![x](y.png)\n\nThe parts have been installed.\n"
    )
    assert [b.type for b in procedure.steps[0].body] == ["paragraph", "image"]
    assert [b.type for b in procedure.result] == ["paragraph"]


def test_every_link_of_a_step_is_the_step_s() -> None:
    one, two = steps(
        "# Go\n\n**Step 1 –** See [a](a.md).\n\n- [b](b.md)\n\n**Step 2 –** [c](c.md)\n"
    )
    assert [link.target for link in one.links] == ["a.md", "b.md"]
    assert [link.target for link in two.links] == ["c.md"]


def test_a_tab_without_steps_introduces_the_others_and_what_follows_holds_for_all() -> None:
    text = (
        '# Restore\n\n=== "Small"\n\n    Copy the file back.\n\n=== "Large"\n\n    1. Stop it.\n'
        "    2. Start it.\n\nWait for a minute.\n"
    )
    (procedure,) = lowered(text, name="mkdocs").page.procedures
    assert procedure.title == "Restore (Large)"
    assert [block.type for block in procedure.introduction] == ["tab"]
    assert [block.type for block in procedure.steps[-1].body] == ["paragraph", "paragraph"]


def test_a_sub_section_between_two_steps_belongs_to_the_first() -> None:
    one, two = steps(
        "# Upgrade\n\n## Step 1: Stop\n\nStop it.\n\n## Details\n\nIt takes a while.\n\n"
        "## Step 2: Start\n\nStart it.\n"
    )
    assert [block.type for block in one.body] == ["paragraph", "heading", "paragraph"]
    assert [block.type for block in two.body] == ["paragraph"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**3）** Open it.", "**4）** Close it."),
        ("**Step 3：** Open it.", "**Step 4：** Close it."),
        ("Step 3：Open it.", "Step 4：Close it."),
        ("## Step 3：Open it", "## Step 4：Close it"),
        ("## 3）Open it", "## 4）Close it"),
    ],
)
def test_full_width_marks(first: str, second: str) -> None:
    three, four = steps(f"# Upgrade the server\n\n{first}\n\n{second}\n")
    assert (three.number, four.number) == (3, 4)
    assert (three.title or three.command).rstrip(".") == "Open it"
    assert three.label.startswith(("3）", "Step 3："))


def test_every_run_of_bold_steps_takes_the_bold_line_above_its_lead_in() -> None:
    found = procedures(
        "# Lists\n\nTwo ways.\n\n**Load the list**\n\nFollow the steps.\n\n**Step 1 –** Open it."
        "\n\n**Step 2 –** Load it.\n\n**Renew the list**\n\nFollow the steps.\n\n"
        "**Step 1 –** Open it.\n\n**Step 2 –** Renew it.\n"
    )
    assert [procedure.title for procedure in found] == ["Load the list", "Renew the list"]
    first, second = (procedure.introduction for procedure in found)
    assert len(first) == len(second) == 2
    assert first[0] == second[0], "what the section says first holds for both"


@pytest.mark.parametrize(
    "text", ["The Console now appears as Active.", "The page now shows the new version."]
)
def test_how_things_look_afterwards_is_the_outcome(text: str) -> None:
    (procedure,) = procedures(f"# Upgrade\n\n**Step 1 –** Click it.\n\n![x](y.png)\n\n{text}\n")
    assert len(procedure.result) == 1


def test_what_is_no_step_of_a_hop_is_told_beside_its_steps() -> None:
    text = (
        "# Upgrade from 1.0 to 1.1\n\n## Overview\n\nNew things.\n\n## Requirements\n\nSpace.\n\n"
        "## Renew the database\n\n1. Stop it.\n2. Run the script.\n\n## Troubleshooting\n\nAsk.\n"
    )
    (procedure,) = procedures(text)
    assert [step.title for step in procedure.steps] == ["Renew the database"]
    assert [section.title for section in procedure.context] == ["Overview"]
    assert [section.title for section in procedure.prerequisites] == ["Requirements"]
    assert len(procedure.result) == 2


def test_a_note_between_the_lead_in_and_its_bullets_does_not_hide_them() -> None:
    one, two = steps(
        "# Upgrade\n\nUse the following steps:\n\n**NOTE: mind it.**\n\n- Stop it.\n- Start it.\n"
    )
    assert (one.marker, two.marker) == ("unmarked", "unmarked")


def test_a_way_back_is_no_upgrade() -> None:
    (procedure,) = procedures("# Roll Back from an Upgrade\n\n1. Stop it.\n2. Start the old one.\n")
    assert procedure.kind == "other"


def test_what_a_program_does_first_and_next_is_no_procedure() -> None:
    text = "# Scan\n\nFirst, the scanner reads the folder.\n\nNext, the matcher joins the lists.\n"
    assert procedures(text) == ()


def test_steps_to_announces_steps() -> None:
    assert (
        len(steps("# Proxy\n\nSteps to mend this:\n\n- Check the name.\n- Check the port.\n")) == 2
    )
