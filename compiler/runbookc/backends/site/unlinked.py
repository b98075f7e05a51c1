"""What the site shows of a page as far as the page alone decides it; its links are filled in later.

So a page becomes HTML where it is compiled, on all cores, and what comes back is a string, with
openings for what depends on other files. Of a page that holds their mark itself, or whose raw HTML
leads to other files, nothing is made beforehand.
"""

import re
from collections.abc import Sequence

from runbookc.backends.blocks_html import (
    InlineRenderer,
    LinkNode,
    Resolve,
)
from runbookc.backends.site.openings import MARK, OPENING, Openings
from runbookc.backends.site.procedures import page_renderer, shows_title
from runbookc.backends.site.search import search_entry
from runbookc.backends.site.search_document import search_document
from runbookc.model import Block, LinkText, Page
from runbookc.source.frozen import dataclass

HeadingRow = tuple[str, str, int]
"""The words of a heading, its anchor, its level."""


@dataclass(frozen=True)
class UnlinkedPage:
    """The body of a page, and what the search indexes hold of it.

    Args:
        html: with openings, each by the number of its link or image.
        nodes: the links and images, without what stands inside of them.
        has_title: whether the body shows the page's title itself.
        headings: those of the page, as `heading_rows` gives them.
        entry: what `search_entry` gives.
        document: what `search_document` gives.
    """

    html: str
    nodes: tuple[LinkNode, ...]
    has_title: bool
    headings: Sequence[HeadingRow]
    entry: str
    document: str

    def linked(self, resolve: Resolve) -> str:
        """The body, its links and images as `resolve` has them."""
        inlines = InlineRenderer(resolve)
        ends: dict[str, str] = {}

        def fill(opening: re.Match[str]) -> str:
            number, kind = opening.groups()
            if kind == ")":
                return ends.pop(number)
            node = self.nodes[int(number)]
            if isinstance(node, LinkText):
                begin, ends[number] = inlines.link_tags(node)
                return begin
            return inlines.image(node, linked=bool(ends))

        return OPENING.sub(fill, self.html)


def unlinked_page(page: Page, body: Sequence[Block], source: str) -> UnlinkedPage | None:
    """The page as HTML with openings; None where that cannot be made before it is linked.

    Args:
        page: the page.
        body: its blocks.
        source: its text as it was written.
    """
    openings = Openings()
    html = page_renderer(page, openings.of, openings.raw_url).body(body)
    if openings.needs_project or html.count(MARK) != openings.marks:
        return None
    nodes, has_title = tuple(openings.nodes), shows_title(body)
    document = search_document(html, nodes, "" if has_title else page.title)
    entry = search_entry(page, source)
    return UnlinkedPage(html, nodes, has_title, heading_rows(page), entry, document)


def heading_rows(page: Page) -> tuple[HeadingRow, ...]:
    """The headings of a page from the second level on."""
    return tuple((one.text, one.anchor, one.level) for one in page.headings if one.level > 1)
