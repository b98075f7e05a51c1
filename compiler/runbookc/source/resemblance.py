"""How much two texts have in common, told from a few numbers of each.

A sketch keeps the least hashes of a text's lines. Whether a line's hash is among the least does not
depend on the text it stands in, so the share of hashes that two sketches have in common estimates
the share of lines that the texts have in common.
"""

import hashlib
from heapq import nsmallest

_KEPT = 16
_DIGITS = 8


def sketch(text: str) -> str:
    """Up to 16 numbers of 8 hexadecimal digits each, in one string."""
    lines = {" ".join(line.split()) for line in text.splitlines()} - {""}
    hashes = {hashlib.sha256(line.encode("utf-8", "replace")).hexdigest() for line in lines}
    return "".join(nsmallest(_KEPT, {digest[:_DIGITS] for digest in hashes}))


def numbers_of(sketched: str) -> frozenset[str]:
    """The numbers of a sketch."""
    ends = range(_DIGITS, len(sketched) + 1, _DIGITS)
    return frozenset(sketched[end - _DIGITS : end] for end in ends)


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: the share of the least numbers of both that both have."""
    least = nsmallest(max(len(one), len(other)), one | other)
    return sum(number in one and number in other for number in least) / len(least) if least else 0.0
