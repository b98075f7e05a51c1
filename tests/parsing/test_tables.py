"""Rows fall into cells as the library splits them, whatever backslashes they hold."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit

from runbookc.parsing.block_state import BlockState
from runbookc.parsing.tables import _cells

MARKDOWN = MarkdownIt()


@given(st.text(alphabet="a\\| ", min_size=1, max_size=12))
def test_a_row_is_split_at_the_pipes_that_no_backslash_precedes(inner: str) -> None:
    row = f"| b{inner}c |"
    state = BlockState(row, MARKDOWN, {}, [])
    assert _cells(state, 0) == [cell.strip() for cell in escapedSplit(row)[1:-1]]
