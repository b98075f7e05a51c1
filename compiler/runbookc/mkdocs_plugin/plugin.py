"""The MkDocs plugin: hooks that put finished pages where MkDocs expects them."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation as MkDocsNavigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from runbookc.config import ConfigError, load_settings
from runbookc.mkdocs_plugin.kept_pages import NOTHING
from runbookc.mkdocs_plugin.past import Past
from runbookc.mkdocs_plugin.search import tell_places
from runbookc.mkdocs_plugin.site import SITEMAP, Site
from runbookc.mkdocs_plugin.telling import tell_left_out, tell_verdict
from runbookc.mkdocs_plugin.theme import THEME
from runbookc.pipeline import BaselineError, Compilation, compile_project
from runbookc.pipeline.gate import judged
from runbookc.pipeline.journal import Journal
from runbookc.pipeline.pool import Progress
from runbookc.pipeline.runbooks import runbook_files
from runbookc.pipeline.search_bundles import SearchBundles
from runbookc.pipeline.site_report import last_report
from runbookc.source.output_file import OutputFile

if TYPE_CHECKING:  # only `serve` needs it, and a server takes its time to load
    from mkdocs.livereload import LiveReloadServer

SITE, INDEX = "site", "search index"
"""Stages of a build."""


class RunbookcOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs has no type there
    """What can be said under the plugin's name in `mkdocs.yml`."""

    root = config_options.Type(str, default="")
    """The project's root, from the folder of `mkdocs.yml`; that folder when left out."""
    runbooks = config_options.Type(bool, default=True)
    """Whether runbooks are made and offered for download."""
    pdf = config_options.Type(bool, default=True)
    """Whether runbooks are made as PDF too."""
    jobs = config_options.Type(int, default=os.cpu_count() or 1)
    """How many processes may be used."""


@dataclass
class _Given:
    """What another program has made already."""

    compilation: Compilation
    runbooks: Mapping[str, OutputFile] = field(default_factory=dict)
    top: str | None = None
    journal: Journal = field(default_factory=Journal)
    past: Past = field(default_factory=Past)
    search: SearchBundles | None = None


class RunbookcPlugin(BasePlugin[RunbookcOptions]):  # type: ignore[no-untyped-call]  # same
    """Gives MkDocs the pages of a runbookc project."""

    def __init__(self) -> None:
        super().__init__()
        self.makes_late = False
        """Whether files that nobody wrote are made when they are asked for, as in a preview."""
        self._given: _Given | None = None
        self._site: Site | None = None
        self._journal = Journal()
        self._stage = ExitStack()
        self._progress: Progress = lambda done, total: None
        self._rendered = 0
        self._search: SearchBundles | None = None
        self._pages: Files | None = None

    def receive(
        self,
        compilation: Compilation,
        runbooks: Mapping[str, OutputFile],
        top: str | None = None,
        journal: Journal | None = None,
        past: Past | None = None,
        search: SearchBundles | None = None,
    ) -> None:
        """Take a compiled project, so that the next build compiles nothing.

        Args:
            compilation: with bodies kept.
            runbooks: runbook files by path below `runbooks/`.
            top: the folder, from the project's root, that is the top of the site; None means
                `docs_dir`, or the folder that holds all pages where that is empty.
            journal: told how far the site is.
            past: what may be taken from earlier builds.
            search: the index of every word, where it has been begun.
        """
        journal, past = journal or Journal(), past or Past()
        self._given = _Given(compilation, runbooks, top, journal, past, search)

    @property
    def site(self) -> Site:
        """The site that is being built."""
        assert self._site is not None, "MkDocs calls on_config first"
        return self._site

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the project, unless it was handed over."""
        self._abandon()
        given = self._given or self._compile(config)
        self._search = given.search or self._search
        self._journal, self._rendered = given.journal, 0
        self._stage.close()
        self._progress = self._stage.enter_context(given.journal.stage(SITE))
        # MkDocs is about to empty the folder.
        report = given.past.report or last_report(Path(config.site_dir))
        past = replace(given.past, report=report)
        self._site = Site(given.compilation, given.runbooks, config, given.top, past)
        reason = "changes Markdown, which is not read: pages are made from their files"
        given.journal.leave_out("plugin", reason, _changing_markdown(config.plugins))
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Take the project's pages, and order them where `mkdocs.yml` does not."""
        self._advance()
        self.site.adopt(files)
        self._journal.leave_out("page", "excluded in mkdocs.yml", self.site.left_out)
        reason = "would stand in for one of the theme's own"
        self._journal.leave_out("file", reason, self.site.displaced)
        if config.nav is None:
            config.nav = self.site.nav()
        return files

    def on_nav(
        self, nav: MkDocsNavigation, /, *, config: MkDocsConfig, files: Files
    ) -> MkDocsNavigation:
        """Name the pages before anything is rendered."""
        self._advance()
        self.site.name_pages(nav, files)
        return nav

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Have the words of what is published indexed while the theme is put around the pages.

        In a preview no page has its text yet, and there is nothing to index.
        """
        # This is the last word before the sitemap is made, which needs the pages' dates.
        self._pages = files
        language = str(config.theme.locale)
        search = self._search = self._search or SearchBundles(language, self.config.jobs)
        search.settle(self.site.compilation, self.site.searched(files), language)
        # What nobody wrote is no page and no target of links; made here, it costs no waiting.
        if not self.makes_late:
            self.site.add_made_files()
        return env

    def on_pre_template(
        self, template: jinja2.Template, /, *, template_name: str, config: MkDocsConfig
    ) -> jinja2.Template:
        """Date the pages for the sitemap; nothing else asks for the dates of all of them."""
        if template_name == SITEMAP and self._pages is not None:
            self.site.date_pages(self._pages)
        return template

    def on_pre_page(self, page: MkDocsPage, /, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Have no parser of Markdown made for pages that need none; there is one for each page."""
        if self.site.is_ours(page):
            page.content = ""
            page.render = _nothing_to_render  # type: ignore[method-assign]  # of this page alone
        return page

    def on_page_read_source(self, /, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Leave Markdown nothing to do on pages of ours."""
        return "" if self.site.is_ours(page) else None

    def on_page_content(
        self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put in the page that was compiled."""
        self._advance()
        if not self.site.is_ours(page):
            return html
        if self.site.kept.take(page):
            page.meta = {"template": NOTHING}
            return ""
        made = self.site.page(page)
        page.toc = get_toc(made.toc)
        page.meta = made.meta
        return made.html

    def on_page_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        """Give the theme what it shows around the page."""
        self._advance()
        self._rendered += 1
        self._progress(self._rendered, self.site.page_count)
        if self.site.kept.put(page):
            return context
        context["runbookc"] = self.site.around(page)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Write the finished page, unless others may change it."""
        return self.site.kept.finish(page, output)

    def on_serve(
        self, server: "LiveReloadServer", /, *, config: MkDocsConfig, builder: object
    ) -> "LiveReloadServer":
        """Follow the sources that stand outside `docs_dir` too, and the configuration."""
        docs = Path(config.docs_dir).resolve()
        for path in self.site.watched():
            if path.exists() and not path.is_relative_to(docs):
                server.watch(str(path))
        return server

    def on_post_build(self, /, *, config: MkDocsConfig) -> None:
        """Wait until every word is indexed."""
        self._stage.close()
        with self._journal.stage(INDEX):
            bundles = self._search.finish(Path(config.site_dir)) if self._search else []
            made = any(one.pages for one in bundles)
            if made:
                tell_places(Path(config.site_dir), bundles, self.site.place)
        if config.theme.name == THEME:
            reason = "Pagefind is not there, or failed; the search knows no running text"
            names = [one.scope.product or INDEX for one in bundles if not one.pages]
            self._journal.leave_out("search index", reason, names if made else (INDEX,))
        if self._given is None:
            tell_left_out(self._journal.left_out)

    def on_build_error(self, /, *, error: Exception) -> None:
        """Leave no program behind."""
        self._abandon()

    def _advance(self) -> None:
        if self._search is not None:
            self._search.advance()

    def _abandon(self) -> None:
        if self._search is not None:
            self._search.abandon()
        self._search = None

    def _compile(self, config: MkDocsConfig) -> _Given:
        folder = Path(config.config_file_path or ".").resolve().parent
        root = (folder / self.config.root).resolve()
        if not Path(config.docs_dir).resolve().is_relative_to(root):
            raise PluginError(f"runbookc: docs_dir must be inside the project's root, {root}")
        try:
            settings = load_settings(root)
            runbooks = self.config.runbooks and settings.site.runbooks
            if config.theme.name == THEME:
                self._search = SearchBundles(str(config.theme.locale), self.config.jobs)
            compilation = compile_project(
                root,
                settings,
                self.config.jobs,
                keep_bodies=runbooks,
                for_site=True,
                compiled=self._search.start if self._search is not None else None,
            )
            tell_verdict(compilation, judged(compilation))
        except (ConfigError, BaselineError) as error:
            raise PluginError(f"runbookc: {error}") from error
        if not runbooks:
            return _Given(compilation)
        files = runbook_files(compilation, pdf=self.config.pdf, jobs=self.config.jobs)
        return _Given(compilation, files)


def _nothing_to_render(config: MkDocsConfig, files: Files) -> None:
    """What becomes of the Markdown of a page that was compiled."""


def _changing_markdown(plugins: PluginCollection) -> list[str]:
    """The names of plugins and hooks that would change what a page says before it is read."""
    names = {id(plugin): name for name, plugin in plugins.items()}
    methods = plugins.events["page_markdown"]
    return [
        names.get(id(getattr(method, "__self__", None)), getattr(method, "__module__", ""))
        for method in methods
    ]
