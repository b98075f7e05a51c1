"""Columns on a terminal, and text that cannot steer it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.reporting.columns import expand, printable, width


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("Ａ", 2)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – text", "plain – text"),
        ("\x1b[31mred", "\ufffd[31mred"),
        ("a\x9bb\x7f", "a\ufffdb\ufffd"),
        ("a\u202eb\u2066c\u200bd", "a\ufffdb\ufffdc\ufffdd"),
        ("a\u2003b\u00a0c", "a b\u00a0c"),
        ("one\ntwo\r", "one\ufffdtwo\ufffd"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(max_size=30))
def test_what_is_printable_is_as_long_and_stays(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert printable(shown) == shown


def test_tabs_reach_their_stop() -> None:
    assert expand("a\tb") == ("a", "   ", "b")
    assert expand("日本\tx") == ("日", "本", "    ", "x")


@given(st.text(alphabet="a\t日\x1b", max_size=20))
def test_each_character_has_its_cell(line: str) -> None:
    cells = expand(line)
    assert len(cells) == len(line)
    assert "\t" not in "".join(cells)
    assert "\x1b" not in "".join(cells)
