"""The sentences in which a difference between runbooks is told."""

from collections.abc import Callable, Iterator, Sequence

from runbookc.model import Change, ChangeGroup, Difference, MissedChange, RunEffect, Side, Spot
from runbookc.reporting.words import counted

NO_WORDS = "Words are the same; numbers, emphasis or layout differ"
LONGEST = 320
"""Characters of a text that is new or gone; the rest is left out."""
_AROUND = 6
"""Words on each side of a change that are shown of what stayed."""
_NAMES = 2
"""Runbooks that are named; more are counted."""

_SUBJECTS = {
    "no-return": "point of no return",
    "skew": "compatibility window",
    "introduction": "text before the steps",
}
_KINDS = {"added": "new", "removed": "gone", "reworded": "reworded"}


def side(one: Side) -> str:
    """A state as the user called it, and its commit where the name does not say it."""
    commit = one.commit[:12]
    if not commit or commit in one.name:
        return one.name
    changed = ", with uncommitted changes" if one.dirty else ""
    return f"{one.name} ({commit}{changed})"


def totals(difference: Difference) -> str:
    """How many runbooks are new, gone, altered and the same."""
    amounts = (
        (difference.added, "new"),
        (difference.removed, "gone"),
        (difference.altered, "altered"),
    )
    parts = [f"{len(those)} {word}" for those, word in amounts if those]
    if not parts:
        return f"{counted(difference.same, 'runbook')}, all the same"
    return f"runbooks: {', '.join(parts)}, {difference.same} the same"


def runbooks(ids: Sequence[str], quote: Callable[[str], str] = str) -> str:
    """In which runbooks something changed: the first ones by name.

    Args:
        ids: of all of them.
        quote: makes an id of the format.
    """
    more = len(ids) - _NAMES
    if more <= 1:
        return f"in {', '.join(map(quote, ids))}"
    return f"in {', '.join(map(quote, ids[:_NAMES]))} and {more} more"


def titles(group: ChangeGroup) -> str:
    """The hops, or the part of the document, in which changes stand."""
    more = len(group.titles) - _NAMES
    if more <= 1:
        return "; ".join(group.titles)
    return f"{'; '.join(group.titles[:_NAMES])}; and {more} more"


def headline(change: Change) -> str:
    """What happened, in a few words: "step 4 is new", "WARNING at step 3 was a CAUTION"."""
    if change.subject == "hop":
        return f"hop {_KINDS[change.kind]}"
    if change.subject == "image":
        return "image replaced"
    what = _what(change)
    if change.kind == "regraded":
        return f"{what} was {_article(change.old_signal)} {change.old_signal.upper()}"
    if change.kind == "moved":
        was = _numbered(change.old) or "before the first step"
        came = {"step": f", it was {was}", "hazard": f", it was at {was}"}.get(change.subject, "")
        told = f"{what} has moved{came.replace('at before', 'before')}"
        return f"{told}, and is reworded" if change.words else told
    told = f"{what} is {_KINDS[change.kind]}"
    if change.old_signal:
        return f"{told}, it was {_article(change.old_signal)} {change.old_signal.upper()}"
    old, new = _numbered(change.old), _numbered(change.new)
    renumbered = change.subject == "step" and old and new and old != new
    return f"{told}, it was {old}" if renumbered else told


def _what(change: Change) -> str:
    place = _numbered(change.new or change.old)
    if change.subject == "step":
        return place
    if change.subject == "appendix":
        return f"appendix “{_cut(change.text.partition(chr(10))[0], 60)}”"
    name = change.signal.upper() or _SUBJECTS.get(change.subject, change.subject)
    if change.subject == "hazard" and not place:
        return f"{name} before the first step"
    return f"{name} at {place}" if place else name


def _numbered(spot: Spot | None) -> str:
    return f"step {spot.number}" if spot is not None and spot.number else ""


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"


def place(change: Change) -> str:
    """Where it stands in the sources now; where it stood, if it is gone."""
    spot = change.new or change.old
    return f"{spot.path}:{spot.line}" if spot is not None else ""


def passage(change: Change) -> Iterator[tuple[str, str]]:
    """The text in pieces, each `same`, `gone` or `new`; what stayed is cut to what is near."""
    if not change.words:
        kind = {"added": "new", "removed": "gone"}.get(change.kind, "same")
        yield kind, _cut(" ".join(change.text.split()))
        return
    last = len(change.words) - 1
    for index, run in enumerate(change.words):
        words = run.text.split()
        if run.kind != "same":
            yield run.kind, _cut(" ".join(words))
            continue
        before, after = (0 if index == 0 else _AROUND), (0 if index == last else _AROUND)
        if len(words) > before + after + 1:
            end = words[len(words) - after :] if after else []
            words = [*words[:before], "…", *end]
        if words:
            yield "same", " ".join(words)


def _cut(text: str, longest: int = LONGEST) -> str:
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0]} …"


def run_totals(effect: RunEffect) -> str:
    """What the changes mean for a run, in one sentence."""
    signed = counted(effect.signed, "signed step")
    if effect.gone:
        return f"{signed}; there is no such runbook any more"
    if not effect.affected and not effect.missed:
        return f"{signed}, none of them concerned"
    parts = []
    if effect.affected:
        parts.append(f"{len(effect.affected)} told otherwise now")
    if effect.missed:
        parts.append(f"{counted(len(effect.missed), 'change')} before the last of them")
    return f"{signed}: {', '.join(parts)}"


def missed_place(missed: MissedChange) -> str:
    """Where something stands that was missed."""
    return f"hop {missed.part}" if missed.part else "before the first step"
