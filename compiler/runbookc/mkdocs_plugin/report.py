"""The pages of the site that report what the gate finds."""

import re
from functools import cached_property
from typing import Final

from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from runbookc.backends.site import Contents, Navigation, commit_url
from runbookc.backends.site.report import (
    ReportView,
    RuleWords,
    Shelf,
    Standing,
    overview,
    version_page,
)
from runbookc.mkdocs_plugin.files import SiteFiles
from runbookc.mkdocs_plugin.last_changed import LastChanged
from runbookc.mkdocs_plugin.past import Past
from runbookc.pipeline import Compilation
from runbookc.pipeline.rule_facts import rule_facts
from runbookc.pipeline.site_report import PLACES, REPORT, render_report, site_report

TITLE: Final = "Findings of the gate"
_NO_PRODUCT: Final = ""
_WAITING: Final = "<p>The gate is looking for findings. Load this page again.</p>\n"
_NO_LETTERS: Final = re.compile(r"[^a-z0-9.]+")


class ReportPages:
    """The overview, and a page for each version of each product; made when they are asked for.

    Args:
        compilation: the project.
        files: where its pages stand.
        navigation: the versions of its products.
        changed: knows git.
        past: what the build before reported, and what is accepted since.
    """

    def __init__(
        self,
        compilation: Compilation,
        files: SiteFiles,
        navigation: Navigation,
        changed: LastChanged,
        past: Past,
    ) -> None:
        self._compilation = compilation
        self._judged: Compilation | None = compilation
        self._made: Standing | None = None
        self._files = files
        self._navigation = navigation
        self._changed = changed
        self._past = past
        self._shelves = {
            path: str(index)
            for index, scope in enumerate(navigation.scopes)
            for path in scope.paths
        }
        self._place = ""
        self._uris: dict[str, str] = {}

    def adopt(self) -> None:
        """Take a place on the site, unless the project has its own pages wherever we look."""
        if not self._compilation.project.settings.site.report:
            return
        for place in PLACES:
            named = {key: f"{place}/{name}.md" for key, name in self._names.items()}
            pages = [f"{place}/index.md", *named.values()]
            if self._files.add_pages(pages):
                self._place, self._uris = place, {uri: key for key, uri in named.items()}
                return

    def renew(self, compilation: Compilation, changed: LastChanged) -> None:
        """Wait for what is found in another state of the same pages."""
        self._compilation, self._changed = compilation, changed
        self.judge(None)

    def judge(self, judged: Compilation | None) -> None:
        """Report on a state; on none, where what is found in it is not known yet."""
        self._judged, self._made = judged, None

    @property
    def file(self) -> str:
        """The path of the report's JSON on the site, "" where there is no report."""
        return f"{self._place}/{REPORT}" if self._place else ""

    @property
    def overview(self) -> str:
        """The overview among MkDocs's files, "" where there is no report."""
        return f"{self._place}/index.md" if self._place else ""

    def has(self, page: MkDocsPage) -> bool:
        """Whether a page belongs to the report."""
        uri = page.file.src_uri
        return bool(self._place) and (uri == self.overview or uri in self._uris)

    def content(self) -> bytes:
        """The report as JSON.

        Raises:
            OSError: there is none yet.
        """
        standing = self._standing()
        if standing is None:
            raise FileNotFoundError(self.file)
        return render_report(standing.report)

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the pages, by their files."""
        if not self._place:
            return {}
        named = {uri: f"Findings: {self._title(key)}" for uri, key in self._uris.items()}
        return {self.overview: TITLE, **named}

    def made(self, page: MkDocsPage) -> tuple[str, list[Contents]]:
        """Body and headings of a page."""
        key = self._uris.get(page.file.src_uri)
        standing = self._standing()
        if standing is None:
            return _WAITING, []
        view = self._view(standing, page.url)
        return overview(view) if key is None else (version_page(view, key), [])

    def _standing(self) -> Standing | None:
        if self._made is None and self._judged is not None:
            past, history = self._past, self._changed.history
            report = site_report(self._judged, history, past.report, past.baseline)
            self._made = Standing(report, lambda path: self._shelves.get(path, _NO_PRODUCT))
        return self._made

    @cached_property
    def _rules(self) -> dict[str, RuleWords]:
        return {rule.code: RuleWords(rule.name, rule.summary) for rule in rule_facts()}

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names of the pages, by shelf."""
        names = {_NO_PRODUCT: "other"}
        for index, scope in enumerate(self._navigation.scopes):
            words = f"{scope.product} {scope.version or ''}".lower()
            name = _NO_LETTERS.sub("-", words).strip("-.") or "version"
            taken = {"index", *names.values()}
            names[str(index)] = name if name not in taken else f"{name}-{index}"
        return names

    def _view(self, standing: Standing, url: str) -> ReportView:
        """The report as it is seen from a page."""
        project = self._compilation.project
        repository = self._changed.repository

        def seen(address: str) -> str:
            return get_relative_url(address, url)

        def href(path: str, line: int) -> str:
            address, page = self._files.address(path), project.page(path)
            if not address or page is None:
                return ""
            above = [one.anchor for one in page.headings if one.line <= line and one.level > 1]
            return seen(f"{address}#{above[-1]}" if above else address)

        def edit(path: str) -> str:
            file = self._files.file_of(path)
            return (file.page.edit_url or "") if file is not None and file.page else ""

        def title_of(path: str) -> str:
            page = project.page(path)
            return page.title if page else ""

        addresses = {key: seen(self._files.url(uri)) for uri, key in self._uris.items()}
        return ReportView(
            standing=standing,
            rules=self._rules,
            shelves={key: self._shelf(key, addresses[key]) for key in self._order},
            title_of=title_of,
            href=href,
            edit=edit,
            commit=lambda commit: commit_url(repository, commit),
            overview=seen(self._files.url(self.overview)),
            file=seen(self.file),
        )

    @cached_property
    def _order(self) -> list[str]:
        """The keys of the shelves: versions first, then what belongs to none."""
        return [*(str(index) for index in range(len(self._navigation.scopes))), _NO_PRODUCT]

    def _title(self, key: str) -> str:
        """The title of a shelf."""
        if key != _NO_PRODUCT:
            return self._navigation.scopes[int(key)].title
        return "Other pages" if self._shelves else "All pages"

    def _shelf(self, key: str, address: str) -> Shelf:
        pages = len(self._compilation.project.pages) - len(self._shelves)
        if key != _NO_PRODUCT:
            pages = len(self._navigation.scopes[int(key)].paths)
        return Shelf(self._title(key), pages, address)
