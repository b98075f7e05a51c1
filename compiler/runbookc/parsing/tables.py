"""GitHub's tables as one token each: rows of cell texts, which the library makes three tokens of.

What a table is, the library decides; where it ends and how a row falls into cells follows it too.
"""

from collections.abc import Callable

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS, escapedSplit
from markdown_it.rules_block.table import table as library_table

from runbookc.parsing.block_state import BlockState

Rule = Callable[[StateBlock, int, int, bool], bool]

_SPACE = " \t\n\r\f\v"


def table_rule(ends: Callable[[StateBlock, int, int], bool]) -> Rule:
    """The rule for tables.

    Args:
        ends: whether another block begins at a line, which then is no row.
    """

    def table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
        if not library_table(state, startLine, endLine, True):
            return False
        if silent:
            return True
        aligns = [_align(cell) for cell in _cells(state, startLine + 1)]
        rows = [(startLine, _cells(state, startLine))]
        outer, state.parentType = state.parentType, "table"
        line, filled = startLine + 2, 0
        while line < endLine and not _is_after(state, line) and not ends(state, line, endLine):
            cells = _cells(state, line)
            filled += len(aligns) - len(cells)
            if filled > MAX_AUTOCOMPLETED_CELLS:
                break
            rows.append((line, (cells + [""] * len(aligns))[: len(aligns)]))
            line += 1
        state.parentType = outer
        state.line = line
        token = state.push("table", "table", 0)
        token.map = [startLine, line]
        token.meta = {"aligns": aligns, "rows": rows}
        return True

    return table


def _is_after(state: StateBlock, line: int) -> bool:
    if state.sCount[line] < state.blkIndent or state.isEmpty(line):
        return True
    # To Python-Markdown every line up to an empty one is a row, however far it is indented.
    python_markdown = isinstance(state, BlockState) and state.rounds_indent
    return not python_markdown and state.is_code_block(line)


def _cells(state: StateBlock, line: int) -> list[str]:
    """The cells' texts, without the empty ones outside the enclosing pipes."""
    start = state.bMarks[line] + state.tShift[line]
    text = state.src[start : state.eMarks[line]].strip(_SPACE)
    cells = escapedSplit(text) if "\\|" in text else text.split("|")
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return [cell.strip(_SPACE) for cell in cells]


def _align(cell: str) -> str | None:
    if cell.endswith(":"):
        return "center" if cell.startswith(":") else "right"
    return "left" if cell.startswith(":") else None
