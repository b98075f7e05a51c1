"""One page of the site, from our own parse."""

from collections.abc import Sequence
from dataclasses import field

from runbookc.backends.site.links import PageLinks
from runbookc.backends.site.procedures import ProcedureRenderer
from runbookc.model import Block, HeadingBlock, Page
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
    has_title = any(isinstance(block, HeadingBlock) and block.level == 1 for block in body)
    renderer = ProcedureRenderer(
        page,
        links.target,
        titled=not has_title,
        raw_url=links.raw_url,
        colours=True,
        permalinks=True,
    )
    return SitePage(renderer.body(body), _contents(page), has_title)


def _contents(page: Page) -> tuple[Contents, ...]:
    """The headings as a tree; a level that is skipped does not break it."""
    top: list[Contents] = []
    open_entries: list[Contents] = []
    for heading in page.headings:
        if heading.level == 1:
            continue
        entry = Contents(heading.text, heading.anchor, heading.level)
        while open_entries and open_entries[-1].level >= heading.level:
            open_entries.pop()
        (open_entries[-1].children if open_entries else top).append(entry)
        open_entries.append(entry)
    return tuple(top)
