"""Considerations and prerequisites where their reader needs them: first of all, or with a hop."""

from typing import NamedTuple

from runbookc.backends import wording
from runbookc.model import Consideration, Runbook


class StatementGroup(NamedTuple):
    """Statements that stand under one word.

    Args:
        elsewhere: which hops have more of the kind, for who plans ahead; "" where none has.
    """

    word: str
    statements: tuple[Consideration, ...]
    elsewhere: str = ""


def statement_groups(runbook: Runbook, home: int = 0) -> tuple[StatementGroup, ...]:
    """What stands with the part of a number, or first of all for 0; empty groups are left out."""
    kinds = (
        (wording.CONSIDERATIONS, runbook.considerations),
        (wording.PREREQUISITES, runbook.prerequisites),
    )
    groups = (_group(runbook, home, word, statements) for word, statements in kinds)
    return tuple(group for group in groups if group.statements or group.elsewhere)


def _group(
    runbook: Runbook, home: int, word: str, statements: tuple[Consideration, ...]
) -> StatementGroup:
    here = tuple(one for one in statements if runbook.home(one) == home)
    others = {runbook.home(one) for one in statements} - {0}
    return StatementGroup(word, here, "" if home else wording.told_with_hops(others, word))
