"""Compiles what is no page of its own: files that pages include, and pages in other languages.

Each is compiled alone, as a page is; of its findings only those on links and the source count.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from runbookc.diagnostics import Diagnostic
from runbookc.dialects import Dialect
from runbookc.discovery import Inventory, unreadable
from runbookc.linking import Piece, pieces_of
from runbookc.model import Page
from runbookc.pipeline.page import CompiledPage

Compiler = Callable[[Iterable[tuple[str, bytes]]], Iterable[CompiledPage]]

# A fragment's steps and versions are judged by nobody: what stands around them decides. Those of a
# translation are the original's.
_FAMILIES = ("LNK", "SRC")


def compile_fragments(
    pages: Iterable[Page],
    inventory: Inventory,
    dialect: Dialect,
    compile_files: Compiler,
    unread: list[Diagnostic],
) -> dict[Piece, CompiledPage]:
    """Compile what the pages include, and what that includes in turn.

    Args:
        pages: the compiled pages.
        inventory: the project's files.
        dialect: the project's docs system.
        compile_files: compiles files of these paths and bytes, in order.
        unread: takes the findings for files that can no longer be read.

    Returns:
        The fragments by path and part, in order.
    """
    done = list(pages)
    known = {(page.path, "") for page in done}
    found: dict[Piece, CompiledPage] = {}
    while True:
        named = {piece for page in done for piece in pieces_of(page, dialect, inventory)}
        wanted = sorted(piece for piece in named - known - found.keys() if piece is not None)
        contents = _contents(wanted, inventory, dialect, unread)
        if not contents:
            return dict(sorted(found.items()))
        fresh = compile_files([(piece[0], content) for piece, content in contents.items()])
        new = dict(zip(contents, map(_without_judgement, fresh), strict=True))
        known.update(wanted)
        found.update(new)
        done = [one.page for one in new.values()]


def compile_translations(
    inventory: Inventory, dialect: Dialect, compile_files: Compiler, unread: list[Diagnostic]
) -> list[CompiledPage]:
    """Compile the files that show the project's pages in other languages."""
    pages = set(inventory.pages)
    found = ((path, dialect.translation(path)) for path in inventory.fragments)
    paths = [path for path, translated in found if translated and translated[1] in pages]
    return list(map(_without_judgement, compile_files(read_files(paths, inventory, unread))))


def read_files(
    paths: Iterable[str], inventory: Inventory, unread: list[Diagnostic]
) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file; those that can no longer be read give findings in `unread`."""
    for path in paths:
        try:
            yield path, inventory.read(path)
        except OSError as error:
            unread.append(unreadable(path, error))


def _contents(
    pieces: Iterable[Piece], inventory: Inventory, dialect: Dialect, unread: list[Diagnostic]
) -> dict[Piece, bytes]:
    contents = {}
    for path, part in pieces:
        for _, content in read_files((path,), inventory, unread):
            contents[path, part] = dialect.part(content, part) if part else content
    return contents


def _without_judgement(one: CompiledPage) -> CompiledPage:
    kept = tuple(item for item in one.diagnostics if item.code.startswith(_FAMILIES))
    return replace(one, diagnostics=kept, facts={})
