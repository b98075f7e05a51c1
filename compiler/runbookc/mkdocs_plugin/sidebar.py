"""The tree of pages as HTML, made once for each version and then only marked for each page.

A tree of very many pages is made once for each folder, with what is beside a page and above it: on
every page the whole tree would be most of what is sent.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from runbookc.backends.site import Branch, Leaf, leaves

_BASE: Final = "\x00"
_MARK: Final = re.compile("\x01([0-9.]+)\x01")
_WHOLE: Final = 120
"""Pages of a tree that every page can show."""


class Sidebar:
    """One tree.

    A branch is named by its place among its siblings, behind the name of the branch above: `3.0.`

    Args:
        children: its top; the paths of leaves are turned into URLs from the site's root.
        url_of: does that; leaves without a URL are left out.
    """

    def __init__(
        self, children: tuple[Branch | Leaf, ...], url_of: Callable[[str], str | None]
    ) -> None:
        self._children = children
        self._url_of = url_of
        self._branches: dict[str, str] = {}
        count = self._find(children, "")
        self._is_whole = count <= _WHOLE
        self._made: dict[str, str] = {}

    def html(self, url: str, base: str) -> str:
        """The tree with a page marked as the current one and the branches to it open.

        Args:
            url: the page's URL from the site's root.
            base: the way from the page to the site's root, without a slash at its end.
        """
        here = self._branches.get(url, "")
        made = "" if self._is_whole else here
        if made not in self._made:
            self._made[made] = "".join(self._list(self._children, "", made))
        marked = _MARK.sub(
            lambda match: " open" if here.startswith(match[1]) else "", self._made[made]
        )
        current = f'href="{_BASE}/{escape(url)}"'
        marked = marked.replace(current, f'{current} aria-current="page"')
        return marked.replace(_BASE, base)

    def _find(self, children: tuple[Branch | Leaf, ...], above: str) -> int:
        """Note the branch of each page; gives how many pages there are."""
        count = 0
        for index, child in enumerate(children):
            if isinstance(child, Branch):
                count += self._find(child.children, f"{above}{index}.")
            elif (url := self._url_of(child.path)) is not None:
                self._branches[url] = above
                count += 1
        return count

    def _list(self, children: tuple[Branch | Leaf, ...], above: str, shown: str) -> Iterator[str]:
        """A level of the tree.

        Args:
            children: its pages and branches.
            above: the branch whose level it is.
            shown: the branch to which a large tree is unfolded.
        """
        yield "<ul>\n"
        for index, child in enumerate(children):
            name = f"{above}{index}."
            if isinstance(child, Leaf):
                yield self._leaf(child.title, child.path)
            elif self._is_whole or shown.startswith(name):
                title = escape(child.title)
                yield f"<li><details\x01{name}\x01><summary>{title}</summary>\n"
                yield from self._list(child.children, name, shown)
                yield "</details></li>\n"
            else:
                yield self._folded(child)
        yield "</ul>\n"

    def _folded(self, branch: Branch) -> str:
        """A branch that leads to its first page, which unfolds it."""
        published = (leaf.path for leaf in leaves(branch.children) if self._url_of(leaf.path))
        first = next(published, None)
        return self._leaf(branch.title, first, ' class="folded"') if first else ""

    def _leaf(self, title: str, path: str, attributes: str = "") -> str:
        url = self._url_of(path)
        if url is None:
            return ""
        return f'<li><a href="{_BASE}/{escape(url)}"{attributes}>{escape(title)}</a></li>\n'
