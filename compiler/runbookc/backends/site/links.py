"""Where the links of a page lead on the site."""

import posixpath
from collections.abc import Callable
from functools import cached_property
from typing import Final
from urllib.parse import quote

from runbookc.backends.blocks_html import LinkNode, Target, needs_no_project
from runbookc.backends.image_size import Size
from runbookc.linking import Project
from runbookc.linking.symbols import Symbols, placement_of
from runbookc.model import Link, LinkStatus, Page
from runbookc.source.frozen import dataclass

Href = Callable[[str, str], str | None]
"""The address of a page or asset, seen from a page; None for what is not on the site."""

SizeOf = Callable[[str], Size | None]
"""The size of an image by its path in the project."""

_FRAGMENT: Final = "/?:@!$&'()*+,;=-._~"
_NOT_HERE: Final = "What this leads to is not part of this site"
_REASONS: Final[dict[LinkStatus, str]] = {
    "broken-page": "Broken link: there is no such page",
    "broken-anchor": "Broken link: the page has no such heading",
    "missing-asset": "Broken link: there is no such file",
    "outside-root": "Broken link: it leads out of the documentation",
    "unsafe": "This address is not shown, because following it could run a program",
}


@dataclass(frozen=True)
class PageLinks:
    """The links of one page."""

    project: Project
    symbols: Symbols
    page: Page
    href: Href
    size_of: SizeOf = lambda _: None

    @cached_property
    def _links(self) -> dict[tuple[int, int], Link]:
        return dict(self.project.links(self.page.path))

    def target(self, node: LinkNode) -> Target:
        """What a link or image of the page leads to; a broken one says why."""
        link = self._links.get((node.span.line, node.span.column))
        if link is None:
            return Target(self.raw_url(node.target, False))
        if link.status in ("ok", "unchecked"):
            return self._whole(link)
        reason = _REASONS[link.status]
        if link.nearest:
            reason += f"; perhaps {link.nearest} is meant"
        href = None
        if link.status == "broken-anchor":
            href = self.href(self.page.path, link.resolved or self.page.path)
        return Target(href, "broken", reason)

    def _whole(self, link: Link) -> Target:
        if link.kind in ("external", "mail", "other"):
            return Target(link.target, "external" if link.kind == "external" else "")
        fragment = f"#{quote(link.anchor, safe=_FRAGMENT)}" if link.anchor else ""
        if link.kind == "anchor" or link.resolved in (None, self.page.path):
            return Target(fragment or "#")
        href = self.href(self.page.path, str(link.resolved))
        if href is None:
            return Target(None, "broken", _NOT_HERE)
        return Target(href + fragment, size=self.size_of(str(link.resolved)))

    def raw_url(self, url: str, image: bool) -> str | None:
        """The address of a raw `href` or `src`; None where it leads nowhere on the site."""
        if needs_no_project(url, image=image):
            return None if image else url
        page = self.page
        found = self.project.dialect.resolve(url, placement_of(page), self.symbols, image=image)
        path = found.path or self._beside(url)
        if path is None:
            return None
        href = self.href(page.path, path)
        return f"{href}#{found.fragment}" if href is not None and found.fragment else href

    def _beside(self, url: str) -> str | None:
        folder = posixpath.dirname(self.page.path)
        path = posixpath.normpath(posixpath.join(folder, url.partition("#")[0].partition("?")[0]))
        return path if self.symbols.has_file(path) else None
