"""A finished page, as the plugin hands it to MkDocs."""

import html
from collections.abc import Iterable
from dataclasses import field
from typing import Any, TypedDict

from runbookc.backends.site import Contents
from runbookc.source.frozen import dataclass


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
