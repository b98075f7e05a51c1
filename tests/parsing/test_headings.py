"""Headings of one line are read as the library reads them."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import heading as library_heading
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.token import Token

from runbookc.parsing.headings import heading, loose_heading

MARKDOWN = MarkdownIt()


def read(rule: object, line: str) -> list[tuple[str, str, str, list[int] | None]]:
    tokens: list[Token] = []
    state = StateBlock(line, MARKDOWN, {}, tokens)
    assert callable(rule)
    if state.bMarks[0] + state.tShift[0] < state.eMarks[0]:
        rule(state, 0, 1, False)
    return [
        (token.type, token.content, f"{token.tag}{token.markup}", token.map) for token in tokens
    ]


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="# \ta\u00a0\u2003\x0b\\", max_size=12))
def test_a_line_is_a_heading_where_the_library_says_so(line: str) -> None:
    theirs = read(library_heading, line)
    ours = read(heading, line)
    assert [token[:3] for token in ours] == [token[:3] for token in theirs]
    assert all(token[3] == [0, 1] for token in ours)


def test_python_markdown_needs_no_space() -> None:
    assert [token[1] for token in read(loose_heading, "##Words # ##  ")] == ["", "Words #", ""]
    assert read(loose_heading, "## Words") == []
    assert read(loose_heading, "###") == []
