"""What stands before the steps: for which hops it holds, and how a hop recalls it."""

from runbookc.backends.wording.kinds import word
from runbookc.backends.wording.words import CONSIDERATIONS, PREREQUISITES, SAME_TEXT, source_place
from runbookc.model import (
    Admonition,
    Consideration,
    Runbook,
    RunbookPart,
    inlines_of,
    plain_text,
    walk_blocks,
)

_OPENING_WORDS = 8
"""So many words of a consideration are quoted where its reader is reminded of it."""


def holds_for(statement: Consideration, runbook: Runbook) -> str:
    """For which hops a consideration holds; "" where it holds for all of them."""
    if len(statement.hops) >= len(runbook.parts):
        return ""
    noun = "hop" if len(statement.hops) == 1 else "hops"
    return f"{noun} {', '.join(map(str, statement.hops))}"


def duplicates_line(statement: Consideration) -> str:
    """Where the same stands once more in the sources, or ""."""
    places = ", ".join(source_place(one.path, one.line) for one in statement.duplicates)
    return f"{SAME_TEXT}: {places}" if places else ""


def reminders(runbook: Runbook, part: RunbookPart) -> tuple[str, ...]:
    """A line for each note that stood at the head of this hop and is told once for several."""
    return tuple(
        _reminder(statement)
        for statement in runbook.considerations
        if statement.at_head and part.number in statement.hops
    )


def _reminder(statement: Consideration) -> str:
    block = statement.body[0]
    sign = f"{word(block.kind)} " if isinstance(block, Admonition) else ""
    runs = (run for inner in walk_blocks([block]) for run in inlines_of(inner))
    words = " ".join(plain_text(run) for run in runs).split()
    more = "…" if len(words) > _OPENING_WORDS else ""
    opening = " ".join(words[:_OPENING_WORDS]) + more
    return f"This holds here too, see {CONSIDERATIONS}: {sign}“{opening}”"


def told_with_hops(statements: tuple[Consideration, ...], noun: str, runbook: Runbook) -> str:
    """Which hops have statements of their own, for who plans ahead; "" where none has."""
    homes = sorted({home for one in statements if (home := runbook.home(one))})
    if not homes:
        return ""
    hops, noun = ", ".join(map(str, homes)), noun.lower()
    if len(homes) == 1:
        return f"Hop {hops} has {noun} of its own, which stand with it."
    return f"Hops {hops} have {noun} of their own, which stand with them."


def considered(
    runbook: Runbook, home: int
) -> tuple[tuple[str, str, tuple[Consideration, ...]], ...]:
    """What to know before the first step, for 0, or before the steps of one hop.

    Returns:
        For each kind of which there is something to say: its heading, the sentence about those
        that stand elsewhere, or "", and the statements that stand here.
    """
    kinds = ((CONSIDERATIONS, runbook.considerations), (PREREQUISITES, runbook.prerequisites))
    found = (
        (
            word,
            "" if home else told_with_hops(statements, word, runbook),
            tuple(one for one in statements if runbook.home(one) == home),
        )
        for word, statements in kinds
    )
    return tuple(one for one in found if one[1] or one[2])
