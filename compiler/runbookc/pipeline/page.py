"""One page, from bytes to findings: a pure function, so that cores and caches can wrap it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from runbookc.checks import (
    Facts,
    PageView,
    Suppression,
    check_page,
    gather_facts,
    suppressions_of,
    weigh,
)
from runbookc.config import Settings
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.dialects import Dialect
from runbookc.lowering import Lowered, lower
from runbookc.model import Block, Page
from runbookc.parsing import parse
from runbookc.pipeline.bodies import Body, Packed
from runbookc.source import DecodeProblem, Span, decode
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from runbookc.backends.site import UnlinkedPage

WhenCompiled = Callable[[Iterable[Page], Callable[[str], str]], None]
"""Given all pages before they are linked, and what tells the search's document of each."""

PageText = tuple[Page, tuple[Block, ...]]
"""A page with its text, its links not resolved, and its blocks."""


@dataclass(frozen=True, slots=True)
class CompiledPage:
    """What is kept of a page once it is compiled; small enough to cross processes.

    Args:
        page: the typed model, its links not resolved yet.
        diagnostics: what parsing, lowering and the page rules found.
        suppressions: the comments on the page that silence findings.
        facts: what the project rules must know of its text, by code.
        body: the page's blocks, where they were asked for, or the site will ask for them.
        unlinked: what the site shows of the page, where it was asked for and can be made alone.
    """

    page: Page
    diagnostics: tuple[Diagnostic, ...]
    suppressions: tuple[Suppression, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    body: Body | None = None
    unlinked: "UnlinkedPage | None" = None

    @property
    def document(self) -> str:
        """What the large search index is told of the page, where the site was asked for."""
        from runbookc.backends.site import document_of  # a check makes no HTML

        if self.unlinked is not None:
            return self.unlinked.document
        return document_of(self.page, self.body.value if self.body is not None else ())


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pages for one task of a pool, with all that compiling them needs.

    Args:
        files: path and bytes of each.
        keep_bodies: whether the blocks are wanted back.
        for_site: whether the pages are wanted as HTML.
        judged: whether the rules look at the pages.
    """

    files: tuple[tuple[str, bytes], ...]
    dialect: Dialect
    settings: Settings
    keep_bodies: bool
    for_site: bool = False
    judged: bool = True


def compile_page(
    path: str,
    content: bytes,
    dialect: Dialect,
    settings: Settings,
    *,
    keep_body: bool = False,
    for_site: bool = False,
    judged: bool = True,
) -> CompiledPage:
    """Parse, lower and check one page.

    Args:
        path: posix path from the project's root.
        content: the file's bytes.
        dialect: the project's docs system.
        settings: the project's configuration.
        keep_body: whether the page's blocks are wanted too.
        for_site: whether the page is wanted as HTML too.
        judged: whether the rules look at it; else nothing is found.
    """
    source, problem = decode(path, content)
    document = parse(source, dialect)
    placement = dialect.place(path, document.front_matter)
    lowered = lower(document, placement, settings)
    unlinked = _unlinked(lowered, source.text) if for_site else None
    body = Packed(lowered.body) if keep_body or (for_site and unlinked is None) else None
    if not judged:
        return CompiledPage(lowered.page, (), body=body, unlinked=unlinked)
    view = PageView(lowered.page, lowered.body, source, settings)
    found = [*document.diagnostics, *lowered.diagnostics]
    if problem is not None:
        found.append(_undecodable(path, problem))
    return CompiledPage(
        lowered.page,
        (*weigh(dict.fromkeys(found), settings), *check_page(view)),
        suppressions_of(view),
        gather_facts(view),
        body,
        unlinked,
    )


def _unlinked(lowered: Lowered, source: str) -> "UnlinkedPage | None":
    from runbookc.backends.site import unlinked_page  # a check makes no HTML

    return unlinked_page(lowered.page, lowered.body, source)


def compile_chunk(chunk: Chunk) -> Sequence[CompiledPage]:
    """Compile the pages of a chunk, in order."""
    return [
        compile_page(
            path,
            content,
            chunk.dialect,
            chunk.settings,
            keep_body=chunk.keep_bodies,
            for_site=chunk.for_site,
            judged=chunk.judged,
        )
        for path, content in chunk.files
    ]


@dataclass(frozen=True, slots=True)
class RecordChunk:
    """Pages for one task of a check or a build, to be read where they are compiled.

    Args:
        paths: of each.
        reader: gives a page's bytes.
        for_site: whether the pages are wanted as HTML.
        keep_texts: whether their texts are wanted back.
        summed: whether the numbers that stand for their parts are wanted.
    """

    paths: tuple[str, ...]
    reader: Callable[[str], bytes]
    dialect: Dialect
    settings: Settings
    for_site: bool = False
    keep_texts: bool = False
    summed: bool = True


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """What becomes of a page that is compiled for its record.

    Args:
        path: posix path from the project's root.
        record: or why the page cannot be read.
        html: the page's HTML as it is kept, see `unlinked_records`.
        text: the page and its blocks, where they were asked for.
    """

    path: str
    record: bytes | OSError
    html: bytes = b""
    text: "Packed[PageText] | None" = None


def compile_records(chunk: RecordChunk) -> tuple[Sequence[RecordedPage], Mapping[str, int]]:
    """Compile the pages of a chunk.

    Returns:
        What becomes of each, and the numbers that stand for their parts, as `totals` gives them.
    """
    from runbookc.pipeline.records import record_from, totals

    found = [_recorded(path, chunk) for path in chunk.paths]
    if not chunk.summed:
        return found, {}
    contents = (one.record for one in found)
    records = (record_from(content) for content in contents if isinstance(content, bytes))
    return found, totals(records)


def _recorded(path: str, chunk: RecordChunk) -> RecordedPage:
    from runbookc.pipeline.records import record_of
    from runbookc.pipeline.unlinked_records import pack

    try:
        content = chunk.reader(path)
    except OSError as error:
        return RecordedPage(path, error)
    keep = chunk.keep_texts
    compiled = compile_page(
        path, content, chunk.dialect, chunk.settings, keep_body=keep, for_site=chunk.for_site
    )
    body = compiled.body
    text = Packed((compiled.page, body.value)) if keep and body is not None else None
    html = pack(compiled.unlinked) if chunk.for_site else b""
    return RecordedPage(path, record_of(compiled, summed=chunk.summed), html, text)


def _undecodable(path: str, problem: DecodeProblem) -> Diagnostic:
    line, column = problem.position.line, problem.position.column
    return Diagnostic(
        "SRC002",
        "encoding",
        Severity.ERROR,
        f"The file is not clean text: {problem.reason}",
        path,
        Span(line, column, line, column + 1),
        "Save the file as UTF-8; what cannot be read is shown as \ufffd.",
    )
