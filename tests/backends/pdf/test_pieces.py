import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.backends.pdf.pieces import columns, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"C:\Program Files\Vendor\x.dll", ["C:\\", "Program Files\\", "Vendor\\", "x.dll"]),
        (r"\\server\share\setup", ["\\\\", "server\\", "share\\", "setup"]),
        ("https://example.com/a/b", ["https://", "example.com/", "a/", "b"]),
        ("sc stop GuardManager", ["sc ", "stop ", "GuardManager"]),
        ("short", ["short"]),
        ("", []),
    ],
)
def test_cuts_stand_after_separators(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_name_is_cut_only_where_it_fits_no_line() -> None:
    assert pieces("a" * 70) == ["a" * 34, "a" * 34, "a" * 2]
    assert pieces("alpha-beta") == ["alpha-beta"]


@given(st.text())
def test_joined_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(columns(piece) <= 34 for piece in pieces(text))


def test_wide_characters_take_two_columns() -> None:
    assert columns("ab設定") == 6
