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

_json = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode

_NOT_READ: Final = r"\]\([^()\s]*\)|https?://\S+|\b(?:src|href)=\S+"
_JOINED: Final = r"\w+(?:[._]\w+)*"
_NAME: Final = Pattern(rf"{_NOT_READ}|(?P<name>{_JOINED})")
_FRONT_MATTER: Final = Pattern(r"(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*$", re.S | re.M)
_COMMENT: Final = Pattern(r"<!--.*?-->", re.S)
_TELLING: Final = Pattern(r"\d\d|[^\W\d]\d|\d[^\W\d]|\w[._]\w|[a-z][A-Z]|[A-Z]{3}")
"""In a word that names one thing: a file, a command, a version, a code."""
_REMEMBERED: Final = 50_000
"""Words of which is known what they name; a process that goes on for ever keeps no more."""


def search_index(
    pages: Iterable[Page],
    scopes: Iterable[Scope],
    address: Callable[[str], str],
    entry: Callable[[Page], str],
) -> bytes:
    """The index as a script that hands over its data.

    Args:
        pages: all that are published.
        scopes: the products and versions by which a search can be narrowed.
        address: the address of a page from the site's root, "" for one that has none.
        entry: what `search_entry` gives for a page.
    """
    listed = list(scopes)
    scope_of = {path: index for index, scope in enumerate(listed) for path in scope.paths}
    named = _json([[one.product, one.product_name, one.version or ""] for one in listed])
    entries = ",".join(
        f"[{_json(place)},{_json(page.title)},{scope_of.get(page.path, -1)},{entry(page)}]"
        for page in pages
        if (place := address(page.path))
    )
    return f'runbookcSearch({{"scopes":{named},"pages":[{entries}]}});\n'.encode("ascii")


def search_entry(page: Page, source: str) -> str:
    """What the index holds of a page, as JSON: it depends on the page and its text alone."""
    return _json(_items(page, _names(source)))


def _items(page: Page, named: Iterable[tuple[str, int]]) -> list[Item]:
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
    names = [(line, NAMES, places.anchor(line), name) for name, line in named if name not in known]
    return [(kind, anchor, text) for _, kind, anchor, text in sorted((*told, *_joined(names)))]


class _NamesOf(dict[str, tuple[str, ...]]):
    """The exact names in what stands between two spaces; what pages repeat is read once."""

    def __missing__(self, text: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = tuple(
            name
            for match in _NAME.finditer(text)
            if (name := match["name"])
            and len(name) <= _LONGEST
            and (_TELLING.search(name) or text[match.start() - 1 : match.start()] == "\\")
        )
        self[text] = found
        return found


_NAMES_OF: Final = _NamesOf()


def _names(text: str) -> Iterable[tuple[str, int]]:
    """What a page names exactly, each name where it first stands, with its line."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<!--" in text:
        text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    begin = _front_matter(text)
    first: dict[str, int] = {}
    for line, row in enumerate(text[begin:].split("\n"), text.count("\n", 0, begin) + 1):
        for names in filter(None, map(_NAMES_OF.__getitem__, row.split())):
            for name in names:
                first.setdefault(name, line)
    return first.items()


def _front_matter(text: str) -> int:
    """Where the text begins, behind the front matter."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


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
