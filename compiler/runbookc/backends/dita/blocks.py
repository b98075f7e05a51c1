"""Blocks as DITA."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.dita.inlines import InlineWriter
from runbookc.backends.flat import flat_texts
from runbookc.backends.raw_text import runs_of
from runbookc.backends.xml import element, joined
from runbookc.model import (
    Admonition,
    AdmonitionKind,
    Block,
    CodeBlock,
    HeadingBlock,
    HtmlBlock,
    ImageBlock,
    ListBlock,
    ListItem,
    Paragraph,
    QuoteBlock,
    Rule,
    Substeps,
    Tab,
    TableBlock,
    TableCell,
)

_DEEPEST = 40
_NOTE_TYPES = frozenset({"danger", "warning", "caution", "notice", "important", "note", "tip"})


class BlockWriter:
    """Writes the blocks of one source page.

    Args:
        inlines: writes their inline content.
        substeps: writes the substeps that stand at a place; None where there are none.
    """

    def __init__(
        self, inlines: InlineWriter, substeps: Callable[[Substeps], Markup] | None = None
    ) -> None:
        self.inlines = inlines
        self._substeps = substeps

    def write(self, blocks: Iterable[Block], depth: int = 0) -> Markup:
        """The blocks, in order; what is nested beyond reason is flattened."""
        if depth >= _DEEPEST:
            return joined(*(element("p", one) for one in flat_texts(blocks)))
        return joined(*(self._block(block, depth) for block in blocks))

    def note(self, block: Admonition, depth: int = 0) -> Markup:
        """An admonition; a kind that DITA does not know keeps its own word."""
        title = element("p", element("b", own)) if (own := wording.own_title(block)) else ""
        return note(block.kind, title, self._within(Admonition, block.body, depth))

    def _block(self, block: Block, depth: int) -> Markup:
        match block:
            case Paragraph():
                return element("p", self.inlines.write(block.inlines))
            case ListBlock():
                return self._list(block, depth)
            case CodeBlock():
                return _code(block)
            case Admonition():
                return self.note(block, depth)
            case TableBlock():
                return self._table(block)
            case ImageBlock():
                return self._image(block)
            case QuoteBlock():
                return element("lq", self._within(QuoteBlock, block.body, depth))
        return self._other(block, depth)

    def _other(self, block: HeadingBlock | HtmlBlock | Tab | Rule | Substeps, depth: int) -> Markup:
        match block:
            case HeadingBlock():
                return _heading(self.inlines.write(block.inlines))
            case HtmlBlock():
                runs = runs_of(block.text)
                return joined(*(element("pre" if one.code else "p", one.text) for one in runs))
            case Tab():
                return joined(_heading(block.title), self.write(block.body, depth + 1))
            case Rule():
                return Markup()
        return self._substeps(block) if self._substeps else Markup()

    def _within(self, kind: type[Block], body: Sequence[Block], depth: int) -> Markup:
        """The body of a note or a quote, which holds no other of its kind but in a paragraph."""
        written = ((one, self.write([one], depth + 1)) for one in body)
        return joined(
            *(element("p", text) if isinstance(one, kind) else text for one, text in written)
        )

    def _list(self, block: ListBlock, depth: int) -> Markup:
        """A list; DITA counts from 1 only, so another first number is written out."""
        if not block.items:
            return Markup()
        if block.ordered and block.start == 1:
            return element("ol", *(self._item(item, "", depth) for item in block.items))
        if block.ordered:
            marked = enumerate(block.items, block.start)
            items = [self._item(item, f"{number}. ", depth) for number, item in marked]
            return element("ul", *items, outputclass="numbered")
        return element("ul", *(self._item(item, "", depth) for item in block.items))

    def _item(self, item: ListItem, mark: str, depth: int) -> Markup:
        if item.checked is not None:
            mark += wording.box(checked=item.checked)
        return element("li", mark, self.write(item.body, depth + 1))

    def _table(self, block: TableBlock) -> Markup:
        width = len(block.header)
        if not width:
            return Markup()
        columns = (element("colspec", colname=f"c{number}") for number in range(1, width + 1))
        head = ""
        if any(cell.inlines for cell in block.header):
            head = element("thead", self._row(block.header, width))
        rows = (self._row(row, width) for row in block.rows)
        body = element("tbody", *rows) if block.rows else element("tbody", _empty_row(width))
        return element("table", element("tgroup", *columns, head, body, cols=str(width)))

    def _row(self, cells: Sequence[TableCell], width: int) -> Markup:
        filled = (*cells, *[TableCell(inlines=())] * width)[:width]
        return element("row", *map(self._cell, filled))

    def _cell(self, cell: TableCell) -> Markup:
        inner = self.inlines.write(cell.inlines)
        return element("entry", inner, **({"align": cell.align} if cell.align else {}))

    def _image(self, block: ImageBlock) -> Markup:
        image = self.inlines.image(block)
        if not image.startswith("<image"):
            return element("p", image)
        return element("fig", element("title", block.title) if block.title else "", image)


def note(kind: AdmonitionKind, *content: str) -> Markup:
    """A note of a kind."""
    if kind in _NOTE_TYPES:
        return element("note", *content, type=kind)
    return other_note(wording.word(kind), *content)


def other_note(word: str, *content: str) -> Markup:
    """A note with a word of its own."""
    return element("note", *content, type="other", othertype=word)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """A table of the compiler's own."""
    head = element("row", *(element("entry", cell) for cell in header))
    body = [element("row", *(element("entry", cell) for cell in row)) for row in rows]
    columns = (element("colspec", colname=f"c{number + 1}") for number in range(len(header)))
    grid = element(
        "tgroup",
        *columns,
        element("thead", head),
        element("tbody", *body),
        cols=str(len(header)),
    )
    return element("table", grid)


def _heading(content: str) -> Markup:
    return element("p", element("b", content), outputclass="heading")


def _code(block: CodeBlock) -> Markup:
    title = _heading(block.title) if block.title else ""
    language = {"outputclass": f"language-{block.language}"} if block.language else {}
    return joined(title, element("codeblock", block.text, **language))


def _empty_row(width: int) -> Markup:
    return element("row", *[element("entry")] * width)
