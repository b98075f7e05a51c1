"""What the search is told of a page: its words and the anchors at which they stand.

That depends on the page alone. No link, no address and nothing of the site's frame is in it, so
indexing need not wait until links are resolved, and is not repeated where only those have changed.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from runbookc.backends.blocks_html import LinkNode
from runbookc.backends.site.openings import OPENING, Openings
from runbookc.backends.site.procedures import page_renderer, shows_title
from runbookc.model import Block, LinkText, Page

_ATTRIBUTES: Final = r'[^<>"]*(?:"[^"]*"[^<>"]*)*'
_PERMALINK: Final = '<a class="permalink"'
_TAG: Final = re.compile(
    rf"<(?:{_PERMALINK[1:]}{_ATTRIBUTES}>#</a>"
    rf"|/?(?:a|code|del|em|img|span|strong|wbr)\b(?P<attributes>{_ATTRIBUTES})>)"
)
"""What tells a search nothing: the sign that links a heading to itself, and tags within a line."""
_ID: Final = re.compile(r'\sid="[^"]*"')


def search_document(html: str, nodes: Sequence[LinkNode], title: str) -> str:
    """The words of a page as HTML: links as plain text, what is said of an image in its place.

    Args:
        html: its body, with openings.
        nodes: its links and images, by the number of their opening.
        title: the page's, "" where the body shows it.
    """
    # A picture without words is called by where the link around it leads.
    targets = {node.target for node in nodes if isinstance(node, LinkText)}
    told = {
        f"{number}!": escape(node.alt, quote=False)
        for number, node in enumerate(nodes)
        if not isinstance(node, LinkText) and node.alt not in targets
    }
    words = OPENING.sub(lambda opening: told.get("".join(opening.groups()), ""), html)
    # A heading that ends in a space would run into the text below it.
    words = words.replace(f" {_PERMALINK}", _PERMALINK)
    heading = f"<h1>{escape(title, quote=False)}</h1>\n" if title else ""
    return heading + _TAG.sub(_anchor, words)


def document_of(page: Page, body: Sequence[Block]) -> str:
    """The same for a page of which no HTML was made when it was compiled."""
    openings = Openings()
    html = page_renderer(page, openings.of, openings.raw_url).body(body)
    return search_document(html, openings.nodes, "" if shows_title(body) else page.title)


def indexed_page(document: str, language: str) -> str:
    """What Pagefind's program is to read."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><body>'
        f"<article data-pagefind-body>{document}</article></body></html>"
    )


def _anchor(tag: re.Match[str]) -> str:
    """What is left of a tag: the place that it names."""
    name = _ID.search(tag["attributes"]) if tag["attributes"] else None
    return f"<i{name[0]}></i>" if name else ""
