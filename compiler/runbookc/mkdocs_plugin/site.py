"""One build of the site: what each hook of the plugin answers."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation as MkDocsNavigation
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from runbookc.backends.site import (
    FEED,
    Branch,
    Leaf,
    PageLinks,
    linked_page,
    navigation,
    render_page,
)
from runbookc.config import CONFIG_NAME
from runbookc.linking.symbols import Symbols
from runbookc.mkdocs_plugin.files import HOME, RUNBOOKS_PAGE, SiteFiles
from runbookc.mkdocs_plugin.kept_pages import KeptPages
from runbookc.mkdocs_plugin.last_changed import LastChanged
from runbookc.mkdocs_plugin.made_files import Maker, made_files
from runbookc.mkdocs_plugin.made_page import Made, contents_html, toc_tokens
from runbookc.mkdocs_plugin.past import Past
from runbookc.mkdocs_plugin.report import ReportPages
from runbookc.mkdocs_plugin.runbook_lists import RunbookLists
from runbookc.mkdocs_plugin.search import Place
from runbookc.mkdocs_plugin.sidebar import Sidebar
from runbookc.mkdocs_plugin.switch import VersionSwitch
from runbookc.mkdocs_plugin.theme import THEME
from runbookc.model import Page
from runbookc.pipeline import Compilation
from runbookc.source.output_file import OutputFile

SITEMAP = "sitemap.xml"
RUNBOOKS_TITLE = "Runbooks"
_NO_DATE = "1980-01-01"
"""In place of the day of the build, which would make two builds differ."""


class Site:
    """A compiled project on its way into MkDocs."""

    def __init__(
        self,
        compilation: Compilation,
        runbooks: Mapping[str, OutputFile],
        config: MkDocsConfig,
        top: str | None = None,
        past: Past | None = None,
    ) -> None:
        past = self._past = past or Past()
        self.compilation = compilation
        """The project."""
        self._project = compilation.project
        self._config = config
        settings = compilation.project.settings
        if not config.site_url and settings.site_url:
            config.site_url = f"{settings.site_url.rstrip('/')}/"
        if not config.site_url:
            config.theme.static_templates.discard(SITEMAP)
        self._runbooks = runbooks
        self._symbols = Symbols(self._project.pages, self._project.files, settings.redirects)
        self._files = SiteFiles(compilation.project, compilation.root, config, top)
        self._navigation = navigation(compilation.project, self._product_names())
        self._switch = VersionSwitch(self._navigation.scopes, self._project, self._files.page_url)
        self._lists = RunbookLists(
            compilation, runbooks, self._files, self._navigation, config, past.kept
        )
        self._scope_of: dict[str, int] = {}
        self._sidebars: dict[int, Sidebar] = {}
        self._changed = LastChanged(compilation, config, cache=past.cache)
        self._report = ReportPages(
            compilation,
            self._files,
            self._navigation,
            self._changed,
            past,
        )
        self._own_nav = config.nav is None
        self._top: MkDocsNavigation | None = None
        self._makers: dict[str, Maker] | None = None

    def watched(self) -> list[Path]:
        """The configuration, and what stands right below the root and holds pages."""
        inventory = self.compilation.inventory
        tops = {path.partition("/")[0] for path in (*inventory.pages, *inventory.fragments)}
        return [self.compilation.root / name for name in sorted({*tops, CONFIG_NAME})]

    def adopt(self, files: Files) -> None:
        """Make MkDocs's files those of the project."""
        sitemap = files.src_uris.get(SITEMAP)
        if sitemap and not self._config.site_url and sitemap.src_dir != self._config.docs_dir:
            # A theme's file that is no template any more would be copied as it is.
            files.remove(sitemap)
        self._files.adopt(files, self._navigation, self._runbooks)
        for index, scope in enumerate(self._navigation.scopes):
            for path in scope.paths:
                self._scope_of[path] = index
        self._report.adopt()

    def add_made_files(self) -> None:
        """Publish what nobody wrote."""
        for uri, make in self._made_files():
            self._files.add(uri, partial(self.kept.made, uri, make))

    def made(self, uri: str) -> bytes | None:
        """A file that nobody wrote, where none was published at its place; None for others.

        Raises:
            OSError: what it is made of can no longer be read.
        """
        if self._makers is None:
            self._makers = {}
            for place, make in self._made_files():
                self._makers.setdefault(place, make)
        make_one = self._makers.get(uri)
        return make_one() if make_one is not None else None

    def renew(self, compilation: Compilation) -> None:
        """Show other texts of the same pages.

        Args:
            compilation: of the same frame, see `frame_of`.
        """
        self._files.forget_assets()
        project = compilation.project
        self.compilation, self._project, self._makers = compilation, project, None
        self._changed = LastChanged(compilation, self._config, self._changed)
        self._lists.renew(compilation)
        self._report.renew(compilation, self._changed)
        self._symbols = Symbols(project.pages, project.files, project.settings.redirects)

    def judge(self, judged: Compilation | None) -> None:
        """Report what is found in the state that is shown; nothing, where that is not known yet."""
        self._report.judge(judged)

    def _made_files(self) -> Iterator[tuple[str, Maker]]:
        yield from made_files(
            self.compilation,
            self._files,
            self._navigation,
            self._lists.catalogue,
            self._config.site_name,
            self._config.site_url or "",
        )
        if self._feed:
            yield FEED, partial(bytes, self._feed)
        if self._report.file:
            yield self._report.file, self._report.content

    @cached_property
    def kept(self) -> KeptPages:
        """The pages that the last build finished."""

        def around() -> tuple[str | bool, ...]:
            return self._report.overview, bool(self._feed), bool(self._lists.catalogue.products)

        return KeptPages(
            self._past.kept,
            self.compilation,
            self._config,
            self._files,
            self._changed,
            self._lists,
            around,
        )

    @cached_property
    def _feed(self) -> bytes:
        return self._lists.feed(self._changed)

    @property
    def page_count(self) -> int:
        """How many pages are rendered."""
        return self._files.page_count

    @property
    def left_out(self) -> list[str]:
        """The pages of the project that are not published, by path."""
        return self._files.left_out

    @property
    def displaced(self) -> list[str]:
        """The files of the docs that would stand in for the theme's own."""
        return self._files.displaced

    def nav(self) -> list[dict[str, Any]]:
        """The whole tree, as `nav` in `mkdocs.yml` would state it."""
        items: list[dict[str, Any]] = []
        general = self._nav_items(self._navigation.general)
        if self._files.is_generated(HOME):
            items.append({self._config.site_name: HOME})
        items += general
        items += [
            {scope.title: self._nav_items(scope.children)} for scope in self._navigation.scopes
        ]
        if self._files.is_generated(RUNBOOKS_PAGE):
            items.append({RUNBOOKS_TITLE: RUNBOOKS_PAGE})
        return items

    def name_pages(self, nav: MkDocsNavigation, files: Files) -> None:
        """Give titles to the pages that the navigation does not name."""
        self._top = nav
        for file in files.documentation_pages():
            path = self._files.path_of(file)
            model = self._project.page(path) if path else None
            if file.page is None:
                continue
            file.page.update_date = _NO_DATE
            if file.page.title is None and model is not None:
                file.page.title = model.title
            elif file.page.title is None and self._files.is_generated(file.src_uri):
                made = {HOME: self._config.site_name, RUNBOOKS_PAGE: RUNBOOKS_TITLE}
                file.page.title = (made | self._report.titles).get(file.src_uri)
            if path and self._project.settings.site.edit_url:
                file.page.edit_url = f"{self._project.settings.site.edit_url}{quote(path)}"

    def date_pages(self, files: Files) -> None:
        """Tell MkDocs when each page was last changed, where that is known."""
        for file in files.documentation_pages():
            path = self._files.path_of(file)
            changed = self._changed.of(path) if path else None
            if file.page is not None and changed:
                file.page.update_date = changed["date"]

    def is_ours(self, page: MkDocsPage) -> bool:
        """Whether the page is one of the project, or a list of runbooks."""
        return self._files.path_of(page.file) is not None or self._files.is_generated(
            page.file.src_uri
        )

    def page(self, page: MkDocsPage) -> Made:
        """The finished page."""
        if self._report.has(page):
            body, contents = self._report.made(page)
            meta = {"heading": page.title, "title": page.title, "unlisted": True}
            return Made(body, toc_tokens(contents), meta)
        path = self._files.path_of(page.file)
        model = self._project.page(path) if path else None
        made = self._compiled(page, model) if model else Made("", meta={"heading": page.title})
        return self._lists.added(page, made)

    def searched(self, files: Files) -> Iterator[str]:
        """The paths of the project's pages that have their text, for the search of our theme."""
        if self._config.theme.name != THEME:
            return
        for file in files.documentation_pages():
            path = self._files.path_of(file)
            if path is not None and file.page is not None and file.page.content is not None:
                yield path

    def place(self, path: str) -> Place:
        """Where a page stands, and what it belongs to."""
        url, index = self._files.address(path), self._scope_of.get(path)
        if index is None:
            return Place(url)
        scope = self._navigation.scopes[index]
        return Place(url, scope.product, scope.version or "", scope.title)

    def around(self, page: MkDocsPage) -> dict[str, Any]:
        """What the theme shows beside the text."""
        path = self._files.path_of(page.file)
        index = self._scope_of.get(path) if path else None
        base = get_relative_url(".", page.url)
        return {
            "home": get_relative_url(self._files.home_url, page.url),
            "sidebar": self._sidebar(index).html(page.url, base),
            "scope": None if index is None else self._navigation.scopes[index],
            "scope_url": self._scope_url(page, index) if self._own_nav else None,
            "switch": self._switch.menu(page.url, path, index),
            "products": self._switch.options,
            "contents": contents_html(page.toc),
            "newer": self._switch.newer(page.url, path, index),
            "runbooks_url": self._lists.url_from(page),
            "pictures": page.file.src_uri == RUNBOOKS_PAGE,
            "search": True,
            "picker": self._lists.scripts(page),
            "source": path,
            "report": self._report.has(page),
            "report_url": self._report_url(page),
            "feed": FEED if self._feed and self._lists.has(page) else None,
            "changed": self._changed.of(path) if path else None,
            "previous": self._neighbour(page.previous_page, index),
            "next": self._neighbour(page.next_page, index),
        }

    def _compiled(self, page: MkDocsPage, model: Page) -> Made:
        links = PageLinks(
            self._project, self._symbols, model, self._files.href, self._files.image_size
        )
        unlinked = self.compilation.unlinked.get(model.path)
        if unlinked is not None:
            rendered = linked_page(unlinked, links)
        else:
            whole = self.compilation.page(model.path) or model
            rendered = render_page(whole, self.compilation.bodies.get(model.path, ()), links)
        meta = {"description": model.description, "title": model.title}
        if not rendered.has_title:
            meta["heading"] = model.title
        return Made(rendered.html, toc_tokens(rendered.contents), meta)

    def _product_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for page in self._project.pages:
            if page.product and page.product not in names:
                line = self.compilation.graph.line(page.product)
                configured = self._project.settings.product_name(page.product)
                names[page.product] = line.name if line is not None else configured
        return names

    def _nav_items(self, children: Iterable[Branch | Leaf]) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        for child in children:
            if isinstance(child, Branch):
                items.append({child.title: self._nav_items(child.children)})
            elif file := self._files.file_of(child.path):
                items.append({child.title: file.src_uri})
        return items

    def _sidebar(self, index: int | None) -> Sidebar:
        key = -1 if index is None else index
        if key not in self._sidebars:
            self._sidebars[key] = self._new_sidebar(index)
        return self._sidebars[key]

    def _new_sidebar(self, index: int | None) -> Sidebar:
        if not self._own_nav and self._top is not None:
            return Sidebar(tuple(_nodes(self._top.items)), lambda url: url)
        scopes = self._navigation.scopes
        children = self._navigation.general if index is None else scopes[index].children
        return Sidebar(children, self._files.page_url)

    def _scope_url(self, page: MkDocsPage, index: int | None) -> str | None:
        """The first page of the version that is being read."""
        if index is None:
            return None
        first = self._navigation.scopes[index].first_page()
        return get_relative_url(self._files.page_url(first) or "", page.url)

    def _report_url(self, page: MkDocsPage) -> str | None:
        if not self._report.overview:
            return None
        return get_relative_url(self._files.url(self._report.overview), page.url)

    def _neighbour(self, page: MkDocsPage | None, index: int | None) -> MkDocsPage | None:
        """The page before or after, unless it belongs to another version or product."""
        if page is None:
            return None
        path = self._files.path_of(page.file)
        same = (self._scope_of.get(path) if path else None) == index
        return page if same or not self._own_nav else None


def _nodes(items: Iterable[Any]) -> Iterable[Branch | Leaf]:
    """The tree that `mkdocs.yml` states, its leaves named by URL."""
    for item in items:
        if isinstance(item, Section):
            yield Branch(item.title, tuple(_nodes(item.children)))
        elif isinstance(item, MkDocsPage):
            yield Leaf(item.title or item.url, item.url)
