"""The large index for the search: every word, in bundles that are made beside the rest of a build.

A product's pages are a bundle of their own, those of a large product one for each version, so that
a reader loads what he searches. What Pagefind reads depends on the pages alone: it begins when they
are compiled, before they are linked. Which of them are published is known later; a bundle of other
pages than those is thrown away and made again. A bundle of the same documents as in the last output
is taken over from there.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from runbookc.backends.site import indexed_page
from runbookc.model import Page
from runbookc.pipeline.identity import compiler, digest_of
from runbookc.pipeline.pagefind import Pagefind, program
from runbookc.pipeline.pool import Progress
from runbookc.source.frozen import dataclass
from runbookc.source.output_file import OutputFile

if TYPE_CHECKING:
    from runbookc.pipeline.compilation import Compilation
    from runbookc.pipeline.kept import Kept

FOLDER: Final = "pagefind"
"""The place of all bundles on the site."""
_MOST_PAGES: Final = 300
"""Of a product with more pages each version has a bundle of its own."""
_PAUSE: Final = 0.004
"""Seconds between two looks at programs that nothing else is done beside."""

DocumentOf = Callable[[str], str]
"""Gives what is to be indexed of a page, by its path."""


@dataclass(frozen=True, slots=True, order=True)
class BundleScope:
    """The pages of a bundle.

    Args:
        product: "" for those of no product.
        version: None for all versions, "" for the pages of none.
    """

    product: str
    version: str | None = None

    @property
    def folder(self) -> str:
        """The name of its folder, which no title and no name of the docs gets into."""
        return digest_of(json.dumps([self.product, self.version]))[:16]


@dataclass(frozen=True, slots=True)
class FinishedBundle:
    """A bundle that is in place.

    Args:
        scope: which pages it is of.
        pages: the path of the page that each of its fragments is of, by the fragment's name; empty
            where the program failed.
    """

    scope: BundleScope
    pages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Bundle:
    """A bundle on its way.

    Args:
        paths: of its pages.
        recipe: what stands for all that it is made of.
        making: the program that makes it; None for one that is taken over.
        files: those that are taken over, by their place on the site.
        pages: as `FinishedBundle` has them, of one that is taken over.
    """

    paths: Sequence[str]
    recipe: str
    making: Pagefind | None
    files: Mapping[str, OutputFile]
    pages: Mapping[str, str]

    @property
    def is_done(self) -> bool:
        """Whether nothing has to be waited for."""
        return self.making is None or not (self.making.is_waiting or self.making.is_running)


class SearchBundles:
    """All bundles of a site. Leaving it as a context ends what still runs.

    Args:
        language: the tag of the language that the pages are written in.
        jobs: how many programs may run at once.

    Attributes:
        kept: what the last build made, and where it is noted what this one makes.
    """

    def __init__(self, language: str, jobs: int) -> None:
        self.kept: Kept | None = None
        self._language = language
        self._jobs = max(1, jobs)
        self._bundles: dict[BundleScope, _Bundle] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.abandon()

    def start(self, pages: Iterable[Page], document_of: DocumentOf) -> None:
        """Begin with all pages that were compiled, whether or not they will be published.

        Args:
            pages: they need not be linked.
            document_of: gives what is to be indexed of a page.
        """
        self.abandon()
        self._begin(pages, document_of)

    def settle(self, compilation: "Compilation", published: Iterable[str], language: str) -> None:
        """Have the bundles hold the pages that are published, and no others.

        Args:
            compilation: the project.
            published: their paths.
            language: the tag of the language that they are written in.
        """
        if language != self._language:
            self.abandon()
            self._language = language
        pages = (compilation.project.page(path) for path in published)
        self._begin((page for page in pages if page is not None), compilation.search_document)

    def advance(self) -> None:
        """Start as many programs as may run; whoever works beside them calls it now and then."""
        waiting = [one for one in self._making() if one.is_waiting]
        running = sum(one.is_running for one in self._making()) if waiting else 0
        for one in waiting[: max(0, self._jobs - running)]:
            try:
                one.start()
            except OSError:
                self.abandon()
                return

    def beside(self, progress: Progress) -> Progress:
        """What is told how far other work is, and starts in passing what may be started."""

        def told(done: int, total: int) -> None:
            progress(done, total)
            self.advance()

        return told

    def finish(self, site: Path) -> list[FinishedBundle]:
        """Wait for all bundles, and put them into the folder of the site.

        Returns:
            The bundles, in the order of their scopes; none where there is no Pagefind.
        """
        finished = []
        while self._bundles:
            self.advance()
            done = [scope for scope, bundle in self._bundles.items() if bundle.is_done]
            for scope in done:
                bundle = self._bundles.pop(scope)
                finished.append(FinishedBundle(scope, self._put(scope, bundle, site)))
                _abandon(bundle)
            if not done:
                time.sleep(_PAUSE)
        return sorted(finished, key=lambda one: one.scope)

    def abandon(self) -> None:
        """End what runs, and take the documents away."""
        for bundle in self._bundles.values():
            _abandon(bundle)
        self._bundles = {}

    def _begin(self, pages: Iterable[Page], document_of: DocumentOf) -> None:
        """Begin the bundles of these pages, as far as they are not begun; drop all others."""
        wanted = _by_scope(pages) if program() is not None else {}
        for scope, bundle in list(self._bundles.items()):
            if bundle.paths != wanted.get(scope):
                _abandon(self._bundles.pop(scope))
        # The largest takes longest, so it is the first.
        for scope, paths in sorted(wanted.items(), key=lambda one: (-len(one[1]), one[0])):
            if scope not in self._bundles:
                self._bundles[scope] = self._bundle(scope, paths, document_of)
                self.advance()

    def _bundle(self, scope: BundleScope, paths: list[str], document_of: DocumentOf) -> _Bundle:
        documents = {path: indexed_page(document_of(path), self._language) for path in paths}
        recipe = ""
        if self.kept is not None:
            recipe = digest_of(compiler(), *(part for item in documents.items() for part in item))
            if found := self.kept.take(_name(scope), lambda asked: recipe):
                piece, files = found
                return _Bundle(paths, recipe, None, files, piece.note)
        return _Bundle(paths, recipe, Pagefind(documents), {}, {})

    def _making(self) -> list[Pagefind]:
        return [one.making for one in self._bundles.values() if one.making is not None]

    def _put(self, scope: BundleScope, bundle: _Bundle, site: Path) -> Mapping[str, str]:
        """Put a bundle into the folder of the site; returns which page each fragment is of."""
        files, pages = bundle.files, bundle.pages
        if bundle.making is not None:
            files = bundle.making.files(f"{FOLDER}/{scope.folder}", FOLDER)
            pages = bundle.making.pages(files)
            if files and self.kept is not None:
                self.kept.keep(_name(scope), (), bundle.recipe, files, pages)
        for place, file in files.items():
            file.put(f"{site}/{place}")
        return pages


def _abandon(bundle: _Bundle) -> None:
    if bundle.making is not None:
        bundle.making.abandon()


def _name(scope: BundleScope) -> str:
    """What a bundle is called among all that a build keeps."""
    return f"search:{scope.folder}"


def _by_scope(pages: Iterable[Page]) -> dict[BundleScope, list[str]]:
    """The paths of the pages of each bundle."""
    products: dict[str, list[Page]] = defaultdict(list)
    for page in sorted(pages, key=lambda each: each.path):
        products[page.product or ""].append(page)
    return dict(_parted(products))


def _parted(products: Mapping[str, list[Page]]) -> Iterator[tuple[BundleScope, list[str]]]:
    for product, pages in products.items():
        if not product or len(pages) <= _MOST_PAGES:
            yield BundleScope(product), [page.path for page in pages]
            continue
        versions: dict[str, list[str]] = defaultdict(list)
        for page in pages:
            versions[page.version or ""].append(page.path)
        for version, paths in versions.items():
            yield BundleScope(product, version), paths
