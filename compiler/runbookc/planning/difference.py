"""What differs between two runbooks, or between all runbooks of two states of the sources."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from runbookc.model import (
    HAZARD_KINDS,
    Change,
    ChangeGroup,
    Difference,
    Runbook,
    RunbookName,
    RunbookPart,
    Side,
    Spot,
    Subject,
)
from runbookc.planning import units
from runbookc.planning.alignment import align, mark_words
from runbookc.planning.digest import is_image
from runbookc.planning.units import Unit
from runbookc.source.frozen import dataclass

Whole = TypeVar("Whole")
"""What holds a list of units: a runbook, or a part of one."""

BEFORE = "Before you start"
APPENDICES = "Appendices"
ROUTE = "Route"
IMAGES = "Images"

_FIRST = ("hazard", "no-return", "skew", "hop")
"""What a reader must see first."""


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one part of a runbook.

    Args:
        title: the hop, or what the part is.
        changes: in the order of reading.
        part: the number of the part in the old runbook; 0 for none.
    """

    title: str
    changes: tuple[Change, ...]
    part: int = 0


def compare(old: Runbook, new: Runbook) -> tuple[Section, ...]:
    """What a reader of the old runbook is told otherwise by the new one."""
    before, after = parts_by_hop(old), parts_by_hop(new)
    common = [name for name in before if name in after]
    sections = (
        Section(ROUTE, tuple(_hops(before, after))),
        Section(
            BEFORE,
            (
                *_changes("hazard", units.hazards_before, old, new),
                *_changes("consideration", units.considerations, old, new),
                *_changes("prerequisite", units.prerequisites, old, new),
            ),
        ),
        *(
            Section(name or new.title, _part(before[name], after[name]), before[name].number)
            for name in common
        ),
        Section(APPENDICES, tuple(_changes("appendix", units.appendices, old, new))),
        Section(IMAGES, tuple(_images(old, new))),
    )
    return tuple(section for section in sections if section.changes)


def parts_by_hop(runbook: Runbook) -> dict[str, RunbookPart]:
    """The parts by what names them in both states: a hop's title; a procedure is one part only."""
    return {part.title if part.hop is not None else "": part for part in runbook.parts}


def _hops(before: Mapping[str, RunbookPart], after: Mapping[str, RunbookPart]) -> Iterator[Change]:
    for title, part in before.items():
        if title not in after:
            spot = units.part_spot(part)
            yield Change(subject="hop", kind="removed", text=title, old=spot)
    for title, part in after.items():
        if title not in before:
            yield Change(subject="hop", kind="added", text=title, new=units.part_spot(part))


def _part(old: RunbookPart, new: RunbookPart) -> tuple[Change, ...]:
    return (
        *_changes("hazard", units.hazards, old, new, step_heirs(old, new)),
        *_changes("no-return", units.points_of_no_return, old, new),
        *_changes("skew", units.skews, old, new),
        *_single("introduction", units.introduction(old), units.introduction(new)),
        *_changes("step", units.steps, old, new),
        *_single("result", units.result(old), units.result(new)),
        *_single("rollback", units.rollback(old), units.rollback(new)),
        *_single("time", units.time(old), units.time(new)),
    )


def step_heirs(old: RunbookPart, new: RunbookPart) -> dict[str, str]:
    """The number that each step has now, by the one that it had."""
    before, after = units.steps(old), units.steps(new)
    pairs = align([unit.text for unit in before], [unit.text for unit in after])
    numbers = {
        before[pair.old].spot.number: after[pair.new].spot.number
        for pair in pairs
        if pair.old is not None and pair.new is not None
    }
    return {"": "", **numbers}


def _images(old: Runbook, new: Runbook) -> Iterator[Change]:
    """The images whose bytes differ; one that came or went stands in the text already."""
    before = {one.path: one.sha256 for one in old.provenance.inputs}
    for one in new.provenance.inputs:
        if is_image(one.path) and before.get(one.path, one.sha256) != one.sha256:
            spot = Spot(path=one.path, line=1)
            yield Change(subject="image", kind="reworded", text=one.path, old=spot, new=spot)


def _single(subject: Subject, old: Unit, new: Unit) -> Iterator[Change]:
    """The change of something that there is once."""
    if old.text == new.text:
        return
    if not old.text:
        yield Change(subject=subject, kind="added", text=new.text, new=new.spot)
    elif not new.text:
        yield Change(subject=subject, kind="removed", text=old.text, old=old.spot)
    else:
        yield _reworded(subject, old, new)


def _changes(
    subject: Subject,
    told: Callable[[Whole], list[Unit]],
    old: Whole,
    new: Whole,
    heirs: Mapping[str, str] | None = None,
) -> Iterator[Change]:
    """The changes between two lists of one kind.

    Args:
        subject: what they hold.
        told: gives the list.
        old, new: what to ask for it.
        heirs: for hazards, the number that each old step has now; what stands at another step has
            moved. Without it, what stands on another side of its neighbours has.
    """
    before, after = told(old), told(new)
    for pair in align([unit.text for unit in before], [unit.text for unit in after]):
        was = before[pair.old] if pair.old is not None else None
        now = after[pair.new] if pair.new is not None else None
        if was is not None and now is not None:
            moved = pair.moved
            if heirs is not None:
                moved = heirs.get(was.spot.number, now.spot.number) != now.spot.number
            yield from _kept(subject, was, now, moved)
        elif now is not None:
            yield Change(
                subject=subject, kind="added", text=now.text, new=now.spot, signal=now.signal
            )
        elif was is not None:
            yield Change(
                subject=subject, kind="removed", text=was.text, old=was.spot, signal=was.signal
            )


def _kept(subject: Subject, old: Unit, new: Unit, moved: bool) -> Iterator[Change]:
    """The change of what is there in both states, if any."""
    if old.text != new.text:
        change = _reworded(subject, old, new)
        yield change.model_copy(update={"kind": "moved"}) if moved else change
    elif moved or old.signal != new.signal:
        yield Change(
            subject=subject,
            kind="moved" if moved else "regraded",
            text=new.text,
            old=old.spot,
            new=new.spot,
            signal=new.signal,
            old_signal=_old_signal(old, new),
        )


def _reworded(subject: Subject, old: Unit, new: Unit) -> Change:
    return Change(
        subject=subject,
        kind="reworded",
        text=new.text,
        old=old.spot,
        new=new.spot,
        signal=new.signal,
        old_signal=_old_signal(old, new),
        words=mark_words(old.text, new.text),
    )


def _old_signal(old: Unit, new: Unit) -> str:
    return old.signal if old.signal != new.signal else ""


def difference_of(
    old: Side, new: Side, pairs: Iterable[tuple[Runbook | None, Runbook | None]]
) -> Difference:
    """What differs between two states of runbooks.

    What several runbooks have in common, such as a change in a hop that they all pass, is told
    once, with their names.

    Args:
        old, new: the states.
        pairs: each runbook as it was and as it is; None where there is none.
    """
    added, removed, altered, form_only = [], [], [], []
    same = 0
    found: dict[Change, dict[str, list[str]]] = {}
    for before, after in pairs:
        if before is None or after is None:
            if after is not None:
                added.append(_name(after))
            elif before is not None:
                removed.append(_name(before))
        elif before.digest == after.digest:
            same += 1
        else:
            altered.append(_name(after))
            sections = compare(before, after)
            for section in sections:
                for change in section.changes:
                    found.setdefault(change, {}).setdefault(section.title, []).append(after.id)
            if not sections:
                form_only.append(after.id)
    return Difference(
        old=old,
        new=new,
        added=tuple(added),
        removed=tuple(removed),
        altered=tuple(altered),
        same=same,
        groups=tuple(_groups(found)),
        form_only=tuple(form_only),
    )


def _name(runbook: Runbook) -> RunbookName:
    return RunbookName(id=runbook.id, title=runbook.title)


def _groups(found: Mapping[Change, Mapping[str, Sequence[str]]]) -> Iterator[ChangeGroup]:
    """Changes by where they stand: for each its titles, and for each title the runbooks."""
    grouped: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Change]] = {}
    for change, places in found.items():
        runbooks = sorted({identity for ids in places.values() for identity in ids})
        grouped.setdefault((tuple(places), tuple(runbooks)), []).append(change)
    for (titles, names), changes in grouped.items():
        first = [one for one in changes if one.subject in _FIRST]
        first.sort(key=_weight)
        rest = [one for one in changes if one.subject not in _FIRST]
        yield ChangeGroup(titles=titles, runbooks=names, changes=(*first, *rest))


def _weight(change: Change) -> tuple[int, int]:
    """What is worse comes first."""
    worst = [place for place, kind in enumerate(HAZARD_KINDS) if kind in _signals(change)]
    return _FIRST.index(change.subject), min(worst, default=len(HAZARD_KINDS))


def _signals(change: Change) -> tuple[str, str]:
    return change.signal, change.old_signal
