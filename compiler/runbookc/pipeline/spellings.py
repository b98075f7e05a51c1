"""How often a project writes a word: whether one of two spellings clearly leads."""

import re
from collections import Counter
from collections.abc import Iterable

from runbookc.discovery import Inventory

_LEAD = 3
"""How many times as often the leading spelling stands than the other one."""


def led(inventory: Inventory, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of some pairs of spellings of which the first one leads on all pages together.

    A page may favour what the rest of the project avoids; only the whole shows which is the slip.
    """
    wanted = set(pairs)
    if not wanted:
        return set()
    words = sorted({re.escape(word) for pair in wanted for word in pair})
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b".encode())
    counts: Counter[bytes] = Counter()
    for path in inventory.pages:
        try:
            counts.update(pattern.findall(inventory.read(path)))
        except OSError:
            continue
    return {
        (usual, rare)
        for usual, rare in wanted
        if counts[usual.encode()] >= _LEAD * counts[rare.encode()]
    }
