"""One page of the site, from our own parse."""

from collections.abc import Iterable, Sequence
from dataclasses import field

from runbookc.backends.site.links import PageLinks
from runbookc.backends.site.procedures import page_renderer, shows_title
from runbookc.backends.site.unlinked import HeadingRow, UnlinkedPage, heading_rows
from runbookc.model import Block, Page
from runbookc.source.frozen import dataclass


@dataclass(slots=True)
class Contents:
    """An entry of a page's table of contents and those below it; `title` is plain text."""

    title: str
    anchor: str
    level: int
    children: "list[Contents]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A rendered page.

    Args:
        html: the body.
        contents: its headings from the second level on.
        has_title: whether the body shows the page's title itself.
    """

    html: str
    contents: tuple[Contents, ...]
    has_title: bool


def render_page(page: Page, body: Sequence[Block], links: PageLinks) -> SitePage:
    """The page as HTML, its links as `links` resolves them."""
    html = page_renderer(page, links.target, links.raw_url).body(body)
    return SitePage(html, _contents(heading_rows(page)), shows_title(body))


def linked_page(unlinked: UnlinkedPage, links: PageLinks) -> SitePage:
    """What `render_page` gives, from what was made of the page before it was linked."""
    html = unlinked.linked(links.target)
    return SitePage(html, _contents(unlinked.headings), unlinked.has_title)


def _contents(headings: Iterable[HeadingRow]) -> tuple[Contents, ...]:
    """The headings as a tree; a level that is skipped does not break it."""
    top: list[Contents] = []
    open_entries: list[Contents] = []
    for title, anchor, level in headings:
        entry = Contents(title, anchor, level)
        while open_entries and open_entries[-1].level >= level:
            open_entries.pop()
        (open_entries[-1].children if open_entries else top).append(entry)
        open_entries.append(entry)
    return tuple(top)
