"""How a page spells the name of its product, which paths and settings know by an id only."""

import re
from collections.abc import Iterable
from functools import lru_cache

_GLUED = re.compile(r"[\w/\\.#-]$")


def product_name(product: str, texts: Iterable[str]) -> str:
    """The first words in some texts that spell out a product's id, or "".

    "Threat Prevention" spells out `threat-prevention` and `threatprevention`; the id itself, and
    parts of paths, say nothing.
    """
    letters = "".join(letter for letter in product.casefold() if letter.isalnum())
    for text in texts if letters else ():
        for match in _spelling(letters).finditer(text):
            name = " ".join(match[0].split())
            before = text[max(0, match.start() - 1) : match.start()]
            if name != product and not _GLUED.match(before):
                return name
    return ""


@lru_cache(maxsize=256)
def _spelling(letters: str) -> re.Pattern[str]:
    between = r"[\s-]?"
    return re.compile(between.join(letters) + r"(?![\w/\\-]|\.\w)", re.IGNORECASE)
