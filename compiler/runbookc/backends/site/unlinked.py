"""What the site shows of a page as far as the page alone decides it; its links are filled in later.

So a page becomes HTML where it is compiled, on all cores, and what comes back is a string. What
depends on other files is an opening: the tags of a link, a whole image. An opening is marked by a
character that Unicode keeps for the inside of programs. Of a page that holds this character itself,
or whose raw HTML leads to other files, nothing is made beforehand.
"""

import re
from collections.abc import Sequence
from typing import Final

from runbookc.backends.blocks_html import (
    InlineRenderer,
    LinkNode,
    Opening,
    Resolve,
    keep_remote,
    needs_no_project,
)
from runbookc.backends.site.procedures import page_renderer, shows_title
from runbookc.backends.site.search import search_entry
from runbookc.model import Block, LinkText, Page
from runbookc.source.frozen import dataclass

_MARK: Final = "\ufdd0"
_OPENING: Final = re.compile(f"{_MARK}(\\d+)([!()])")

HeadingRow = tuple[str, str, int]
"""The words of a heading, its anchor, its level."""


@dataclass(frozen=True)
class UnlinkedPage:
    """The body of a page, and what the small search index holds of it.

    Args:
        html: with openings, each by the number of its link or image.
        nodes: the links and images, without what stands inside of them.
        has_title: whether the body shows the page's title itself.
        headings: those of the page, as `heading_rows` gives them.
        entry: what `search_entry` gives.
    """

    html: str
    nodes: tuple[LinkNode, ...]
    has_title: bool
    headings: Sequence[HeadingRow]
    entry: str

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

        return _OPENING.sub(fill, self.html)


def unlinked_page(page: Page, body: Sequence[Block], source: str) -> UnlinkedPage | None:
    """The page as HTML with openings; None where that cannot be made before it is linked.

    Args:
        page: the page.
        body: its blocks.
        source: its text as it was written.
    """
    openings = _Openings()
    html = page_renderer(page, openings.of, openings.raw_url).body(body)
    if openings.needs_project or html.count(_MARK) != openings.marks:
        return None
    entry = search_entry(page, source)
    headings = heading_rows(page)
    return UnlinkedPage(html, tuple(openings.nodes), shows_title(body), headings, entry)


def heading_rows(page: Page) -> tuple[HeadingRow, ...]:
    """The headings of a page from the second level on."""
    return tuple((one.text, one.anchor, one.level) for one in page.headings if one.level > 1)


class _Openings:
    """Those of one page.

    Args:
        nodes: the links and images, by number.
        marks: how many marks they have in the HTML.
        needs_project: whether raw HTML asks where an address leads.
    """

    def __init__(self) -> None:
        self.nodes: list[LinkNode] = []
        self.marks = 0
        self.needs_project = False

    def of(self, node: LinkNode) -> Opening:
        """A new opening."""
        number = len(self.nodes)
        if isinstance(node, LinkText):
            self.nodes.append(node.changed(children=()))
            self.marks += 2
            return Opening(f"{_MARK}{number}(", f"{_MARK}{number})")
        self.nodes.append(node)
        self.marks += 1
        return Opening(f"{_MARK}{number}!")

    def raw_url(self, url: str, image: bool) -> str | None:
        """What a raw address leads to, where that needs no other file."""
        if not needs_no_project(url, image=image):
            self.needs_project = True
        return keep_remote(url, image)
