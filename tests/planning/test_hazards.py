"""Hazards first: before the command, in one summary, and none lost or doubled on the way."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from runbookc.backends.wording import step_place
from runbookc.config import load_settings
from runbookc.model import (
    Admonition,
    Block,
    ListBlock,
    Procedure,
    Step,
    inlines_of,
    plain_text,
    walk_blocks,
)
from runbookc.pipeline import compile_project
from runbookc.planning.hazards import hazards_first, is_hazard
from tests.planning.written import only_part, route_of

ROOT = Path(__file__).parents[2]


def kinds(blocks: Iterable[Block]) -> list[str]:
    """What stands there: the kind of an admonition, the type of another block."""
    return [block.kind if isinstance(block, Admonition) else block.type for block in blocks]


def words(blocks: Iterable[Block]) -> str:
    """The plain text of blocks."""
    runs = (run for block in walk_blocks(blocks) for run in inlines_of(block))
    return " ".join(" ".join(map(plain_text, runs)).split())


def steps_of(text: str) -> tuple[Step, ...]:
    return only_part(f"# Replace the Server\n\n{text}").procedure.steps


def test_hazards_stand_before_the_command() -> None:
    first, second = steps_of(
        "**Step 1 –** Stop the service.\n\n"
        ":::tip\nUse the console.\n:::\n\n"
        ":::warning\nSessions end.\n:::\n\n"
        ":::danger\nPower off the rack.\n:::\n\n"
        "**Step 2 –** Start it.\n"
    )

    assert kinds(first.body) == ["warning", "danger", "paragraph", "tip"]
    assert [one.kind for one in first.admonitions] == ["warning", "danger", "tip"]
    assert kinds(second.body) == ["paragraph"]


def test_those_of_a_substep_stay_with_it() -> None:
    (step, _) = steps_of(
        "**Step 1 –** Move the data:\n\n"
        "1. Stop the service.\n"
        "2. Copy the folder.\n\n"
        "   :::caution\n   Nothing may be missing.\n   :::\n\n"
        "**Step 2 –** Start it.\n"
    )

    assert kinds(step.body) == ["paragraph", "substeps"]
    assert [kinds(substep.body) for substep in step.substeps] == [
        ["paragraph"],
        ["caution", "paragraph"],
    ]


def test_an_item_and_a_tab_keep_theirs_at_their_head() -> None:
    (step, _) = steps_of(
        "**Step 1 –** Stop the service.\n\n"
        "- With a console: click **Stop**.\n"
        "- Without one: kill it.\n\n"
        "  :::warning\n  Sessions end.\n  :::\n\n"
        "**Step 2 –** Start it.\n"
    )

    command, choices = step.body
    assert isinstance(choices, ListBlock)
    assert [kinds(item.body) for item in choices.items] == [["paragraph"], ["warning", "paragraph"]]
    assert command.type == "paragraph"


def test_a_heading_inside_a_step_keeps_its_own() -> None:
    (_, second) = steps_of(
        "## Step 1: Stop the service\n\nClick **Stop**.\n\n"
        "## Step 2: Move the data\n\nCopy the folder.\n\n"
        "### On a cluster\n\nStop the nodes.\n\n:::danger\nNever both at once.\n:::\n"
    )

    assert kinds(second.body) == ["paragraph", "heading", "danger", "paragraph"]


def test_a_note_that_holds_a_hazard_goes_first_as_it_is() -> None:
    (step, _) = steps_of(
        "**Step 1 –** Stop it.\n\n"
        "::::note\nRead this:\n\n:::danger\nPower off first.\n:::\n\n::::\n\n"
        "**Step 2 –** Start it.\n"
    )

    assert kinds(step.body) == ["note", "paragraph"]


def test_what_comes_after_the_last_step_comes_before_the_first() -> None:
    part = only_part(
        "# Replace the Server\n\nFollow the steps to replace it.\n\n"
        "**Step 1 –** Stop the service.\n\n"
        "**Step 2 –** Start the new one.\n\n"
        "The server is now replaced.\n\n"
        ":::danger\nNever run both.\n:::\n"
    )

    assert kinds(part.procedure.introduction) == ["paragraph", "danger"]
    assert kinds(part.procedure.result) == ["paragraph"]


def test_a_consequence_in_prose_is_quoted_with_what_it_refers_to() -> None:
    (step, _) = steps_of(
        "**Step 1 –** Install the *new* server. It takes a minute.\n\n"
        "Check that `Certs` was copied from [the old one](old.md). If not, copy it by hand. Else"
        " the\nagents will be orphaned. Then go on.\n\n"
        "**Step 2 –** Start it.\n"
    )

    box, command, text = step.body
    assert isinstance(box, Admonition)
    assert (box.kind, box.notation, box.line) == ("caution", "quoted", 5)
    said = (
        "Check that Certs was copied from the old one. If not, copy it by hand."
        " Else the agents will be orphaned."
    )
    assert words([box]) == said
    assert words([text]) == f"{said} Then go on."
    assert words([command]).startswith("Install the new server.")
    assert step.admonitions == (box,)


def test_a_quoted_item_says_which_one_it_is() -> None:
    (step, _) = steps_of(
        "**Step 1 –** Clean up:\n\n"
        "- On Linux: stop it. All data will be lost.\n- Elsewhere: wait.\n\n"
        "**Step 2 –** Start it.\n"
    )

    assert words(step.body[:1]) == "On Linux: stop it. All data will be lost."


@pytest.mark.parametrize(
    "text",
    [
        "Install it.\n\n:::warning\nElse the agents will be orphaned.\n:::",
        "Install it.\n\n:::note\nIf you skip it, all data will be lost.\n:::",
        "Install it.\n\n⚠ Otherwise all data will be lost.",
        "Install it.\n\n| Risk |\n| --- |\n| All data will be lost. |",
        "Install it. It cannot start without a licence.",
    ],
)
def test_what_is_marked_or_harmless_is_not_quoted(text: str) -> None:
    (step, _) = steps_of(f"**Step 1 –** {text}\n\n**Step 2 –** Start it.\n")

    assert all(one.notation != "quoted" for one in step.admonitions)


PAGE = """\
# Upgrade

Copy the keys first. Otherwise the agents cannot connect.

:::notice[Licences]
They stay. Ask for new ones in time. They come by mail.
:::

## Upgrade Procedure for 7.4 to 7.5

:::caution
Stop the nodes.
:::

1. Stop the service.

   :::danger
   Power off the rack.
   :::

2. Install the server.

   1. Open the folder.
   2. Delete the old data. This cannot be undone.
"""


def test_the_summary_is_the_worst_first_then_in_order() -> None:
    runbook = route_of(PAGE, "7.4", "7.5")

    assert [(h.kind, h.text, h.quoted, h.place.part, h.place.number) for h in runbook.hazards] == [
        ("danger", "Power off the rack.", False, 1, "1"),
        (
            "caution",
            "Copy the keys first. Otherwise the agents cannot connect.",
            True,
            0,
            "",
        ),
        ("caution", "Stop the nodes.", False, 1, ""),
        ("caution", "Delete the old data. This cannot be undone.", True, 1, "2.2"),
        (
            "notice",
            "Licences: They stay. Ask for new ones in time. They come by mail.",
            False,
            0,
            "",
        ),
    ]
    assert [h.place.line for h in runbook.hazards] == [17, 3, 11, 24, 5]


def test_what_belongs_to_a_section_after_the_steps_stays_there() -> None:
    text = f"{PAGE}\n### Rollback\n\nStart the old one.\n\n:::danger\nNever run both.\n:::\n"
    runbook = route_of(text, "7.4", "7.5")
    (part,) = runbook.parts

    assert kinds(part.procedure.result) == ["heading", "danger", "paragraph"]
    late = runbook.hazards[1]
    assert (late.text, step_place(late.place, runbook)) == (
        "Never run both.",
        "hop 1, after step 2",
    )


def test_a_line_of_the_summary_ends_with_a_sentence() -> None:
    long = "It says nothing new in many words again. " * 20
    (hazard,) = route_of(PAGE.replace("Power off the rack.", long), "7.4", "7.5").hazards[:1]

    assert len(hazard.text) <= 240
    assert hazard.text.endswith("again.")


def blocks_of(procedure: Procedure) -> Iterator[Block]:
    def of_step(step: Step) -> Iterator[Block]:
        for block in step.body:
            if block.type == "substeps":
                for substep in step.substeps[block.start : block.start + block.count]:
                    yield from of_step(substep)
            else:
                yield block

    yield from procedure.introduction
    for step in procedure.steps:
        yield from of_step(step)
    yield from procedure.result


def told(procedure: Procedure) -> list[tuple[object, ...]]:
    """Every block but the boxes that quote, nested ones too, as far as it can be counted."""
    kept = (
        block
        for block in blocks_of(procedure)
        if not isinstance(block, Admonition) or block.notation != "quoted"
    )
    return [
        (*kinds([block]), *map(plain_text, inlines_of(block)), getattr(block, "span", None))
        for block in walk_blocks(kept)
    ]


def assert_only_hazards_move(root: Path) -> None:
    for page in compile_project(root, load_settings(root)).project.pages:
        for procedure in page.procedures:
            settled = hazards_first(procedure, page.path)
            assert Counter(told(settled)) == Counter(told(procedure)), procedure.id
            still, after = (
                [b for b in blocks_of(one) if not is_hazard(b) and b.type not in ("list", "tab")]
                for one in (procedure, settled)
            )
            assert after == still, procedure.id


def test_no_block_of_the_sample_is_lost_or_doubled() -> None:
    assert_only_hazards_move(ROOT)


@pytest.mark.parametrize("name", ["netwrix", "rke2", "seafile"])
def test_no_block_of_real_pages_is_lost_or_doubled(corpora: Path, name: str) -> None:
    assert_only_hazards_move(corpora / name)
