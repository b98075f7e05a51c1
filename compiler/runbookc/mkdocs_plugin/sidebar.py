"""The tree of pages as HTML, made once for each version and then only marked for each page."""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from runbookc.backends.site import Branch, Leaf

_BASE: Final = "\x00"
_MARK: Final = re.compile("\x01(\\d+)\x01")


class Sidebar:
    """One tree.

    Args:
        children: its top; the paths of leaves are turned into URLs from the site's root.
        url_of: does that; leaves without a URL are left out.
    """

    def __init__(
        self, children: tuple[Branch | Leaf, ...], url_of: Callable[[str], str | None]
    ) -> None:
        self._url_of = url_of
        self._open: dict[str, frozenset[str]] = {}
        self._branches = 0
        self._html = "".join(self._list(children, frozenset()))

    def html(self, url: str, base: str) -> str:
        """The tree with a page marked as the current one and the branches to it open.

        Args:
            url: the page's URL from the site's root.
            base: the way from the page to the site's root, without a slash at its end.
        """
        opened = self._open.get(url, frozenset())
        marked = _MARK.sub(lambda match: " open" if match[1] in opened else "", self._html)
        current = f'href="{_BASE}/{escape(url)}"'
        marked = marked.replace(current, f'{current} aria-current="page"')
        return marked.replace(_BASE, base)

    def _list(self, children: tuple[Branch | Leaf, ...], above: frozenset[str]) -> Iterator[str]:
        yield "<ul>\n"
        for child in children:
            if isinstance(child, Leaf):
                yield self._leaf(child, above)
            else:
                self._branches += 1
                number = str(self._branches)
                title = escape(child.title)
                yield f"<li><details\x01{number}\x01><summary>{title}</summary>\n"
                yield from self._list(child.children, above | {number})
                yield "</details></li>\n"
        yield "</ul>\n"

    def _leaf(self, leaf: Leaf, above: frozenset[str]) -> str:
        url = self._url_of(leaf.path)
        if url is None:
            return ""
        self._open[url] = above
        return f'<li><a href="{_BASE}/{escape(url)}">{escape(leaf.title)}</a></li>\n'
