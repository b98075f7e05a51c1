"""How long a runbook takes, as far as its sources say so."""

import re

from runbookc.backends.wording import counted
from runbookc.model import Runbook, RunbookPart

_MINUTES = {"d": 1440, "h": 60, "m": 1}
_AMOUNT = re.compile(
    r"(\d+(?:\.\d+)?)\s*(d|days?|h|hrs?|hours?|m|mins?|minutes?)\b\.?", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:[\s,]|\band\b)*")


def total_time(runbook: Runbook) -> str:
    """The time of all parts together, else part by part; "" where the source gives none.

    Times are added only where each part has one that can be read: a sum that leaves a hop out
    would be believed.
    """
    times = [part.procedure.time.strip() for part in runbook.parts]
    if not any(times):
        return ""
    if len(times) == 1:
        return times[0]
    amounts = [minutes(time) for time in times]
    known = [amount for amount in amounts if amount is not None]
    if len(known) == len(times):
        return in_words(sum(known))
    return "; ".join(map(_of_part, runbook.parts))


def minutes(time: str) -> int | None:
    """The minutes of "1 hour 30 minutes", "1.5 h", "45 min"; None for what cannot be added."""
    amounts = _AMOUNT.findall(time)
    if not amounts or not _BETWEEN.fullmatch(_AMOUNT.sub("", time)):
        return None
    return round(sum(float(number) * _MINUTES[unit[0].lower()] for number, unit in amounts))


def in_words(total: int) -> str:
    """Minutes as a reader says them: "2 hours 15 minutes"."""
    hours, rest = divmod(total, 60)
    shown = [counted(n, unit) for n, unit in ((hours, "hour"), (rest, "minute")) if n]
    return " ".join(shown) or counted(0, "minute")


def _of_part(part: RunbookPart) -> str:
    return f"hop {part.number}: {part.procedure.time.strip() or 'the source gives none'}"
