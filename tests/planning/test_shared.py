"""What several hops say word for word is said once, and each of them still shows that it holds."""

from pathlib import Path

import pytest

from runbookc.model import Consideration, Place, Runbook, inlines_of, plain_text, walk_blocks
from tests.planning.builds import UPGRADE, runbook, upgrade

WARNING = ":::warning\nMake no change to the database.\n:::"
STEPS = "1. Run `setup.exe`.\n2. Restart."
PAGE = "# Upgrade Vault {} to {}\n\n## {}\n\n{}\n\n## Upgrade\n\n" + STEPS


def composed(root: Path, *hops: str, before: str = "") -> Runbook:
    """The runbook of hops, each with two steps."""
    return runbook(root, {UPGRADE: upgrade(*(f"{hop}\n\n{STEPS}" for hop in hops), before=before)})


def words(statement: Consideration) -> str:
    """What a consideration says."""
    runs = (run for block in walk_blocks(statement.body) for run in inlines_of(block))
    return " ".join(map(plain_text, runs))


def heads(whole: Runbook) -> list[list[str]]:
    """The kinds of the blocks that still stand at the head of each hop."""
    return [[block.type for block in part.procedure.introduction] for part in whole.parts]


def test_a_note_at_several_heads_is_told_once_with_its_hops(tmp_path: Path) -> None:
    whole = composed(tmp_path, WARNING, "Close all windows.", WARNING)

    (shared,) = whole.considerations
    assert (shared.hops, shared.at_head) == ((1, 3), True)
    assert shared.duplicates == (Place(path=UPGRADE, line=23),)
    assert words(shared) == "Make no change to the database."
    assert heads(whole) == [[], ["paragraph"], []]
    assert whole.home(shared) == 0


def test_a_note_that_differs_by_a_word_stays(tmp_path: Path) -> None:
    whole = composed(tmp_path, WARNING, WARNING.replace("no change", "no changes"))

    assert whole.considerations == ()
    assert heads(whole) == [["admonition"], ["admonition"]]


def test_line_ends_make_no_difference(tmp_path: Path) -> None:
    whole = composed(tmp_path, WARNING, WARNING.replace("change to", "change\nto"))

    assert [one.hops for one in whole.considerations] == [(1, 2)]


def test_a_paragraph_goes_only_with_all_that_stands_before_it(tmp_path: Path) -> None:
    whole = composed(
        tmp_path,
        "Stop the service.\n\nThat takes a minute.\n\nHave tea.",
        "Stop the service.\n\nThat takes a minute.\n\nHave coffee.",
        "Close the window.\n\nThat takes a minute.",
    )

    assert [words(one) for one in whole.considerations] == [
        "Stop the service.",
        "That takes a minute.",
    ]
    assert [one.hops for one in whole.considerations] == [(1, 2), (1, 2)]
    assert heads(whole) == [["paragraph"], ["paragraph"], ["paragraph", "paragraph"]]


@pytest.mark.parametrize(
    "head",
    [
        "Follow these steps to upgrade.",
        "Have ready:\n\n- a pen\n- paper",
        "```sh\nstop\n```\n\nThat was it.",
    ],
)
def test_what_leads_to_something_stays_where_it_leads(tmp_path: Path, head: str) -> None:
    whole = composed(tmp_path, head, head)

    assert whole.considerations == ()
    assert heads(whole)[0] == heads(whole)[1] != []


def test_a_steps_own_note_stays_with_its_step(tmp_path: Path) -> None:
    hop = "Go on.\n\n1. Run it.\n\n   :::danger\n   Hot.\n   :::\n\n2. Stop."
    files = {UPGRADE: upgrade(hop.replace("Go on", "Start"), hop)}
    whole = runbook(tmp_path, files)

    assert whole.considerations == ()
    assert all(len(part.procedure.steps[0].admonitions) == 1 for part in whole.parts)


def test_notes_without_steps_keep_their_text(tmp_path: Path) -> None:
    whole = runbook(tmp_path, {UPGRADE: upgrade("The port changes.", "The port changes.")})

    assert heads(whole) == [["paragraph"], ["paragraph"]]


def test_what_only_one_hop_states_stands_with_it(tmp_path: Path) -> None:
    old = "docs/vault/2.0/upgrade.md"
    pages = {
        old: PAGE.format("1.0", "2.0", "Considerations", "Buy tape."),
        UPGRADE: PAGE.format("2.0", "3.0", "Considerations", "Buy rope."),
    }
    whole = runbook(tmp_path, pages)

    assert [(words(one), whole.home(one)) for one in whole.considerations] == [
        ("Buy tape.", 1),
        ("Buy rope.", 2),
    ]


def test_the_same_section_on_two_pages_names_both(tmp_path: Path) -> None:
    old = "docs/vault/2.0/upgrade.md"
    pages = {
        old: PAGE.format("1.0", "2.0", "Prerequisites", "A backup."),
        UPGRADE: PAGE.format("2.0", "3.0", "Prerequisites", "A backup."),
    }
    whole = runbook(tmp_path, pages)

    (one,) = whole.prerequisites
    assert (one.hops, whole.home(one)) == ((1, 2), 0)
    assert (one.path, one.duplicates) == (old, (Place(path=UPGRADE, line=3),))
