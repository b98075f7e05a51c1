"""What pages are made of: the files that they include, and those that these include in turn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from runbookc.dialects import Dialect
from runbookc.discovery import Inventory
from runbookc.model import Page

Piece = tuple[str, str]
"""The path of an included file, and the name of the part that is shown, or ""."""


def pieces_of(page: Page, dialect: Dialect, inventory: Inventory) -> Iterator[Piece | None]:
    """What a page's inclusions name, in order; None for one that names no file of the project."""
    for item in page.includes:
        path = dialect.included(item.target, page.path, inventory.has)
        yield (path, item.part) if path is not None else None


class Inclusions:
    """What each page includes.

    Args:
        pages: the published pages.
        fragments: the compiled pieces that they include and that are no pages.
        pieces: what the inclusions of a page or of a piece name, by the piece that they stand in.
    """

    def __init__(
        self,
        pages: Sequence[Page] = (),
        fragments: Mapping[Piece, Page] | None = None,
        pieces: Mapping[Piece, Sequence[Piece | None]] | None = None,
    ) -> None:
        self._pieces = pieces or {}
        self._compiled = dict(fragments or {})
        self._compiled.update({(page.path, ""): page for page in pages})

    @classmethod
    def of(
        cls,
        pages: Sequence[Page],
        fragments: Mapping[Piece, Page],
        dialect: Dialect,
        inventory: Inventory,
    ) -> "Inclusions":
        """The inclusions of a project."""
        own = [((page.path, ""), page) for page in pages]
        pieces = {
            piece: tuple(pieces_of(page, dialect, inventory))
            for piece, page in (*own, *fragments.items())
            if page.includes
        }
        return cls(pages if pieces else (), fragments, pieces)

    def parts(self, page: Page) -> Sequence[Page]:
        """The page, then all that it includes, each once, in the order of the text."""
        if not page.includes:
            return (page,)
        return [page, *(self._compiled[piece] for piece in self._walk((page.path, "")) if piece)]

    def is_whole(self, page: Page) -> bool:
        """Whether everything that a page includes was found."""
        return not page.includes or None not in self._walk((page.path, ""))

    def includers(self, pages: Iterable[Page]) -> dict[Piece, list[Page]]:
        """Those of the pages that show a piece, directly or not, in their order."""
        found: dict[Piece, list[Page]] = {}
        for page in pages:
            for piece in self._walk((page.path, "")) if page.includes else ():
                if piece:
                    found.setdefault(piece, []).append(page)
        return found

    def _walk(self, start: Piece) -> Sequence[Piece | None]:
        """Every piece below a page, each once; an inclusion that leads back ends there."""
        seen: dict[Piece | None, None] = {start: None}
        waiting = list(reversed(self._pieces.get(start, ())))
        while waiting:
            piece = waiting.pop()
            if piece is not None and piece not in self._compiled:
                piece = None
            if piece in seen:
                continue
            seen[piece] = None
            if piece:
                waiting += reversed(self._pieces.get(piece, ()))
        del seen[start]
        return tuple(seen)


def numbered_anchors(parts: Sequence[Page]) -> Iterator[str]:
    """The anchors that Python-Markdown numbers where pasted texts have the same headings."""
    counts: Counter[str] = Counter()
    for part in parts if len(parts) > 1 else ():
        own = {heading.anchor for heading in part.headings}
        for heading in part.headings:
            base, _, number = heading.anchor.rpartition("_")
            if heading.explicit:
                continue
            counts[base if number.isdigit() and base in own else heading.anchor] += 1
    for anchor, count in counts.items():
        yield from (f"{anchor}_{number}" for number in range(1, count))


NOTHING_INCLUDED = Inclusions()
