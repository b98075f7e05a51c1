"""Spans are ordered by where they begin, and are objects in JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from runbookc.source import Position, Span, span_of

NUMBERS = st.integers(1, 5)
SPANS = st.builds(Span, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
ADAPTER = TypeAdapter(Span)


def test_its_ends_are_places() -> None:
    span = Span(2, 3, 4, 1)
    assert (span.start, span.end) == (Position(2, 3), Position(4, 1))
    assert span.to(Span(6, 7, 8, 9)) == Span(2, 3, 8, 9)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (Span(2, 3, 4, 5), True),
        (Span(3, 99, 4, 5), True),
        (Span(2, 2, 4, 5), False),
        (Span(2, 3, 4, 6), False),
        (Span(1, 9, 3, 1), False),
    ],
)
def test_contains(inner: Span, expected: bool) -> None:
    assert Span(2, 3, 4, 5).contains(inner) is expected


@given(SPANS, SPANS)
def test_spans_are_ordered_by_their_start_then_by_their_end(one: Span, other: Span) -> None:
    assert (one < other) == ((one.start, one.end) < (other.start, other.end))


@given(SPANS, SPANS)
def test_two_spans_that_contain_each_other_are_equal(one: Span, other: Span) -> None:
    assert one.contains(one)
    assert (one.contains(other) and other.contains(one)) == (one == other)


@given(SPANS)
def test_both_ways_to_make_a_span_agree(span: Span) -> None:
    made = span_of(*span)
    assert (made, type(made), hash(made)) == (span, Span, hash(span))


@given(SPANS)
def test_json_gives_the_span_back(span: Span) -> None:
    values = ADAPTER.dump_python(span, mode="json")
    assert list(values) == ["line", "column", "end_line", "end_column"]
    assert ADAPTER.validate_python(values) == span
    back = ADAPTER.validate_json(ADAPTER.dump_json(span))
    assert (back, type(back)) == (span, Span)


@pytest.mark.parametrize(
    "text",
    [
        "[1, 2, 3, 4]",
        '{"line": 1, "column": 2, "end_line": 3}',
        '{"line": 1, "column": 2, "end_line": 3, "end_column": "x"}',
        '{"line": 1, "column": 2, "end_line": 3, "end_column": 4, "more": 5}',
    ],
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        ADAPTER.validate_json(text)
