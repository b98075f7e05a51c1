"""The linked project: what checks, planning and backends look at."""

from collections.abc import Mapping
from dataclasses import field

from runbookc.config import Settings
from runbookc.dialects import Dialect
from runbookc.model import Link, Page
from runbookc.source.frozen import dataclass


@dataclass(frozen=True)
class Project:
    """All pages, with every link resolved, and the symbols that they were resolved against.

    Args:
        pages: sorted by path.
        settings: the project's configuration.
        dialect: the docs system of the project.
        files: every file below the sources that is not a page (assets), posix paths, sorted.
        fragments: the files that pages include, their links resolved as on those pages.
        translations: pages in other languages, their links resolved in their language's site.
    """

    pages: tuple[Page, ...]
    settings: Settings
    dialect: Dialect
    files: tuple[str, ...] = ()
    fragments: tuple[Page, ...] = ()
    translations: tuple[Page, ...] = ()
    _by_path: dict[str, Page] = field(default_factory=dict, repr=False)

    @property
    def site_url(self) -> str:
        """Where the docs are published: as configured, else as the docs system says; or ""."""
        return self.settings.site_url or self.dialect.address

    def page(self, path: str) -> Page | None:
        """The page of a path."""
        if not self._by_path:
            self._by_path.update((page.path, page) for page in self.pages)
        return self._by_path.get(path)

    def url_of(self, path: str) -> str | None:
        """The address of the page of a path; None where there is no page."""
        page = self.page(path)
        return page.url if page is not None else None

    def links(self, path: str) -> Mapping[tuple[int, int], Link]:
        """The resolved links of a page by (line, column), as the inline nodes name them."""
        page = self.page(path)
        return {(link.line, link.column): link for link in page.links} if page else {}
