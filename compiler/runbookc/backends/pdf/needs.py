"""What the first page says is needed: work, time, hazards, and what must be true before."""

from collections import Counter
from collections.abc import Iterator, Sequence

from runbookc.backends import wording
from runbookc.backends.durations import total_time
from runbookc.backends.pdf.values import Value, text_values
from runbookc.model import (
    Consideration,
    PointOfNoReturn,
    Runbook,
    inlines_of,
    prose_of,
    walk_blocks,
)

_LISTED = 6
"""Prerequisites and points of no return that are named; the rest are counted."""
_SHORT = 80
"""Characters of a prerequisite that has no title."""

Item = list[Value]


def needs(runbook: Runbook) -> list[Value]:
    """Each with the words that say what it is; nothing that the source does not give."""
    return list(_needs(runbook))


def _needs(runbook: Runbook) -> Iterator[Value]:
    yield _need(wording.WORK, [text_values(wording.work(runbook))])
    time = total_time(runbook)
    if time:
        yield _need(wording.TIME, [text_values(time)])
    kinds = Counter(hazard.kind for hazard in runbook.hazards)
    hazards = [wording.counted(kinds[kind], kind) for kind in wording.HAZARDS if kinds[kind]]
    if hazards:
        yield _need(wording.HAZARDS_COUNTED, [text_values(", ".join(hazards))], "hazards")
    points = [point for part in runbook.parts for point in part.no_return]
    if points:
        yield _need(wording.POINTS_OF_NO_RETURN, _some([_point(runbook, one) for one in points]))
    if runbook.prerequisites:
        items = [text_values(_in_short(one)) for one in runbook.prerequisites]
        yield _need(wording.PREREQUISITES, _some(items), "prerequisites")


def _need(word: str, items: list[Item], goal: str = "") -> Value:
    return {"word": word, "items": items, "goal": goal}


def _some(items: Sequence[Item]) -> list[Item]:
    more = len(items) - _LISTED
    return [*items[:_LISTED], *([text_values(f"and {more} more")] if more > 0 else [])]


def _point(runbook: Runbook, point: PointOfNoReturn) -> Item:
    page = {"t": "page", "goal": wording.step_anchor(point.place), "s": ""}
    return [*text_values(wording.step_place(point.place, runbook)), page]


def _in_short(statement: Consideration) -> str:
    """A prerequisite's title, else its first words."""
    title = statement.title.strip()
    if title and title != wording.PREREQUISITES:
        return title
    for block in walk_blocks(statement.body):
        for run in inlines_of(block):
            words = " ".join(prose_of(run).text.split())
            if words:
                return words if len(words) <= _SHORT else _cut(words)
    return title


def _cut(words: str) -> str:
    return words[:_SHORT].rsplit(" ", 1)[0].rstrip(",;:") + " …"
