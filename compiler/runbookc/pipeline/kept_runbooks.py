"""All runbooks of a build: those that would be the same again are taken over from the last one.

To compose a runbook means to ask for pages, for what is known of product lines, and for images;
whoever answers notes what was asked for. A page's answer is its content with what its links lead
to, a line's its name and its windows, an image's its bytes. The rest is the same for all runbooks:
the compiler, the configuration, the docs system, the state of the sources, the formats.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import cache, partial
from typing import Any, Self

from runbookc.diagnostics import Diagnostic
from runbookc.linking import Project
from runbookc.model import Input, Page, Provenance, Route, Runbook, walk_steps
from runbookc.pipeline.codec import decoder, encoder
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.identity import canonical, compiler, digest_of, digest_of_dialect
from runbookc.pipeline.kept import Kept, Piece
from runbookc.pipeline.pool import Progress
from runbookc.pipeline.render import Format, Rendered
from runbookc.pipeline.runbooks import render_all
from runbookc.planning import Entry, ProductLine, Topics, UpgradeGraph, catalogue, compose_entry
from runbookc.source.frozen import dataclass
from runbookc.source.output_file import OutputFile

_PAGE, _LINE, _IMAGE = "page:", "line:", "image:"


@dataclass(frozen=True)
class MadeRunbooks:
    """The runbooks of a build.

    Args:
        files: by their path below `runbooks/`.
        inputs: for each file, the pages and images that it was made from.
        sources: all of these, by path.
        diagnostics: what the docs kept the backends from doing well.
        empty: the names of the runbooks without a step.
        too_long: the places of topics that were too long to come along.
        count: how many runbooks there are.
    """

    files: dict[str, OutputFile] = field(default_factory=dict)
    inputs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sources: dict[str, Input] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    empty: tuple[str, ...] = ()
    too_long: tuple[str, ...] = ()
    count: int = 0


def make_runbooks(
    compilation: Compilation,
    provenance: Provenance,
    formats: tuple[Format, ...],
    kept: Kept,
    jobs: int = 1,
    progress: Progress | None = None,
) -> MadeRunbooks:
    """Make all runbooks, as far as they are not to be taken over.

    Args:
        compilation: with bodies kept.
        provenance: by what and from which state of the sources it was compiled.
        formats: what the runbooks are made in.
        kept: what the last build made; it notes what this one makes.
        jobs: how many processes may be used.
        progress: told how many of those runbooks are done that are made.
    """
    entries = catalogue(compilation.project, compilation.graph)
    kitchen = _Kitchen(compilation, provenance, formats)
    pieces: dict[str, tuple[Piece, dict[str, OutputFile]]] = {}
    composed: list[Runbook] = []
    asked: dict[str, tuple[str, ...]] = {}
    too_long: dict[str, list[str]] = {}
    for entry in entries:
        found = kept.take(entry.id, partial(kitchen.recipe, entry))
        if found is not None:
            pieces[entry.id] = found
        else:
            runbook, asked[entry.id], too_long[entry.id] = kitchen.compose(entry)
            composed.append(runbook)
    rendered = render_all(compilation, composed, formats, jobs, progress).by_runbook
    made = {runbook.id: (runbook, rendered[runbook.id]) for runbook in composed}
    for entry in entries:
        if entry.id in made:
            names, (runbook, done) = asked[entry.id], made[entry.id]
            recipe, note = kitchen.recipe(entry, names), _note(runbook, done, too_long[entry.id])
            files = {path: kept.made(path, content) for path, content in done.files.items()}
            kept.keep(entry.id, names, recipe, files, note)
            pieces[entry.id] = Piece(names, recipe, {}, note), files
    return _together(pieces)


def _note(runbook: Runbook, rendered: Rendered, too_long: list[str]) -> dict[str, Any]:
    encode = encoder(tuple[Diagnostic, ...])
    found = encode(rendered.diagnostics) if encode else []
    return {
        "inputs": [[one.path, one.sha256] for one in runbook.provenance.inputs],
        "too_long": too_long,
        "empty": not any(any(walk_steps(part.procedure.steps)) for part in runbook.parts),
        "diagnostics": json.loads(json.dumps(found)),
    }


def _together(pieces: Mapping[str, tuple[Piece, dict[str, OutputFile]]]) -> MadeRunbooks:
    """All pieces, in the order of the catalogue."""
    made = MadeRunbooks(count=len(pieces))
    decode = decoder(tuple[Diagnostic, ...])
    found: list[Diagnostic] = []
    empty: list[str] = []
    too_long: set[str] = set()
    for name, (piece, files) in pieces.items():
        inputs = [Input(path=path, sha256=sha256) for path, sha256 in piece.note["inputs"]]
        made.files.update(files)
        made.inputs.update(dict.fromkeys(files, tuple(one.path for one in inputs)))
        made.sources.update((one.path, one) for one in inputs)
        found += decode(piece.note["diagnostics"]) if decode else ()
        empty += [name] if piece.note["empty"] else []
        too_long.update(piece.note["too_long"])
    return replace(
        made,
        diagnostics=tuple(dict.fromkeys(found)),
        empty=tuple(empty),
        too_long=tuple(sorted(too_long)),
    )


class _Kitchen:
    """Composes runbooks, and tells by what recipe."""

    def __init__(
        self, compilation: Compilation, provenance: Provenance, formats: Sequence[str]
    ) -> None:
        self._project, self._graph = compilation.project, compilation.graph
        self._provenance = provenance
        self._inventory = compilation.inventory
        self._asked: set[str] = set()
        self._whole_page = compilation.page
        self._watched = _WatchedProject.of(self._project, compilation.page, self._note(_PAGE))
        self._lines = _WatchedGraph.of(self._graph, self._note(_LINE))
        self._topics = Topics(self._watched, compilation.bodies, self._digest_of)
        dialect = digest_of_dialect(self._project.dialect)
        state = provenance.model_copy(update={"inputs": ()}).model_dump_json()
        shared = [self._project.settings, self._project.site_url, self._graph.unplaced, formats]
        self._shared = (
            digest_of(compiler(), dialect, state, json.dumps(canonical(shared))) if dialect else ""
        )
        self._told = cache(self._tell)

    def compose(self, entry: Entry) -> tuple[Runbook, tuple[str, ...], list[str]]:
        """A runbook, the names of what was asked for to make it, and the topics too long for it."""
        self._asked.clear()
        self._topics.too_long.clear()
        runbook = compose_entry(
            self._watched, self._lines, self._whole(entry), self._provenance, topics=self._topics
        )
        return runbook, tuple(sorted(self._asked)), sorted(self._topics.too_long)

    def _whole(self, entry: Entry) -> Entry:
        """The entry, its procedure with its text."""
        source = entry.source
        if isinstance(source, Route):
            return entry
        page = self._whole_page(source.id.rpartition("#")[0])
        found = (one for one in page.procedures if one.id == source.id) if page else ()
        return replace(entry, source=next(iter(found), source))

    def recipe(self, entry: Entry, asked: Iterable[str]) -> str:
        """What stands for all that a runbook is made of; "" where nothing can."""
        source = entry.source
        told = source.model_dump_json() if isinstance(source, Route) else source.id
        answers = [[name, self._told(name)] for name in asked]
        if not self._shared:
            return ""
        return digest_of(self._shared, entry.id, told, json.dumps(answers))

    def _note(self, kind: str) -> Callable[[str], None]:
        return lambda name: self._asked.add(f"{kind}{name}")

    def _digest_of(self, path: str) -> str:
        self._asked.add(f"{_IMAGE}{path}")
        return self._told(f"{_IMAGE}{path}")

    def _tell(self, name: str) -> str:
        """What stands for the answer to a question; "" for what there is not."""
        if path := _named(name, _PAGE):
            page = self._project.page(path)
            return self._page(page) if page is not None else ""
        if product := _named(name, _LINE):
            line = self._graph.line(product)
            windows = [one.model_dump_json() for one in line.windows] if line is not None else []
            return digest_of(line.name, *windows) if line is not None else ""
        try:
            content = self._inventory.read(name.removeprefix(_IMAGE))
        except (OSError, KeyError):
            return ""
        return hashlib.sha256(content).hexdigest()

    def _page(self, page: Page) -> str:
        """What stands for a page: its content, and what its links lead to."""
        links = []
        for link in page.links:
            target = self._project.page(link.resolved or page.path)
            url = target.url if target is not None else None
            values = link.__dict__
            links.append([values[name] for name in _RESOLVED] + [url])
        placed = [page.path, page.url, page.product, page.version, page.sha256]
        return digest_of(json.dumps([placed, links]))


_RESOLVED = ("line", "column", "kind", "resolved", "anchor", "status", "nearest", "nearest_is_sure")


def _named(name: str, kind: str) -> str:
    return name.removeprefix(kind) if name.startswith(kind) else ""


class _WatchedProject(Project):
    """A project that notes which pages are asked for."""

    @classmethod
    def of(
        cls,
        project: Project,
        page_of: Callable[[str], Page | None],
        note: Callable[[str], None],
    ) -> Self:
        """A project.

        Args:
            project: the same; its pages need not have their text.
            page_of: gives a page with its text.
            note: told which are asked for.
        """
        made = object.__new__(cls)
        made.__dict__.update(vars(project), page_of=page_of, note=note)
        return made

    def page(self, path: str) -> Page | None:
        """The page of a path."""
        self.__dict__["note"](path)
        found: Page | None = self.__dict__["page_of"](path)
        return found

    def url_of(self, path: str) -> str | None:
        """The address of the page of a path; its text need not be there for that."""
        self.__dict__["note"](path)
        page = super().page(path)
        return page.url if page is not None else None


class _WatchedGraph(UpgradeGraph):
    """A graph that notes which lines are asked for."""

    @classmethod
    def of(cls, graph: UpgradeGraph, note: Callable[[str], None]) -> Self:
        made = object.__new__(cls)
        made.__dict__.update(vars(graph), note=note)
        return made

    def line(self, product: str) -> ProductLine | None:
        """The line of a product."""
        self.__dict__["note"](product)
        return super().line(product)
