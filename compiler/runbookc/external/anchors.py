"""Whether an HTML document of another host has the place that a fragment names."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

# Fragments that are no ids: text to scroll to, routes of an application, lines of code.
_NO_ID = re.compile(r"top|:~:.*|[!/?].*|.*[=&/].*|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?", re.IGNORECASE)


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.found.add(value)


def ids_of(html: str) -> set[str]:
    """Every id, and every name of an anchor, in a document."""
    reader = _Ids()
    reader.feed(html)
    return reader.found


def is_id(fragment: str) -> bool:
    """Whether a fragment, if it is right, must be an id of the document."""
    return bool(fragment) and not _NO_ID.fullmatch(fragment)


def has_place(html: str, ids: set[str], fragment: str) -> bool | None:
    """Whether a document has a place; None where that cannot be told.

    A document without any id, or one that names the place in its scripts, makes its places when it
    is shown.
    """
    wanted = {fragment, unquote(fragment)}
    if any(one in ids or f"user-content-{one}" in ids for one in wanted):
        return True
    if not ids or any(re.search(rf"[\"'#\\-]{re.escape(one)}[\"'\\]", html) for one in wanted):
        return None
    return False
