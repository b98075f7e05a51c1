"""Under which step or heading a line of a page stands, and how one gets there."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from urllib.parse import quote

from runbookc.backends.site.procedures import placed_steps
from runbookc.model import Page


class PagePlaces:
    """The anchors of one page by line."""

    def __init__(self, page: Page) -> None:
        headings = ((one.line, one.anchor) for one in page.headings if one.level > 1)
        steps = ((line, one.anchor) for line, one in placed_steps(page).items())
        self._marks = sorted((*headings, *steps))
        self._lines = [line for line, _ in self._marks]

    def anchor(self, line: int) -> str:
        """The step or heading under which a line stands, "" before the first."""
        place = bisect_right(self._lines, line)
        return self._marks[place - 1][1] if place else ""


class Places:
    """Lines of pages on the site.

    Args:
        pages: all pages by path.
        address: the address of a page from the site's root, "" for one that has none.
    """

    def __init__(self, pages: Mapping[str, Page], address: Callable[[str], str]) -> None:
        self._pages = pages
        self._address = address
        self._known: dict[str, PagePlaces] = {}

    def __call__(self, path: str, line: int) -> str:
        """The address of a line, from the site's root; "" where its page has none."""
        address = self._address(path)
        if not address or path not in self._pages:
            return address
        if path not in self._known:
            self._known[path] = PagePlaces(self._pages[path])
        anchor = self._known[path].anchor(line)
        return f"{address}#{quote(anchor)}" if anchor else address
