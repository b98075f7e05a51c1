"""Tables: how wide each column is, and words that are longer than their column."""

import re
from collections.abc import Sequence

from runbookc.backends.pdf.extent import SHORT, row_height
from runbookc.backends.pdf.inlines import InlineWriter
from runbookc.backends.pdf.pieces import pieces
from runbookc.backends.pdf.values import Value, broken_value
from runbookc.model import TableBlock, TableCell, plain_text

_CHARACTERS = 84
"""Characters of the table's type side by side in the text's column."""
_LONGEST_WORD = 32
_WORD = re.compile(r"(\s+)")


def table(block: TableBlock, inlines: InlineWriter) -> Value:
    """A table with a header; rows are made as long as that."""
    cells = [_even(row, len(block.header)) for row in (block.header, *block.rows)]
    widths = _widths(cells)
    rooms = [max(3, width * _CHARACTERS // sum(widths) - 2) for width in widths]
    header, *rows = [
        [narrowed(inlines.write(cell.inlines), room) for cell, room in zip(row, rooms, strict=True)]
        for row in cells
    ]
    heights = [row_height(row) for row in rows]
    return {
        "t": "table",
        "widths": widths,
        "align": [cell.align for cell in block.header],
        "header": header,
        "rows": rows,
        "keep": all(height <= SHORT for height in heights),
        "whole": sum(heights) <= SHORT,
    }


def _even(row: Sequence[TableCell], count: int) -> Sequence[TableCell]:
    return (*row, *[TableCell(inlines=())] * count)[:count]


def narrowed(values: list[Value], room: int) -> list[Value]:
    """The values, words that are longer than the room given their pieces."""
    found: list[Value] = []
    for value in values:
        if value["t"] == "text":
            found += _narrow_text(value["s"], room)
        elif "c" in value:
            found.append({**value, "c": narrowed(value["c"], room)})
        else:
            found.append(value)
    return found


def _narrow_text(text: str, room: int) -> list[Value]:
    if all(len(word) <= room for word in text.split()):
        return [{"t": "text", "s": text}]
    return [
        broken_value("long", pieces(word)) if len(word) > room else {"t": "text", "s": word}
        for word in _WORD.split(text)
        if word
    ]


def _widths(rows: Sequence[Sequence[TableCell]]) -> list[int]:
    """Each column's share of the width, by its longest word and its longest cell."""
    shares = []
    for column in zip(*rows, strict=True):
        texts = [plain_text(cell.inlines, alt=True) for cell in column]
        word = max((len(word) for text in texts for word in text.split()), default=0)
        cell = max(map(len, texts))
        shares.append(max(4, min(word, _LONGEST_WORD), round(min(cell, 120) ** 0.75)) + 2)
    return shares
