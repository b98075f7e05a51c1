"""What a runbook tells, piece by piece, so that two of them can be compared."""

from collections.abc import Iterable, Iterator

from runbookc.model import Block, Consideration, Runbook, RunbookPart, Spot, numbered
from runbookc.planning.told import admonition_text, hazards_in, step_text, told
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a reader is told.

    Args:
        text: what it says; "" for nothing.
        spot: where it stands.
        signal: of a hazard, its kind.
    """

    text: str
    spot: Spot
    signal: str = ""


def part_spot(part: RunbookPart) -> Spot:
    """Where a part begins."""
    return Spot(path=part.path, line=part.procedure.line)


def considerations(runbook: Runbook) -> list[Unit]:
    """What to know before the first step, without its hazards."""
    return [_statement(one) for one in runbook.considerations]


def prerequisites(runbook: Runbook) -> list[Unit]:
    """What must be true before the first step, without its hazards."""
    return [_statement(one) for one in runbook.prerequisites]


def _statement(statement: Consideration) -> Unit:
    lines = (statement.title, told(statement.body))
    spot = Spot(path=statement.path, line=statement.line)
    return Unit("\n".join(line for line in lines if line), spot)


def hazards_before(runbook: Runbook) -> list[Unit]:
    """The hazards that stand before the first step."""
    statements = (*runbook.considerations, *runbook.prerequisites)
    return [unit for one in statements for unit in _hazards(one.body, "", one.path)]


def steps(part: RunbookPart) -> list[Unit]:
    """Steps and substeps, each without what is told apart."""
    return [
        Unit(step_text(step), Spot(number=number, path=part.path, line=step.line))
        for number, step in numbered(part.procedure.steps)
    ]


def hazards(part: RunbookPart) -> list[Unit]:
    """The hazards of a part, each with its step."""
    procedure = part.procedure
    found = list(_hazards(procedure.introduction, "", part.path))
    for number, step in numbered(procedure.steps):
        found += _hazards(step.body, number, part.path)
    return [*found, *_hazards(procedure.result, "", part.path)]


def _hazards(blocks: Iterable[Block], number: str, path: str) -> Iterator[Unit]:
    for hazard in hazards_in(blocks):
        spot = Spot(number=number, path=path, line=hazard.line)
        yield Unit(admonition_text(hazard), spot, hazard.kind)


def points_of_no_return(part: RunbookPart) -> list[Unit]:
    """What cannot be undone, with the rollback that the source gives."""
    return [
        Unit(
            f"{one.words}\nRollback: {one.rollback}" if one.rollback else one.words,
            Spot(number=one.place.number, path=one.place.path, line=one.place.line),
        )
        for one in part.no_return
    ]


def skews(part: RunbookPart) -> list[Unit]:
    """The sentences that say which versions do not work together for a while."""
    return [
        Unit(
            one.window.text,
            Spot(number=one.begins.number, path=one.window.path, line=one.window.span.line),
        )
        for one in part.skews
    ]


def introduction(part: RunbookPart) -> Unit:
    """What stands before the steps."""
    return Unit(told(part.procedure.introduction), part_spot(part))


def result(part: RunbookPart) -> Unit:
    """What holds after the last step."""
    return Unit(told(part.procedure.result), part_spot(part))


def rollback(part: RunbookPart) -> Unit:
    """How to go back, where the source says it."""
    return Unit(part.procedure.rollback, part_spot(part))


def time(part: RunbookPart) -> Unit:
    """How long it takes, where the source says it."""
    return Unit(part.procedure.time, part_spot(part))


def appendices(runbook: Runbook) -> list[Unit]:
    """The topics that are carried along, with all that they say."""
    return [
        Unit(f"{one.title}\n{told(one.body, hazards=True)}", Spot(path=one.path, line=one.line))
        for one in runbook.appendices
    ]
