"""Where sentences begin and end in plain text."""

import re
from bisect import bisect_right

from runbookc.source import Pattern

_BREAK = Pattern(r"""(?<=[.!?:])["”’)\]]*\s+(?=["“‘(\[]*[A-Z0-9])|(?<=[.!?])["”’)\]]*\s+(?=\W)""")
_ABBREVIATION = Pattern(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|resp|cf|fig|no|ver|v)|\b[A-Z])\.$", re.IGNORECASE
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence, without the space between them.

    A colon ends a sentence too, where a capital or a number follows: what it announces stands
    for itself.
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
