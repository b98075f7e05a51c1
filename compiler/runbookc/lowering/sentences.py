"""Where sentences begin and end in plain text."""

import re
from bisect import bisect_right
from functools import lru_cache

from runbookc.source import Pattern

_BREAK = Pattern(r"""(?<=[.!?:])["”’)\]]*\s+(?=["“‘(\[]*[A-Z0-9])|(?<=[.!?])["”’)\]]*\s+(?=\W)""")
_ABBREVIATION = Pattern(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|resp|cf|fig|no|ver|v)|\b[A-Z])\.$", re.IGNORECASE
)

_REFERS = re.compile(
    r"""(?:else | otherwise | however | but | or | then | such
    | this | that | these | those | it | they
    | if\ (?:not|so|this|that) | if\ (?:you|they|it)\ (?:do|does|is|are)(?:\ not|n['’]t)?,
    | in\ (?:this|that)\ case | without\ (?:it|this|that|them) | fail(?:ing|ure)\ to\ do\ so
    | (?:not\ )?doing\ so | the\ above)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a sentence begins that says little without the one before it."""
_MOST_BEFORE = 3


@lru_cache(maxsize=1 << 14)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence, without the space between them.

    A colon ends a sentence too, where a capital or a number follows: what it announces stands
    for itself. Answers are remembered: several recognisers ask about each paragraph, and again
    for every runbook that it stands in.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        if _ABBREVIATION.search(text, max(0, match.start() - 8), match.start()):
            continue
        found.append((start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text.rstrip())))
    return tuple(found)


def sentence_at(found: tuple[tuple[int, int], ...], offset: int) -> tuple[int, int]:
    """The sentence around an offset: the last one that begins at or before it."""
    if not found:
        return (offset, offset)
    return found[max(0, bisect_right(found, (offset, 1 << 60)) - 1)]


def with_antecedent(text: str, start: int, *, always: bool = False) -> int:
    """Where the sentences begin without which the one at `start` says little.

    Args:
        text: that of the paragraph.
        start: where a sentence begins.
        always: whether all that stands before it counts, however it begins.
    """
    before = [first for first, _ in sentences(text) if first < start]
    for _ in range(_MOST_BEFORE):
        if not before or not (always or _REFERS.match(text, start)):
            break
        start = before.pop()
    return start
