"""Considerations and prerequisites: what several hops share first, the rest with its hop."""

from collections.abc import Iterable

from runbookc.backends import wording
from runbookc.backends.pdf.pieces import pieces
from runbookc.backends.pdf.values import Value, text_values
from runbookc.backends.pdf.writers import Writers
from runbookc.model import Consideration, Runbook, RunbookPart


def sections(writers: Writers) -> list[Value]:
    """What stands before the first part."""
    runbook = writers.runbook
    found: list[Value] = []
    for anchor, title, group in _groups(runbook):
        told = [one for one in group if not runbook.home(one)]
        more = text_values(wording.told_with_hops(group, title, runbook))
        if told or more:
            anchors = [anchor] if found else [wording.part_anchor(0), anchor]
            found.append(_section(writers, told, title, 1) | {"anchors": anchors, "more": more})
    return found


def sections_of(writers: Writers, part: RunbookPart) -> list[Value]:
    """What stands with one part, for it alone."""
    runbook = writers.runbook
    found = []
    for _, title, group in _groups(runbook):
        own = [one for one in group if runbook.home(one) == part.number]
        if own:
            found.append(_section(writers, own, title, 2) | {"anchors": [], "more": []})
    return found


def _groups(runbook: Runbook) -> tuple[tuple[str, str, tuple[Consideration, ...]], ...]:
    return (
        ("considerations", wording.CONSIDERATIONS, runbook.considerations),
        ("prerequisites", wording.PREREQUISITES, runbook.prerequisites),
    )


def _section(
    writers: Writers, statements: Iterable[Consideration], title: str, level: int
) -> Value:
    return {
        "level": level,
        "title": title,
        "items": [_statement(writers, one, title, level) for one in statements],
    }


def _statement(writers: Writers, statement: Consideration, group: str, level: int) -> Value:
    runbook = writers.runbook
    own = statement.title.casefold() != group.casefold()
    title = text_values(statement.title) if own else []
    holds = "" if runbook.home(statement) else wording.holds_for(statement, runbook)
    writer = writers.of_statement(statement, level + 1 if title else level)
    return {
        "level": level + 1,
        "title": title,
        "holds": holds,
        "body": writer.blocks(statement.body),
        "source": pieces(wording.source_place(statement.path, statement.line)),
        "same": text_values(wording.duplicates_line(statement)),
    }
