"""Kinds of admonitions, in words and signs; which of them are hazards, and how many there are."""

from collections import Counter

from runbookc.backends.wording.words import HAZARD_SUMMARY, HAZARDS_OF_PROCEDURE, QUOTED
from runbookc.model import (
    HAZARD_KINDS,
    Admonition,
    AdmonitionKind,
    Runbook,
    RunbookPart,
    walk_blocks,
)

KIND_LABELS: dict[AdmonitionKind, str] = {
    "danger": "DANGER",
    "warning": "WARNING",
    "caution": "CAUTION",
    "notice": "NOTICE",
    "important": "IMPORTANT",
    "note": "NOTE",
    "tip": "TIP",
    "info": "INFO",
}
"""The signal word of each kind, worst first."""

SYMBOLS: dict[AdmonitionKind, str] = {
    "danger": "◆",
    "warning": "▲",
    "caution": "△",
    "notice": "■",
}
"""A sign for each hazard that needs no emoji font and differs from the others without colour."""

HAZARDS = HAZARD_KINDS
"""The kinds that tell of a hazard, worst first."""


def is_hazard(kind: AdmonitionKind) -> bool:
    """Whether the kind tells of a hazard rather than of something good to know."""
    return kind in SYMBOLS


def word(kind: AdmonitionKind) -> str:
    """The signal word of a kind."""
    return KIND_LABELS[kind]


def symbol(kind: AdmonitionKind) -> str:
    """The sign of a hazard, or "" for what is good to know."""
    return SYMBOLS.get(kind, "")


def own_title(admonition: Admonition) -> str:
    """What stands behind the signal word: the author's title where it says more, or QUOTED."""
    if admonition.notation == "quoted":
        return QUOTED
    own = admonition.title.strip()
    return "" if own.casefold() == word(admonition.kind).casefold() else own


def label(admonition: Admonition) -> str:
    """The signal word, and what stands behind it."""
    own = own_title(admonition)
    return f"{word(admonition.kind)}: {own}" if own else word(admonition.kind)


def hazards_of(part: RunbookPart, runbook: Runbook | None = None) -> dict[AdmonitionKind, int]:
    """How many hazards of each kind stand in a part, worst first, kinds without any left out.

    Args:
        part: the part.
        runbook: where what stood at its head, and is told once for several, counts too.
    """
    counts = Counter(admonition.kind for admonition in part.procedure.admonitions)
    for statement in runbook.considerations if runbook is not None else ():
        if statement.at_head and part.number in statement.hops:
            blocks = walk_blocks(statement.body)
            counts.update(block.kind for block in blocks if isinstance(block, Admonition))
    return {kind: counts[kind] for kind in HAZARDS if counts[kind]}


def hazard_summary(part: RunbookPart, runbook: Runbook | None = None) -> str:
    """The hazards of a part in words: "1 danger, 2 warnings", or "none"."""
    counts = hazards_of(part, runbook).items()
    words = (f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts)
    return ", ".join(words) or "none"


def hazards_heading(runbook: Runbook) -> str:
    """The heading of the summary of hazards."""
    return HAZARD_SUMMARY if runbook.route is not None else HAZARDS_OF_PROCEDURE
