"""Blocks as paragraphs and tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.docx.elements import (
    CENTIMETRE,
    MARGIN,
    PLAIN,
    Box,
    Face,
    box,
    paragraph,
    run,
    table,
)
from runbookc.backends.docx.inlines import InlineWriter
from runbookc.backends.docx.package import Package, list_level
from runbookc.backends.flat import flat_texts
from runbookc.backends.raw_text import Run, runs_of
from runbookc.backends.xml import joined
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
    plain_text,
)
from runbookc.source.frozen import dataclass

STEP = CENTIMETRE * 2
"""How far the text of a step stands from its box."""

_DEEPEST = 12
_HANGING = 360
_NARROWEST = 3 * CENTIMETRE
_FIRST_HEADING, _LAST_HEADING = 3, 6


@dataclass(frozen=True, slots=True)
class _Look:
    """A kind of admonition: the colours of its word and of the ground behind that."""

    ink: str
    ground: str


_LOOKS: dict[AdmonitionKind, _Look] = {
    "danger": _Look("FFFFFF", "A80000"),
    "warning": _Look("000000", "F08A24"),
    "caution": _Look("000000", "FFD21F"),
    "notice": _Look("FFFFFF", "0B4F9E"),
}
_PAPER = "FFFFFF"
_QUIET = Box("8C8C8C", 18, ("left",))
_FINAL = Box("000000", 24)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where blocks stand: the width of the column, how far they are indented, in how many lists."""

    width: int
    indent: int = 0
    lists: int = 0
    depth: int = 0

    @property
    def room(self) -> int:
        """The width that is left."""
        return max(_NARROWEST, self.width - self.indent)

    def deeper(self, by: int = 0) -> "Spot":
        """The spot one level further in, as far to the right as there is room for."""
        indent = min(self.indent + by, max(self.indent, self.width - _NARROWEST))
        return replace(self, indent=indent, depth=self.depth + 1)

    def inside(self) -> "Spot":
        """The spot in a box that stands here."""
        return Spot(self.room - 2 * MARGIN, depth=self.depth + 1)


class BlockWriter:
    """Writes the blocks of one source page.

    Args:
        inlines: writes their inline content.
        package: takes lists.
        substeps: writes the substeps that stand at a place; None where there are none.
    """

    def __init__(
        self,
        inlines: InlineWriter,
        package: Package,
        substeps: Callable[[Substeps], Markup] | None = None,
    ) -> None:
        self.inlines = inlines
        self._package = package
        self._substeps = substeps

    def write(self, blocks: Iterable[Block], spot: Spot) -> Markup:
        """The blocks, in order; what is nested beyond reason is flattened."""
        if spot.depth >= _DEEPEST:
            texts = flat_texts(blocks)
            return joined(*(paragraph("", one, indent=spot.indent) for one in texts))
        return joined(*(self._block(block, spot) for block in blocks))

    def _block(self, block: Block, spot: Spot) -> Markup:
        match block:
            case Paragraph():
                text = self.inlines.write(block.inlines, spot.room)
                return paragraph("", text, indent=spot.indent)
            case ListBlock():
                return self._list(block, spot)
            case CodeBlock():
                return code(block.text, spot, block.title)
            case Admonition():
                return self._admonition(block, spot)
            case TableBlock():
                return self._table(block, spot)
            case ImageBlock():
                return self._image(block, spot)
            case QuoteBlock():
                return self.write(block.body, spot.deeper(CENTIMETRE))
        return self._other(block, spot)

    def _other(self, block: HeadingBlock | HtmlBlock | Tab | Rule | Substeps, spot: Spot) -> Markup:
        match block:
            case HeadingBlock():
                level = min(_LAST_HEADING, max(_FIRST_HEADING, block.level))
                text = self.inlines.write(block.inlines, spot.room)
                return paragraph(f"Heading{level}", text, indent=spot.indent)
            case HtmlBlock():
                return joined(*(_raw(one, spot) for one in runs_of(block.text)))
            case Tab():
                title = run(block.title, Face(bold=True))
                head = paragraph("", title, indent=spot.indent, keep=True)
                return joined(head, self.write(block.body, spot.deeper(CENTIMETRE)))
            case Rule():
                return Markup()
        return self._substeps(block) if self._substeps else Markup()

    def _list(self, block: ListBlock, spot: Spot) -> Markup:
        start = block.start
        number = self._package.ordered(start) if block.ordered else self._package.bullets()
        return joined(*(self._item(item, number, spot) for item in block.items))

    def _item(self, item: ListItem, number: int, spot: Spot) -> Markup:
        inner = replace(spot.deeper(_HANGING), lists=spot.lists + 1)
        first, rest = (item.body[0], item.body[1:]) if item.body else (None, ())
        mark = "" if item.checked is None else run(wording.box(checked=item.checked))
        if not isinstance(first, Paragraph):
            text, rest = Markup(), item.body
        else:
            text = self.inlines.write(first.inlines, inner.room)
        head = paragraph(
            "",
            mark,
            text,
            indent=inner.indent,
            hanging=_HANGING,
            numbering=(number, list_level(spot.lists)),
        )
        return joined(head, self.write(rest, inner))

    def _admonition(self, block: Admonition, spot: Spot) -> Markup:
        return hazard(block.kind, wording.label(block), self.write(block.body, spot.inside()), spot)

    def _table(self, block: TableBlock, spot: Spot) -> Markup:
        width = len(block.header)
        if not width:
            return Markup()
        widths = _widths((block.header, *block.rows), spot.room)
        shown = any(cell.inlines for cell in block.header)
        head = self._cells(block.header, widths, "CellHead") if shown else []
        rows = [self._cells(row, widths, "Cell") for row in block.rows]
        if not head and not rows:
            return Markup()
        return table(head, rows, widths=widths, indent=spot.indent)

    def _cells(self, cells: Sequence[TableCell], widths: Sequence[int], style: str) -> list[Markup]:
        filled = (*cells, *[TableCell(inlines=())] * len(widths))[: len(widths)]
        return [
            paragraph(style, self.inlines.write(cell.inlines, max(1, width - 2 * MARGIN)))
            for cell, width in zip(filled, widths, strict=True)
        ]

    def _image(self, block: ImageBlock, spot: Spot) -> Markup:
        shown = paragraph("", self.inlines.image(block, spot.room), indent=spot.indent)
        if not block.title:
            return shown
        return joined(shown, paragraph("Compiler", block.title, indent=spot.indent))


def hazard(kind: AdmonitionKind, label: str, content: Markup, spot: Spot) -> Markup:
    """A box with its word and symbol; what is good to know has a line at its side."""
    look = _LOOKS.get(kind)
    if look is None:
        head = paragraph("Hazard", label)
        return box(_QUIET, (_PAPER, joined(head, content)), width=spot.room, indent=spot.indent)
    word = run(f"{wording.symbol(kind)} {label}", Face(colour=look.ink))
    return _headed(Box(look.ground), look.ground, word, content, spot)


def final(label: str, content: Markup, spot: Spot) -> Markup:
    """A box for what cannot be undone, in black."""
    return _headed(_FINAL, "000000", run(label, Face(colour=_PAPER)), content, spot)


def code(text: str, spot: Spot, title: str = "") -> Markup:
    """Text to be copied; its lines are lines of one paragraph."""
    head = paragraph("Compiler", title, indent=spot.indent, keep=True) if title else ""
    return joined(head, paragraph("Code", run(text.expandtabs(4)), indent=spot.indent))


def _headed(look: Box, ground: str, word: Markup, content: Markup, spot: Spot) -> Markup:
    cells = [(ground, paragraph("Hazard", word))]
    cells += [(_PAPER, content)] if content else []
    return box(look, *cells, width=spot.room, indent=spot.indent)


def _raw(one: Run, spot: Spot) -> Markup:
    if one.code:
        return code(one.text, spot)
    return paragraph("", run(one.text, PLAIN), indent=spot.indent)


def _widths(rows: Sequence[Sequence[TableCell]], room: int) -> list[int]:
    """The columns' widths by their longest words and cells; together they take the room."""
    shares = []
    for column in zip(*rows, strict=False):
        texts = [plain_text(cell.inlines, alt=True) for cell in column]
        word = max((len(word) for text in texts for word in text.split()), default=0)
        shares.append(max(4, min(word, 30), round(min(max(map(len, texts)), 160) ** 0.75)) + 2)
    total = sum(shares)
    return [max(1, room * share // total) for share in shares]
