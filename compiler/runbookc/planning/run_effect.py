"""What a change of a runbook means for a run that has begun with the old one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from runbookc.model import (
    AffectedStep,
    Change,
    ExecutionRecord,
    MissedChange,
    Runbook,
    RunbookPart,
    RunEffect,
    numbered,
)
from runbookc.planning.difference import BEFORE, ROUTE, compare, parts_by_hop, step_heirs
from runbookc.planning.units import part_spot
from runbookc.source.frozen import dataclass

_AT_STEPS = ("step", "hazard", "no-return", "skew")
"""What belongs to a step; the rest of a part is no order to do anything."""


def effect_on(record: ExecutionRecord, old: Runbook, new: Runbook | None) -> RunEffect:
    """Which signed steps are told otherwise now, and what should have been known before them.

    Args:
        record: the run.
        old: the runbook that is executed.
        new: the one of today, None where there is none.
    """
    signed = {(step.part, step.number): step for step in record.steps if step.done}
    effect = RunEffect(runbook=record.runbook.id, run=record.run.name, signed=len(signed))
    if new is None or not signed:
        return effect.model_copy(update={"gone": new is None})
    found: dict[tuple[int, str], list[Change]] = defaultdict(list)
    missed: list[MissedChange] = []
    for part, changes, after in _parted(old, new):
        if part is None:
            missed += [MissedChange(part=0, change=one) for one in changes if one.new is not None]
            continue
        run = _PartOfRun(part, after, signed.keys())
        for change in changes:
            number = run.signed_step(change)
            if number is not None:
                found[part.number, number].append(change)
            elif run.is_missed(change):
                missed.append(MissedChange(part=part.number, change=change))
        for number in run.lost:
            hop = Change(subject="hop", kind="removed", text=part.title, old=part_spot(part))
            found[part.number, number].append(hop)
    affected = (
        AffectedStep(
            part=step.part,
            number=step.number,
            command=step.command,
            done=step.done,
            changes=tuple(found[key]),
        )
        for key, step in signed.items()
        if key in found
    )
    return effect.model_copy(update={"affected": tuple(affected), "missed": tuple(missed)})


def _parted(
    old: Runbook, new: Runbook
) -> Iterator[tuple[RunbookPart | None, tuple[Change, ...], RunbookPart | None]]:
    """Each old part with its changes and its heir; None for what stands before the first part."""
    sections = compare(old, new)
    yield None, tuple(c for s in sections if s.title in (BEFORE, ROUTE) for c in s.changes), None
    heirs = parts_by_hop(new)
    for name, part in parts_by_hop(old).items():
        changes = (change for s in sections if s.part == part.number for change in s.changes)
        yield part, tuple(changes), heirs.get(name)


@dataclass(frozen=True)
class _PartOfRun:
    """A part of the old runbook, what became of it, and which of its steps were signed."""

    old: RunbookPart
    new: RunbookPart | None
    signed: Iterable[tuple[int, str]]

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the signed steps of this part."""
        return tuple(number for part, number in self.signed if part == self.old.number)

    @property
    def lost(self) -> tuple[str, ...]:
        """The signed steps, where the route does not pass this hop any more."""
        return self.numbers if self.new is None else ()

    @cached_property
    def heirs(self) -> Mapping[str, str]:
        """The number that each step has now."""
        return step_heirs(self.old, self.new) if self.new is not None else {}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The places of today's steps."""
        steps = self.new.procedure.steps if self.new is not None else ()
        return {number: place for place, (number, _) in enumerate(numbered(steps))}

    @cached_property
    def last(self) -> int:
        """The place of the last signed step; beyond all steps where a later part has been begun."""
        if any(part > self.old.number for part, _ in self.signed):
            return len(self.order)
        places = (self.order.get(self.heirs.get(number, ""), -1) for number in self.numbers)
        return max(places, default=-1)

    def signed_step(self, change: Change) -> str | None:
        """The signed step that a change concerns."""
        if change.subject not in _AT_STEPS:
            return None
        if change.old is not None:
            number = change.old.number
        else:
            new = change.new.number if change.new is not None else ""
            number = next((old for old, heir in self.heirs.items() if heir == new), "")
        return number if number in self.numbers else None

    def is_missed(self, change: Change) -> bool:
        """Whether something new stands before the last signed step."""
        if change.subject not in _AT_STEPS or change.new is None:
            return False
        if not change.new.number:
            return self.last >= 0
        return change.old is None and self.order.get(change.new.number, 0) < self.last
