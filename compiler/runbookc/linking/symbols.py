"""The symbol table: what a link can name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from runbookc.dialects import Placement
from runbookc.linking.inclusions import NOTHING_INCLUDED, Inclusions, numbered_anchors
from runbookc.model import Page


class Symbols:
    """Pages, addresses, anchors, files and redirects of a project.

    Args:
        pages: the compiled pages; of two with one address the first is found.
        files: paths of all other files.
        redirects: old address to new address or page, as configured.
        inclusions: what the pages include.
    """

    def __init__(
        self,
        pages: Sequence[Page],
        files: Iterable[str],
        redirects: Mapping[str, str],
        inclusions: Inclusions = NOTHING_INCLUDED,
    ) -> None:
        self.pages = {page.path: page for page in pages}
        self.files = frozenset(files)
        self._redirects = {_key(old): new for old, new in redirects.items()}
        self._addresses: dict[str, str] = {}
        for page in pages:
            self._addresses.setdefault(_key(page.url), page.path)
        for page in pages:
            for alias in page.aliases:
                self._addresses.setdefault(_key(alias), page.path)
        self._inclusions = inclusions
        self._anchors: dict[str, frozenset[str]] = {}
        self.asked: set[str] = set()
        """The pages whose anchors were asked for; whoever wants to know empties it before."""

    def has_page(self, path: str) -> bool:
        """Whether a page of this path exists, in exactly this case."""
        return path in self.pages

    def has_file(self, path: str) -> bool:
        """Whether a page or any other file of this path exists, in exactly this case."""
        return path in self.files or path in self.pages

    def has_folder(self, path: str) -> bool:
        """Whether a page or a file stands below a folder of this path."""
        return path in self._folders

    def page_at(self, url: str) -> str | None:
        """The page published under a URL path, or to which a redirect from it leads."""
        key = _key(url)
        for _ in range(len(self._redirects) + 1):
            if path := self._addresses.get(key):
                return path
            new = self._redirects.get(key)
            if new is None:
                return None
            if new in self.pages:
                return new
            key = _key(new)
        return None

    def leaves_by_redirect(self, url: str) -> bool:
        """Whether a redirect leads from a URL path to another host."""
        return self._redirects.get(_key(url), "").startswith(("https://", "http://"))

    def same_but_case(self, path: str) -> str | None:
        """The existing path that differs from this one only by case."""
        existing = self._folded.get(path.casefold())
        return existing if existing != path else None

    def is_alone(self, path: str) -> bool:
        """Whether no other path differs from this existing one only by case."""
        return path.casefold() not in self._twins

    def anchors(self, path: str) -> frozenset[str]:
        """Every anchor on a page, those of what it includes among them."""
        self.asked.add(path)
        known = self._anchors.get(path)
        if known is None:
            page = self.pages[path]
            found = set(page.ids)
            if page.includes:
                parts = self._inclusions.parts(page)
                found.update(*(part.ids for part in parts))
                if page.dialect == "mkdocs":
                    found.update(numbered_anchors(parts))
            known = self._anchors[path] = frozenset(found)
        return known

    def may_have_more_anchors(self, path: str) -> bool:
        """Whether a page, or what it includes, may have anchors that no source shows."""
        page = self.pages[path]
        parts = self._inclusions.parts(page)
        return any(part.more_anchors for part in parts) or not self._inclusions.is_whole(page)

    @cached_property
    def _folders(self) -> set[str]:
        folders = {""}
        for path in (*self.pages, *self.files):
            folder = path.rpartition("/")[0]
            while folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        return folders

    @cached_property
    def _folded(self) -> dict[str, str]:
        folded: dict[str, str] = {}
        for path in (*sorted(self.pages), *sorted(self.files)):
            folded.setdefault(path.casefold(), path)
        return folded

    @cached_property
    def _twins(self) -> frozenset[str]:
        """The paths, folded, that stand for several files."""
        counts = Counter(path.casefold() for path in {*self.pages, *self.files})
        return frozenset(folded for folded, count in counts.items() if count > 1)


def placement_of(page: Page) -> Placement:
    """Where a page belongs and is published."""
    return Placement(page.path, page.url, page.product, page.version, page.aliases)


def _key(url: str) -> str:
    return url.removesuffix("index.html").rstrip("/") or "/"
