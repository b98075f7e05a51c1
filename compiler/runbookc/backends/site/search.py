"""The small index for the search: titles, headings, steps, notices and exact names, without prose.

A browser that reads the site from a disk can load no index but a script's; over HTTP the large one
with every word takes its place, and this one helps where that does not run.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from runbookc.backends.site.navigation import Scope
from runbookc.backends.site.places import PagePlaces
from runbookc.backends.site.procedures import placed_steps
from runbookc.backends.wording import is_hazard, label
from runbookc.model import Block, Page, inlines_of, plain_text, walk_blocks
from runbookc.source import Pattern

_LONGEST: Final = 320
"""Characters of one text; beyond, a site on a disk is searched no further."""

HEADING, STEP, HAZARD, NOTE, NAMES = "h", "s", "z", "n", "w"
"""What a text is; the script weighs them differently."""

Item = tuple[str, str, str]
"""What it is, the anchor at which it stands, its words."""


_NOT_READ: Final = r"\]\([^()\s]*\)|<!--.*?-->|https?://\S+|\b(?:src|href)=\S+"
_JOINED: Final = r"\w+(?:[._]\w+)*"
_NAME: Final = Pattern(rf"{_NOT_READ}|(?P<name>{_JOINED})", re.S)
_TELLING: Final = Pattern(r"\d\d|[^\W\d]\d|\d[^\W\d]|\w[._]\w|[a-z][A-Z]|[A-Z]{3}")
"""In a word that names one thing: a file, a command, a version, a code."""


def search_index(
    pages: Iterable[Page],
    scopes: Iterable[Scope],
    address: Callable[[str], str],
    read: Callable[[str], bytes],
) -> bytes:
    """The index as a script that hands over its data.

    Args:
        pages: all that are published.
        scopes: the products and versions by which a search can be narrowed.
        address: the address of a page from the site's root, "" for one that has none.
        read: the source of a page.
    """
    listed = list(scopes)
    scope_of = {path: index for index, scope in enumerate(listed) for path in scope.paths}
    entries = [
        [address(page.path), page.title, scope_of.get(page.path, -1), _items(page, read)]
        for page in pages
        if address(page.path)
    ]
    known = {
        "scopes": [[one.product, one.product_name, one.version or ""] for one in listed],
        "pages": entries,
    }
    text = json.dumps(known, ensure_ascii=True, separators=(",", ":"))
    return f"runbookcSearch({text});\n".encode("ascii")


def _items(page: Page, read: Callable[[str], bytes]) -> list[Item]:
    headings = [(one.line, HEADING, one.anchor, one.text) for one in page.headings if one.level > 1]
    steps = [
        (line, STEP, one.anchor, f"{one.number}. {one.step.title or one.step.command}")
        for line, one in placed_steps(page).items()
    ]
    places = PagePlaces(page)
    notes = [
        (
            one.line,
            HAZARD if is_hazard(one.kind) else NOTE,
            places.anchor(one.line),
            f"{label(one)}: {_words(one.body)}",
        )
        for one in page.admonitions
    ]
    told = [
        (line, kind, anchor, _short(text))
        for line, kind, anchor, text in sorted((*headings, *steps, *notes))
    ]
    known = {word for *_, text in told for word in text.split()}
    names = [
        (line, NAMES, places.anchor(line), name)
        for name, line in _names(page, read)
        if name not in known
    ]
    return [(kind, anchor, text) for _, kind, anchor, text in sorted((*told, *_joined(names)))]


def _names(page: Page, read: Callable[[str], bytes]) -> Iterator[tuple[str, int]]:
    """What a page names exactly, each name where it first stands, with its line."""
    try:
        text = read(page.path).decode("utf-8", errors="replace")
    except OSError:
        return
    seen: set[str] = set()
    lines = text.splitlines()
    for number, line in enumerate(lines[_front_matter(lines) :], _front_matter(lines) + 1):
        for match in _NAME.finditer(line):
            name = match["name"]
            if not name or name in seen or len(name) > _LONGEST:
                continue
            if _TELLING.search(name) or line[match.start() - 1 : match.start()] == "\\":
                seen.add(name)
                yield name, number


def _front_matter(lines: list[str]) -> int:
    """How many lines stand before the text."""
    fence = lines[0].strip() if lines else ""
    if fence not in ("---", "+++"):
        return 0
    return next((index + 1 for index, one in enumerate(lines[1:], 1) if one.strip() == fence), 0)


def _joined(names: Iterable[tuple[int, str, str, str]]) -> Iterator[tuple[int, str, str, str]]:
    """The names under one anchor as one text, at the line of the first."""
    for anchor, group in groupby(names, key=itemgetter(2)):
        found = list(group)
        yield found[0][0], NAMES, anchor, " ".join(name for *_, name in found)


def _words(blocks: Iterable[Block]) -> str:
    return " ".join(
        plain_text(inlines) for block in walk_blocks(tuple(blocks)) for inlines in inlines_of(block)
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
