"""A finished page, as the plugin hands it to MkDocs, and its table of contents."""

import html
from collections.abc import Iterable
from dataclasses import field
from typing import Any, Final, TypedDict

from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink

from runbookc.backends.site import Contents
from runbookc.source.frozen import dataclass

_DEPTH: Final = 3
"""Levels of headings that a table of contents shows below the title."""


class TocToken(TypedDict):
    """An entry of the table of contents, as MkDocs reads it."""

    level: int
    id: str
    name: str
    children: "list[TocToken]"


@dataclass(frozen=True, slots=True)
class Made:
    """A finished page."""

    html: str
    toc: list[TocToken] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)


def toc_tokens(contents: Iterable[Contents]) -> list[TocToken]:
    """A table of contents for MkDocs."""
    return [
        {
            "level": entry.level,
            "id": entry.anchor,
            "name": html.escape(entry.title, quote=False),
            "children": toc_tokens(entry.children),
        }
        for entry in contents
    ]


def contents_html(toc: Iterable[AnchorLink]) -> Markup:
    """The entries that the theme lists; none where a single heading would be all."""
    entries = list(toc)
    if not entries[1:] and not any(entry.children for entry in entries):
        return Markup("")
    return Markup("".join(_entry(entry, _DEPTH) for entry in entries))


def _entry(entry: AnchorLink, depth: int) -> str:
    """An entry and those below it, so many levels in all."""
    below = ""
    if entry.children and depth > 1:
        below = f"<ul>{''.join(_entry(child, depth - 1) for child in entry.children)}</ul>"
    return f'\n        <li><a href="{escape(entry.url)}">{entry.title}</a>{below}</li>'
