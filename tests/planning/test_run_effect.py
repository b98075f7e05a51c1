"""What a change means for a run that has begun."""

from runbookc.model import ExecutedRunbook, Execution, ExecutionRecord, RunEffect, StepEntry
from runbookc.planning.run_effect import effect_on
from tests.planning.test_difference import PAGE, runbooks

WAY = "demo-1.0-to-3.0"
NOON = "2026-01-31T12:00:00Z"


def effect(new: str, *signed: tuple[int, str]) -> RunEffect:
    """The effect of a new page on a run of the three steps and two, of which some are signed."""
    old = runbooks(PAGE)[WAY]
    steps = [(1, "1"), (1, "2"), (2, "1"), (2, "2"), (2, "3")]
    record = ExecutionRecord(
        runbook=ExecutedRunbook(id=WAY, digest=old.digest, title=old.title),
        run=Execution(id="a1", name="Server 1", started=NOON),
        steps=tuple(
            StepEntry(part=p, number=n, command="…", done=NOON if (p, n) in signed else "")
            for p, n in steps
        ),
    )
    return effect_on(record, old, runbooks(new).get(WAY))


def test_signed_steps_that_are_told_otherwise() -> None:
    new = PAGE.replace("/q` as an", "/quiet` as an").replace("end at once", "end soon")
    found = effect(new, (1, "1"), (1, "2"), (2, "1"))
    assert (found.signed, found.run, found.gone) == (3, "Server 1", False)
    assert [(one.part, one.number) for one in found.affected] == [(2, "1")]
    assert [one.subject for one in found.affected[0].changes] == ["hazard"]
    found = effect(new, (2, "2"))
    assert [(one.part, one.number) for one in found.affected] == [(2, "2")]


def test_a_new_hazard_at_a_signed_step() -> None:
    step = "2. Run the installer of version 2.0.\n"
    new = PAGE.replace(step, step + "\n   :::danger\n   It deletes.\n   :::\n")
    assert [one.number for one in effect(new, (1, "2")).affected] == ["2"]
    assert not effect(new, (1, "1")).affected


def test_new_steps_before_the_last_signed_one_were_missed() -> None:
    new = PAGE.replace("2. Run the installer", "2. Make a backup.\n3. Run the installer")
    (missed,) = effect(new, (1, "1"), (1, "2")).missed
    assert (missed.part, missed.change.text) == (1, "Make a backup.")
    assert not effect(new, (1, "1")).missed
    assert len(effect(new, (2, "1")).missed) == 1


def test_what_is_new_before_the_first_step_was_missed() -> None:
    new = PAGE.replace("Save your work", ":::danger\nPower off.\n:::\n\nSave your work")
    (missed,) = effect(new, (1, "1")).missed
    assert (missed.part, missed.change.subject) == (0, "hazard")
    assert not effect(new).missed


def test_a_hop_that_the_route_does_not_pass_any_more() -> None:
    new = PAGE + "\n## Upgrade from Demo 1.0 to 3.0\n\n1. Run the large installer.\n"
    (affected,) = effect(new, (1, "1")).affected
    assert [(one.subject, one.kind) for one in affected.changes] == [("hop", "removed")]


def test_a_route_that_is_gone() -> None:
    assert effect(PAGE.partition("## Upgrade from Demo 1.0")[0], (1, "1")).gone
