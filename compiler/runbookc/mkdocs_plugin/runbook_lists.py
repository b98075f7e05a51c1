"""Where the site offers its runbooks: the start page, the list of all, the pages behind them."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from runbookc.backends.site import (
    Catalogue,
    Navigation,
    Outline,
    Places,
    graph_picture,
    outline_of,
    page_downloads,
    picker_html,
    picker_scripts,
    product_list,
    routes_contents,
    routes_page,
    runbooks_atom,
    windows_html,
)
from runbookc.mkdocs_plugin.files import RUNBOOKS_PAGE, SiteFiles, runbook_href
from runbookc.mkdocs_plugin.last_changed import LastChanged
from runbookc.mkdocs_plugin.made_page import Made, toc_tokens
from runbookc.mkdocs_plugin.theme import THEME
from runbookc.pipeline import Compilation
from runbookc.pipeline.kept import Kept
from runbookc.planning import refused
from runbookc.source.output_file import OutputFile

OTHER_PROCEDURES = "Other procedures"
_START = "index.html"


class RunbookLists:
    """What pages of the site say of runbooks.

    Args:
        compilation: the project.
        runbooks: runbook files by path below `runbooks/`.
        files: where its pages stand.
        navigation: the order of pages.
        config: MkDocs's.
        kept: knows what was read from runbooks before.
    """

    def __init__(
        self,
        compilation: Compilation,
        runbooks: Mapping[str, OutputFile],
        files: SiteFiles,
        navigation: Navigation,
        config: MkDocsConfig,
        kept: Kept | None = None,
    ) -> None:
        names = {scope.product: scope.product_name for scope in navigation.scopes}
        other = OTHER_PROCEDURES if names else config.site_name
        read = partial(_known_outline, kept) if kept else outline_of
        self.catalogue = Catalogue.of(runbooks, names, other, read)
        self._compilation = compilation
        self._files = files
        self._navigation = navigation
        self._config = config

    def renew(self, compilation: Compilation) -> None:
        """Speak of other texts of the same pages."""
        self._compilation = compilation

    def has(self, page: MkDocsPage) -> bool:
        """Whether a page, or one of its procedures, leads to runbooks."""
        if page.file.src_uri == RUNBOOKS_PAGE or page.file.dest_uri == _START:
            return True
        return self._files.path_of(page.file) in self.catalogue.by_page

    def url_from(self, page: MkDocsPage) -> str | None:
        """The address of the list of all runbooks; None where there are none."""
        if not self.catalogue.products:
            return None
        return get_relative_url(self._files.url(RUNBOOKS_PAGE), page.url)

    def scripts(self, page: MkDocsPage) -> list[str]:
        """What the script of the start page's form shows first."""
        if page.file.dest_uri != _START:
            return []
        return picker_scripts(self.catalogue, self._compilation.graph)

    def added(self, page: MkDocsPage, made: Made) -> Made:
        """A page with what it offers of runbooks."""
        href = partial(runbook_href, source_url=page.url)
        if page.file.dest_uri == _START:
            address = get_relative_url(self._files.url(RUNBOOKS_PAGE), page.url)
            lists = product_list(self.catalogue, href, address)
            return Made(_behind_title(self._picker(page), made.html) + lists, made.toc, made.meta)
        if page.file.src_uri == RUNBOOKS_PAGE:
            procedure = self._procedure_href(page)
            pictures, windows = self._pictures(page, procedure), self._windows(page)
            lists = routes_page(self.catalogue, href, procedure, pictures, windows)
            return Made(made.html + lists, toc_tokens(routes_contents(self.catalogue)), made.meta)
        entries = self.catalogue.by_page.get(self._files.path_of(page.file) or "")
        if not entries:
            return made
        return Made(made.html + page_downloads(entries, href), made.toc, made.meta)

    def feed(self, changed: LastChanged) -> bytes:
        """The feed of changed runbooks; b"" where it could not say where they are, or when."""
        address = self._config.site_url
        if not address or not self.catalogue.products:
            return b""
        return runbooks_atom(
            self.catalogue,
            lambda entry: changed.date_of(entry.inputs),
            self._config.site_name,
            address,
            self._files.url(RUNBOOKS_PAGE),
        )

    def _picker(self, page: MkDocsPage) -> str:
        """The picker's form; "" in a theme that has no script for it."""
        if self._config.theme.name != THEME:
            return ""
        return picker_html(self.catalogue, get_relative_url(".", page.url))

    def _url(self, path: str, page: MkDocsPage) -> str:
        """The address of a page of the project, seen from another page."""
        return get_relative_url(self._files.page_url(path) or "", page.url)

    def _procedure_href(self, page: MkDocsPage) -> Callable[[str], str]:
        """The way to a procedure by its id; its anchor where the page has that."""

        def href(procedure: str) -> str:
            path, _, anchor = procedure.rpartition("#")
            model = self._compilation.project.page(path)
            named = anchor.partition("~")[0]
            url = self._url(path, page)
            return f"{url}#{named}" if model and named in model.anchors else url

        return href

    def _pictures(self, page: MkDocsPage, procedure: Callable[[str], str]) -> dict[str, str]:
        """The upgrade graph of each product, as it is shown on a page."""
        first_pages = self._first_pages

        def docs_of(product: str, version: str) -> str | None:
            first = first_pages.get((product, version))
            return get_relative_url(first, page.url) if first else None

        graph = self._compilation.graph
        lines = ((one.product, graph.line(one.product)) for one in self.catalogue.products)
        return {product: graph_picture(line, procedure, docs_of) for product, line in lines if line}

    @cached_property
    def _first_pages(self) -> dict[tuple[str, str | None], str | None]:
        """The address of the first page of each version, by product and version."""
        return {
            (scope.product, scope.version): self._files.page_url(scope.first_page())
            for scope in self._navigation.scopes
        }

    def _windows(self, page: MkDocsPage) -> dict[str, str]:
        """What the docs of each product say of agents and servers, as it is shown on a page."""
        pages = {one.path: one for one in self._compilation.project.pages}
        places = Places(pages, partial(self._url, page=page))
        graph = self._compilation.graph
        forbidden = [*refused(graph)]
        return {
            line.id: windows_html(line, (n for n in forbidden if n.product == line.id), places)
            for line in graph.lines
            if line.windows
        }


def _known_outline(kept: Kept, runbook: OutputFile) -> Outline:
    """The outline of a runbook, read once for each content."""
    outline: Outline = kept.recall(f"outline:{runbook.sha256}", partial(outline_of, runbook))
    return outline


def _behind_title(inserted: str, body: str) -> str:
    """The body with something behind its title, where it begins with one."""
    title, end, rest = body.partition("</h1>\n")
    if not inserted or not end or not title.lstrip().startswith("<h1"):
        return inserted + body
    return f"{title}{end}{inserted}{rest}"
