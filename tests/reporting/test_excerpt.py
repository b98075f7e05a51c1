"""The rows that show a span, within the columns there are."""

from hypothesis import given
from hypothesis import strategies as st

from runbookc.reporting.columns import width
from runbookc.reporting.excerpt import Row, rows
from runbookc.source import Span

LINES = {1: "# Title", 2: "  Some words here.  ", 3: "more", 4: "and more", 5: "the end"}


def shown(span: Span, columns: int = 60) -> tuple[Row, ...]:
    return rows(span, lambda number: LINES.get(number, ""), columns)


def test_one_line() -> None:
    assert shown(Span(2, 8, 2, 13)) == (Row(2, "  Some words here.", 7, 5),)


def test_the_next_lines_are_marked_from_their_first_word() -> None:
    assert shown(Span(1, 3, 2, 7)) == (
        Row(1, "# Title", 2, 5),
        Row(2, "  Some words here.", 2, 4),
    )


def test_a_span_that_ends_where_a_line_begins_ends_before_it() -> None:
    assert shown(Span(3, 1, 4, 1)) == (Row(3, "more", 0, 4),)


def test_of_many_lines_the_first_and_the_last_are_shown() -> None:
    assert [row.number for row in shown(Span(1, 1, 5, 4))] == [1, None, 5]


def test_nothing_is_marked_by_one_column() -> None:
    assert shown(Span(9, 4, 9, 4)) == (Row(9, "", 0, 1),)


def test_what_stands_in_the_last_column_but_one_is_not_cut_off() -> None:
    line = "a" * 18 + "bcc"
    assert rows(Span(1, 19, 1, 20), lambda _: line, 20) == (Row(1, "a" * 18 + "b…", 18, 1),)


@given(
    st.text(alphabet="ab 日\t", min_size=1, max_size=120).filter(str.strip),
    st.data(),
    st.integers(20, 60),
)
def test_a_row_fits_and_shows_where_the_span_begins(
    line: str, data: st.DataObject, columns: int
) -> None:
    line = line.rstrip() + "x"
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    [row] = rows(Span(1, start + 1, 1, end + 1), lambda _: line, columns)
    assert width(row.text) <= columns
    assert row.marked >= 1
    assert row.indent + row.marked <= columns
    if not line[start].isspace():
        assert character_at(row.text, row.indent) == line[start]


def character_at(text: str, column: int) -> str:
    for index, character in enumerate(text):
        if width(text[:index]) == column:
            return character
    return ""
