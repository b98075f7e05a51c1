"""A difference between runbooks for the terminal and for a pull request."""

import re

import pytest

from runbookc.model import (
    AffectedStep,
    Change,
    ChangeGroup,
    ChangeKind,
    Difference,
    MissedChange,
    RunbookName,
    RunEffect,
    Side,
    Spot,
    Subject,
    Words,
)
from runbookc.reporting import difference_markdown, difference_text
from runbookc.reporting.columns import width
from runbookc.reporting.difference_words import headline

OLD, NEW = Spot(number="2", path="docs/a.md", line=7), Spot(number="3", path="docs/a.md", line=9)
LONG = "Stop the service on every domain controller of the forest, one after the other. " * 20


def change(subject: Subject, kind: ChangeKind, **values: object) -> Change:
    spots: dict[str, object] = {"old": None if kind == "added" else OLD}
    spots["new"] = None if kind == "removed" else NEW
    return Change.model_validate(
        {"subject": subject, "kind": kind, "text": "It.", **spots, **values}
    )


def difference(*changes: Change, **values: object) -> Difference:
    group = ChangeGroup(titles=("1.0 to 2.0",), runbooks=("a", "b", "c", "d"), changes=changes)
    sides = {"old": Side(name="v1", commit="c" * 40), "new": Side(name="x", dirty=True)}
    return Difference.model_validate({**sides, "groups": (group,), "same": 3, **values})


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (change("step", "added"), "step 3 is new"),
        (change("step", "removed"), "step 2 is gone"),
        (change("step", "reworded"), "step 3 is reworded, it was step 2"),
        (change("step", "reworded", old=NEW), "step 3 is reworded"),
        (change("step", "moved"), "step 3 has moved, it was step 2"),
        (
            change("step", "moved", words=[Words(kind="new", text="It.")]),
            "step 3 has moved, it was step 2, and is reworded",
        ),
        (change("hazard", "added", signal="danger"), "DANGER at step 3 is new"),
        (
            change("hazard", "moved", signal="danger"),
            "DANGER at step 3 has moved, it was at step 2",
        ),
        (
            change("hazard", "regraded", signal="danger", old_signal="important"),
            "DANGER at step 3 was an IMPORTANT",
        ),
        (
            change("hazard", "reworded", signal="notice", old_signal="caution"),
            "NOTICE at step 3 is reworded, it was a CAUTION",
        ),
        (
            change("hazard", "removed", signal="caution", old=Spot(path="a.md", line=1)),
            "CAUTION before the first step is gone",
        ),
        (change("hop", "removed"), "hop gone"),
        (change("image", "reworded"), "image replaced"),
        (change("appendix", "removed", text="Agents\nA."), "appendix “Agents” is gone"),
        (change("no-return", "added"), "point of no return at step 3 is new"),
        (change("consideration", "added", new=Spot(path="a.md", line=1)), "consideration is new"),
    ],
)
def test_headlines(one: Change, words: str) -> None:
    assert headline(one) == words


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("colour", [True, False])
def test_lines_fit_the_terminal(columns: int, colour: bool) -> None:
    words = [
        Words(kind="gone", text=LONG),
        Words(kind="new", text=LONG),
        Words(kind="same", text=LONG),
    ]
    some = difference(change("step", "reworded", words=words), change("step", "added", text=LONG))
    told = difference_text.render(some, colour=colour, columns=columns)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", told)
    assert ("\x1b" in told) == colour
    assert max(map(width, plain.splitlines())) <= columns
    assert "…" in plain


def test_without_colour_nothing_is_lost() -> None:
    words = [
        Words(kind="gone", text="two words"),
        Words(kind="new", text="one"),
        Words(kind="same", text="more"),
    ]
    told = difference_text.render(difference(change("step", "reworded", words=words)))
    assert "    [-two words-] {+one+} more\n" in told
    assert "in a, b and 2 more\n" in told


def test_what_the_docs_say_does_not_steer_the_terminal() -> None:
    told = difference_text.render(difference(change("step", "added", text="a\x1b[2Jb\u202ec")))
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_what_the_docs_say_is_no_markup_in_a_comment() -> None:
    evil = "![x](https://evil.example) <img src=x> @team #1 | `a` **b**"
    told = difference_markdown.render(
        difference(change("step", "added", text=evil), added=[RunbookName(id="a`b", title=evil)])
    )
    for sign in ("](", "<img", "@team", " #1", "**b**"):
        assert sign not in told
    assert "`` a`b ``" in told


def test_a_comment_is_bounded_and_says_what_is_left_out() -> None:
    many = difference(*(change("step", "added", text=f"{number} {LONG}") for number in range(900)))
    told = difference_markdown.render(many)
    assert len(told) <= difference_markdown.LIMIT
    assert re.search(r"\n\d+ more entries would not fit\.\n$", told)
    assert "would not fit" not in difference_markdown.render(difference(change("step", "added")))


def test_new_runbooks_and_form() -> None:
    some = difference(added=[RunbookName(id="a-1", title="A")], form_only=["b-1"])
    told = difference_text.render(some)
    assert "Runbooks that are new\n  + a-1\n    A\n" in told
    assert "Words are the same; numbers, emphasis or layout differ\n  ~ b-1\n" in told
    assert "### New runbooks\n\n- `a-1` A\n" in difference_markdown.render(some)


def test_a_run() -> None:
    effect = RunEffect(
        runbook="a",
        run="Server 1",
        signed=2,
        affected=(
            AffectedStep(
                part=1, number="2", command="x", done="2026", changes=(change("step", "removed"),)
            ),
        ),
        missed=(MissedChange(part=0, change=change("hazard", "added", signal="danger")),),
    )
    told = difference_text.render(difference(run=effect))
    assert "2 signed steps: 1 told otherwise now, 1 change before the last of them\n" in told
    assert "  hop 1, step 2, signed 2026\n  - step 2 is gone\n" in told
    assert "  before the first step\n  + DANGER at step 3 is new\n" in told
    told = difference_markdown.render(difference(run=effect))
    assert "- **step 2 is gone**: It. (`docs/a.md:7`), hop 1, step 2, signed 2026\n" in told
