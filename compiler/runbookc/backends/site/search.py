"""The small index for the search: titles, headings, steps and hazards, without the prose.

A browser that reads the site from a disk can load no index but a script's; over HTTP the large one
with every word takes its place, and this one helps where that does not run.
"""

import json
from collections.abc import Callable, Iterable
from typing import Final

from runbookc.backends.site.navigation import Scope
from runbookc.backends.site.places import PagePlaces
from runbookc.backends.site.procedures import placed_steps
from runbookc.backends.wording import is_hazard, label
from runbookc.model import Block, Page, inlines_of, plain_text, walk_blocks

_LONGEST: Final = 160
"""Characters of one text; a search shows no more of it."""

HEADING, STEP, HAZARD = "h", "s", "z"
"""What a text is; the script weighs them differently."""

Item = tuple[str, str, str]
"""What it is, the anchor at which it stands, its words."""


def search_index(
    pages: Iterable[Page], scopes: Iterable[Scope], address: Callable[[str], str]
) -> bytes:
    """The index as a script that hands over its data.

    Args:
        pages: all that are published.
        scopes: the products and versions by which a search can be narrowed.
        address: the address of a page from the site's root, "" for one that has none.
    """
    listed = list(scopes)
    scope_of = {path: index for index, scope in enumerate(listed) for path in scope.paths}
    entries = [
        [address(page.path), page.title, scope_of.get(page.path, -1), _items(page)]
        for page in pages
        if address(page.path)
    ]
    known = {
        "scopes": [[one.product, one.product_name, one.version or ""] for one in listed],
        "pages": entries,
    }
    text = json.dumps(known, ensure_ascii=True, separators=(",", ":"))
    return f"runbookcSearch({text});\n".encode("ascii")


def _items(page: Page) -> list[Item]:
    headings = [(one.line, HEADING, one.anchor, one.text) for one in page.headings if one.level > 1]
    steps = [
        (line, STEP, one.anchor, f"{one.number}. {one.step.title or one.step.command}")
        for line, one in placed_steps(page).items()
    ]
    places = PagePlaces(page)
    hazards = [
        (one.line, HAZARD, places.anchor(one.line), f"{label(one)}: {_words(one.body)}")
        for one in page.admonitions
        if is_hazard(one.kind)
    ]
    return [
        (kind, anchor, _short(text))
        for _, kind, anchor, text in sorted((*headings, *steps, *hazards))
    ]


def _words(blocks: Iterable[Block]) -> str:
    return " ".join(
        plain_text(inlines) for block in walk_blocks(tuple(blocks)) for inlines in inlines_of(block)
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
