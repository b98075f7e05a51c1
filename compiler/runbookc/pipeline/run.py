"""The pages of a check: those that changed are compiled, the rest comes from the cache."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from runbookc.checks import all_rules
from runbookc.config import Settings
from runbookc.diagnostics import Diagnostic
from runbookc.dialects import Dialect, detect_dialect
from runbookc.discovery import Inventory, MemoryReader, Tree, discover, unreadable
from runbookc.linking import Project, link
from runbookc.model import Page
from runbookc.pipeline.bodies import Packed
from runbookc.pipeline.cache import Cache, Damaged, Row
from runbookc.pipeline.check import Request, content_digest
from runbookc.pipeline.fragments import compile_fragments, compile_translations
from runbookc.pipeline.identity import digest_of, digest_of_dialect
from runbookc.pipeline.page import (
    CompiledPage,
    PageText,
    RecordChunk,
    RecordedPage,
    compile_page,
    compile_records,
)
from runbookc.pipeline.pool import CHUNK, ordered, workers_for
from runbookc.pipeline.records import NAMED, Record, StoredCompiled, StoredPage, record_from, totals
from runbookc.planning import UpgradeGraph, build_graph

READ_ERRORS = (ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What reading values may raise that are not what was written."""


@dataclass
class State:
    """What an earlier run left, as far as it may be used.

    Args:
        rows: what is kept of each page.
        symbols: what stood for the project's names; "" where links may not be relied on.
        compared: how many names were compared to find what authors meant.
        totals: for each part of records a number that stands for it on all pages.
        rules: what each rule read, as a digest, and what it found.
        since: when its walk began.
    """

    rows: Mapping[str, Row] = field(default_factory=dict)
    symbols: str = ""
    compared: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    since: int = 0

    @classmethod
    def read(cls, cache: Cache | None, dialect: str) -> "State":
        """What the cache holds for pages that a docs system, so named, would compile alike."""
        if cache is None or not cache.is_known:
            return cls()
        try:
            known = json.loads(cache.meta("state") or "{}")
            if not dialect or known.get("dialect") != dialect:
                return cls()
            totals = {name: int(total, 16) for name, total in known["totals"].items()}
            rules = {code: (str(digest), found) for code, (digest, found) in known["rules"].items()}
            since = int(cache.meta("since"))
            return cls(cache.rows(), known["symbols"], int(known["compared"]), totals, rules, since)
        except READ_ERRORS as error:
            raise Damaged(f"the last state cannot be read: {error!r}") from error


@dataclass
class Run:
    """One check.

    Args:
        request: what is asked for.
        settings: the configuration.
        tree: the files.
        cache: where results are kept.
        dialect: the docs system.
        inventory: pages and other files.
        key: what stands for the docs system; "" where nothing can.
        state: what an earlier run left.
        compiled: every page.
        fresh: the records of those that were compiled now, by path.
        touched: the paths of pages whose content alone tells that they have not changed.
        others: what is no page of its own: what pages include, and translations.
        totals: for each part of records a number that stands for it on all pages; none where there
            is no cache to compare them with.
        html: what became of each page for the site, packed, where that is asked for.
        texts: the texts of pages that were compiled now, where they are asked for.
    """

    request: Request
    settings: Settings
    tree: Tree
    cache: Cache | None
    dialect: Dialect
    inventory: Inventory
    key: str
    state: State
    compiled: list[StoredCompiled] = field(default_factory=list)
    fresh: dict[str, bytes] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)
    others: Sequence[CompiledPage] = ()
    totals: dict[str, int] = field(default_factory=dict)
    html: dict[str, bytes] = field(default_factory=dict)
    texts: dict[str, Packed[PageText]] = field(default_factory=dict)

    @classmethod
    def start(cls, request: Request, settings: Settings, tree: Tree, cache: Cache | None) -> "Run":
        """Compile the pages that an earlier run does not know."""
        dialect = detect_dialect(request.root, settings)
        key = digest_of_dialect(dialect)
        state = State.read(cache, key)
        stamp = tree.files.get
        same = frozenset(path for path, row in state.rows.items() if row.stamp == stamp(path))
        inventory = discover(request.root, settings, dialect, tree, same)
        run = cls(request, settings, tree, cache, dialect, inventory, key, state)
        run._compile(same)
        return run

    def _compile(self, same: frozenset[str]) -> None:
        known, wanted = self._sorted_out(same)
        done = self._known_pages(known) | self._compiled_now(wanted)
        self.compiled = [done[path] for path in self.inventory.pages if path in done]
        old = (self.old_record(path) for path in (*self.fresh, *self.gone))
        self.add(totals(record for record in old if record is not None))
        self.add(self.state.totals)

    def _sorted_out(self, same: frozenset[str]) -> tuple[list[Row], list[str]]:
        """The rows of pages that have not changed, and the paths of the others.

        Args:
            same: the paths of pages of which the machine says what it said the last time.
        """
        known, wanted = [], []
        rows = self._usable_rows()
        believed = same - self.tree.recent(self.state.since)
        for path in self.inventory.pages:
            row = rows.get(path)
            if row is None:
                wanted.append(path)
            elif path in believed:
                known.append(row)
            elif content_digest(self.tree.root / path) == row.sha256:
                known.append(row)
                if path not in same:
                    self.touched.append(path)
            else:
                wanted.append(path)
        return known, wanted

    def _usable_rows(self) -> Mapping[str, Row]:
        """What is kept of pages, of which all is kept that is asked for."""
        rows = self.state.rows
        if not self.request.for_site or self.cache is None:
            return rows
        kept = self.cache.html()
        usable = {path: row for path, row in rows.items() if kept.get(path, ("",))[0] == row.sha256}
        self.html.update((path, kept[path][1]) for path in usable)
        return usable

    def _known_pages(self, rows: Sequence[Row]) -> dict[str, StoredCompiled]:
        cache = self.cache
        if cache is None or not rows:
            return {}
        try:
            heads = json.loads(b"[%s]" % b",".join(row.head for row in rows))
            return {
                row.path: StoredCompiled(Record(head, cache.record))
                for row, head in zip(rows, heads, strict=True)
            }
        except READ_ERRORS as error:
            raise Damaged(f"a page cannot be read: {error!r}") from error

    def _compiled_now(self, paths: Sequence[str]) -> dict[str, StoredCompiled]:
        executor, progress = self.request.executor, self.request.progress
        unread: list[Diagnostic] = []
        all_rules()  # loaded before the processes part, so that each has them
        if self.request.for_site:
            import runbookc.pipeline.unlinked_records  # noqa: F401 - the same
        with workers_for(len(paths), self.request.jobs, executor) as workers:
            chunks = self._chunks(paths, on_disk=executor is None)
            for pages, sums in ordered(workers, compile_records, chunks):
                self.add(sums)
                for one in pages:
                    self._take(one, unread)
                    if progress is not None:
                        progress(len(self.fresh) + len(unread), len(paths))
        found = (*self.inventory.diagnostics, *unread)
        self.inventory = replace(self.inventory, diagnostics=found)
        return {path: StoredCompiled(record_from(r)) for path, r in self.fresh.items()}

    def _take(self, page: RecordedPage, unread: list[Diagnostic]) -> None:
        if isinstance(page.record, OSError):
            unread.append(unreadable(page.path, page.record))
            return
        self.fresh[page.path] = page.record
        self.html[page.path] = page.html
        if page.text is not None:
            self.texts[page.path] = page.text

    def add(self, sums: Mapping[str, int]) -> None:
        """Add numbers that stand for the parts of records, or take them out."""
        for name, digest in sums.items():
            self.totals[name] = self.totals.get(name, 0) ^ digest

    def _chunks(self, paths: Sequence[str], *, on_disk: bool) -> Iterator[RecordChunk]:
        """Tasks; whoever works on this machine reads the pages himself."""
        request = self.request
        for start in range(0, len(paths), CHUNK):
            some = tuple(paths[start : start + CHUNK])
            reader = self.inventory.reader
            if not on_disk:
                reader = MemoryReader({path: self.inventory.read(path) for path in some})
            yield RecordChunk(
                some,
                reader,
                self.dialect,
                self.settings,
                request.for_site,
                request.keep_texts,
                summed=self.cache is not None,
            )

    @cached_property
    def project(self) -> Project:
        """The pages, each of which resolves its links when it is asked for them."""
        pages = [one.page for one in self.compiled]
        unread: list[Diagnostic] = []
        translated = compile_translations(self.inventory, self.dialect, self._here, unread)
        known = [*pages, *(one.page for one in translated)]
        included = {}
        if translated or self._includes:
            included = compile_fragments(known, self.inventory, self.dialect, self._here, unread)
        self.others = (*translated, *included.values())
        found = (*self.inventory.diagnostics, *unread)
        self.inventory = replace(self.inventory, diagnostics=found)
        return link(
            pages,
            self.inventory,
            self.settings,
            self.dialect,
            {piece: one.page for piece, one in included.items()},
            [one.page for one in translated],
        )

    @property
    def _includes(self) -> bool:
        """Whether any page includes a file."""
        return any(one.record.has("includes") for one in self.compiled)

    def _here(self, files: Iterable[tuple[str, bytes]]) -> Iterator[CompiledPage]:
        """Compile in this process: few files are no pages."""
        for path, content in files:
            yield compile_page(path, content, self.dialect, self.settings)

    def text(self, path: str) -> PageText:
        """The text of a page, compiled again.

        Raises:
            OSError: its file can no longer be read.
        """
        content = self.inventory.read(path)
        compiled = compile_page(
            path, content, self.dialect, self.settings, keep_body=True, judged=False
        )
        assert compiled.body is not None, "it was asked for"
        return compiled.page, compiled.body.value

    def search_document(self, path: str) -> str:
        """What the large search index is told of a page; "" where its file has gone meanwhile."""
        from runbookc.backends.site import document_of  # a check makes no HTML
        from runbookc.pipeline.unlinked_records import UnlinkedPages

        unlinked = UnlinkedPages({path: self.html[path]}).get(path)
        if unlinked is not None:
            return unlinked.document
        if path not in self.texts:
            try:
                self.texts[path] = Packed(self.text(path))
            except OSError:
                return ""
        return document_of(*self.texts[path].value)

    @cached_property
    def graph(self) -> UpgradeGraph:
        """The upgrade graph."""
        return build_graph(self.project)

    @cached_property
    def symbols(self) -> str:
        """What stands for all names that a link can lead to; "" where nothing can, or need not.

        What a page includes has links and anchors on it that no record of the page tells.
        """
        project = self.project
        if self.cache is None or self.others or self._includes:
            return ""
        files = json.dumps((project.files, self.inventory.fragments, self.inventory.ignored))
        dialect = digest_of_dialect(project.dialect)
        return digest_of(f"{self.totals.get(NAMED, 0):x}", files, dialect) if dialect else ""

    def hold(self) -> None:
        """Take every record into memory."""
        stored = self.cache.records() if self.cache is not None else {}
        for one in self.compiled:
            path = one.record.path
            one.record.hold(stored.get(path) if path not in self.fresh else None)

    def link_anew(self) -> None:
        """Forget what links lead to."""
        self.__dict__.pop("project", None)
        for one in self.compiled:
            one.page.forget_links()

    def asked(self, page: Page) -> frozenset[str]:
        """The other pages on whose anchors the links of a page depend."""
        return page.about_links.asked if isinstance(page, StoredPage) else frozenset()

    @cached_property
    def by_path(self) -> dict[str, StoredCompiled]:
        """Every page by its path."""
        return {one.page.path: one for one in self.compiled}

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The paths of pages that the last run compiled and that are there no longer."""
        return tuple(path for path in self.state.rows if path not in self.by_path)

    def old_record(self, path: str) -> Record | None:
        """The record of a page as the last run compiled it."""
        row = self.state.rows.get(path)
        if row is None or self.cache is None:
            return None
        try:
            return record_from(self.cache.record(path))
        except READ_ERRORS as error:
            raise Damaged(f"the record of {path} cannot be read") from error

    def old_compiled(self, path: str) -> StoredCompiled | None:
        """A page as the last run compiled it."""
        record = self.old_record(path)
        return StoredCompiled(record) if record is not None else None
