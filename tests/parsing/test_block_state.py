"""Our block state begins as the library's does."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from runbookc.parsing.block_state import BlockState

MARKDOWN = MarkdownIt()
MARKS = ("bMarks", "eMarks", "tShift", "sCount", "bsCount", "lineMax", "line", "level", "src")


def assert_same_start(text: str) -> None:
    ours, theirs = (kind(text, MARKDOWN, {}, []) for kind in (BlockState, StateBlock))
    for mark in MARKS:
        assert getattr(ours, mark) == getattr(theirs, mark), mark
    assert vars(ours).keys() == vars(theirs).keys()


@given(st.text(alphabet=" \t\na>-é\u00a0\u2028\x0b", max_size=40))
def test_it_marks_the_lines_as_the_library_does(text: str) -> None:
    assert_same_start(text)


def test_it_marks_the_lines_of_real_pages_as_the_library_does(corpora: Path) -> None:
    for page in sorted(corpora.rglob("*.md")):
        assert_same_start(page.read_text("utf-8"))
