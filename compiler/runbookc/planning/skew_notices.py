"""Where on a route a stated window binds: from which step on what can no longer connect."""

from collections.abc import Iterator, Sequence

from runbookc.lowering.components import core_of
from runbookc.model import (
    CompatibilityWindow,
    RunbookPart,
    SkewNotice,
    StepPlace,
    VersionSpec,
    step_numbers,
    version_key,
)
from runbookc.planning.component_order import upgraded_peers

_WORDS = {
    "exact": "of {}",
    "wildcard": "of {}.x",
    "at-least": "of {} and newer",
    "at-most": "of {} and older",
    "before": "older than {}",
    "after": "newer than {}",
    "any": "of any version",
}


def skew_notices(
    parts: Sequence[RunbookPart], windows: Sequence[CompatibilityWindow]
) -> Iterator[SkewNotice]:
    """The notices of a route in order, each once for the hop that brings the server there.

    A window that held at the version before, in the same words, is nothing new.

    Args:
        parts: the hops, their steps as in the runbook.
        windows: those that hold for the product.
    """
    for part in parts:
        for window in _new_windows(part, windows):
            begins = _server_step(part)
            peer = core_of(window.peer)
            upgrades = [place for later in parts for place in _peer_steps(later, peer)]
            after = (one for one in upgrades if _order(one) > _order(begins))
            before = [
                one
                for one in upgrades
                if _order(one) < _order(begins) and not window.forbids(_target(parts[one.part - 1]))
            ]
            yield SkewNotice(
                peer=window.peer,
                versions=refused_versions(window),
                begins=begins,
                ends=next(after, None),
                ready_by=before[-1] if before else None,
                window=window,
            )


def refused_versions(window: CompatibilityWindow) -> str:
    """Which versions of the peer a window surely refuses, in words; "" for none."""
    if window.rejected:
        return " or ".join(dict.fromkeys(map(_in_words, window.rejected)))
    named = [spec.base for spec in window.accepted if spec.base is not None]
    if window.closed and named:
        return f"other than {' and '.join(named)}"
    if any(spec.kind == "at-least" for spec in window.accepted):
        return f"older than {min(named, key=version_key)}"
    return ""


def _in_words(spec: VersionSpec) -> str:
    return _WORDS[spec.kind].format(spec.base)


def _new_windows(
    part: RunbookPart, windows: Sequence[CompatibilityWindow]
) -> Iterator[CompatibilityWindow]:
    """The windows that bind from this part on, each statement once: that of the part's page."""
    hop = part.hop
    if hop is None:
        return
    told = {_says(window) for window in windows if window.concerns(hop.from_version)}
    for window in sorted(windows, key=lambda one: one.path != part.path):
        if window.concerns(hop.to_version) and refused_versions(window):
            if _says(window) not in told:
                yield window
            told.add(_says(window))


def _says(window: CompatibilityWindow) -> tuple[str, str]:
    return core_of(window.peer), refused_versions(window)


def _target(part: RunbookPart) -> str:
    return part.hop.to_version if part.hop is not None else ""


def _server_step(part: RunbookPart) -> StepPlace:
    """The first step that upgrades or installs what is no peer, else the first step of all."""
    steps = part.procedure.steps
    found = (
        index
        for index, step in enumerate(steps)
        if upgraded_peers(step, installed=True) == frozenset()
    )
    return _place(part, next(found, 0)) if steps else _place(part, None)


def _peer_steps(part: RunbookPart, peer: str) -> Iterator[StepPlace]:
    """The steps that upgrade a component and may not be left out."""
    for index, step in enumerate(part.procedure.steps):
        if not step.optional and peer in (upgraded_peers(step, installed=True) or ()):
            yield _place(part, index)


def _place(part: RunbookPart, index: int | None) -> StepPlace:
    steps = part.procedure.steps
    if index is None:
        return StepPlace(part=part.number, path=part.path, line=part.procedure.line)
    number = step_numbers(steps)[index]
    return StepPlace(part=part.number, number=number, path=part.path, line=steps[index].line)


def _order(place: StepPlace) -> tuple[int, int]:
    return place.part, place.line
