"""What spares the block rules being asked changes no block."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock

from runbookc.parsing import block_parser
from tests.parsing.builder import document

LINES = st.lists(
    st.one_of(
        st.text(alphabet="*-_+|: aé1.>#\t", max_size=7),
        st.sampled_from(
            ["**Bold** word", "- item", "* * *", "| a | b |", "| - | :-: |", "--", "- -"]
        ),
    ),
    max_size=9,
)


def _first(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line]]


@contextmanager
def asking_every_rule() -> Iterator[None]:
    with (
        patch.object(block_parser, "_first_character", _first),
        patch.object(
            block_parser.BlockParser, "_row_follows", lambda self, state, line, end: line + 1 < end
        ),
    ):
        yield


@settings(max_examples=400, deadline=None)
@given(LINES)
def test_lines_are_read_as_if_every_rule_were_asked(lines: list[str]) -> None:
    content = "\n".join(lines).encode()
    spared = document(content)
    with asking_every_rule():
        asked = document(content)
    assert spared.body == asked.body
