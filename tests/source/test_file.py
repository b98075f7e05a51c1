"""Bytes become text; offsets become places and back."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.source import Position, SourceFile, Span, decode

TEXTS = st.text(alphabet="ab \t\r\n\u2028é😀", max_size=40)


@pytest.mark.parametrize(
    ("text", "lines", "starts"),
    [
        ("", ("",), (0,)),
        ("one", ("one",), (0,)),
        ("one\n", ("one", ""), (0, 4)),
        ("one\ntwo", ("one", "two"), (0, 4)),
        ("one\r\ntwo\r\n", ("one", "two", ""), (0, 5, 10)),
        ("one\rtwo", ("one", "two"), (0, 4)),
        ("a\n\r\n\rb", ("a", "", "", "b"), (0, 2, 4, 5)),
        ("a\u2028b\x0bc\x85d", ("a\u2028b\x0bc\x85d",), (0,)),
    ],
)
def test_lf_crlf_and_cr_end_a_line_and_nothing_else(
    text: str, lines: tuple[str, ...], starts: tuple[int, ...]
) -> None:
    source = SourceFile("a.md", text)
    assert source.lines == lines
    assert source.line_starts == starts


def test_a_line_outside_the_file_is_empty() -> None:
    source = SourceFile("a.md", "one\ntwo")
    assert [source.line(number) for number in (-1, 0, 1, 2, 3)] == ["", "", "one", "two", ""]


def test_columns_count_code_points() -> None:
    source = SourceFile("a.md", "é😀x\n\ty")
    assert source.position(source.text.index("x")) == (1, 3)
    assert source.position(source.text.index("y")) == (2, 2)
    assert source.offset(Position(1, 3)) == 2


def test_a_place_outside_the_file_is_its_end() -> None:
    source = SourceFile("a.md", "one\ntwo")
    assert source.offset(Position(2, 99)) == source.offset(Position(7, 1)) == len(source.text)


@given(TEXTS)
def test_lines_begin_where_line_starts_says(text: str) -> None:
    source = SourceFile("a.md", text)
    assert len(source.lines) == len(source.line_starts)
    for line, start in zip(source.lines, source.line_starts, strict=True):
        assert text.startswith(line, start)
        assert text[start + len(line) : start + len(line) + 1] in ("\r", "\n", "")


@given(TEXTS)
def test_every_offset_leads_to_a_place_and_back(text: str) -> None:
    source = SourceFile("a.md", text)
    places = [source.position(offset) for offset in range(len(text) + 1)]
    assert places == sorted(set(places))
    assert [source.offset(place) for place in places] == list(range(len(text) + 1))


@given(TEXTS, st.data())
def test_the_excerpt_of_a_span_is_its_text(text: str, data: st.DataObject) -> None:
    source = SourceFile("a.md", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert source.excerpt(source.span(start, end)) == text[start:end]


@pytest.mark.parametrize(
    ("content", "text", "marked"),
    [
        (b"", "", False),
        ("é😀\r\n".encode(), "é😀\r\n", False),
        (b"\xef\xbb\xbf# A\n", "# A\n", True),
        (b"\xef\xbb\xbf\xef\xbb\xbfA", "\ufeffA", True),
    ],
)
def test_clean_bytes(content: bytes, text: str, marked: bool) -> None:
    source, problem = decode("a.md", content)
    assert problem is None
    assert (source.text, source.has_byte_order_mark) == (text, marked)
    assert source.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "text", "reason", "place"),
    [
        (b"a\ncaf\xe9\n", "a\ncaf\ufffd\n", "the byte 0xe9 is not UTF-8", (2, 4)),
        (b"\xef\xbb\xbfa\xff\n", "a\ufffd\n", "the byte 0xff is not UTF-8", (1, 2)),
        ("é".encode() + b"\xff", "é\ufffd", "the byte 0xff is not UTF-8", (1, 2)),
        (b"a\r\n\0b", "a\r\n\ufffdb", "a NUL character", (2, 1)),
        (b"\xef\xbb\xbf\0", "\ufffd", "a NUL character", (1, 1)),
        (b"\0\xff", "\ufffd\ufffd", "the byte 0xff is not UTF-8", (1, 2)),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd", "the byte 0xed is not UTF-8", (1, 1)),
    ],
)
def test_what_is_no_clean_text_is_told_where_it_begins(
    content: bytes, text: str, reason: str, place: tuple[int, int]
) -> None:
    source, problem = decode("a.md", content)
    assert source.text == text
    assert problem is not None
    assert (problem.reason, problem.position) == (reason, place)


@given(st.binary(max_size=60))
def test_any_bytes_become_text_that_can_be_written_again(content: bytes) -> None:
    source, problem = decode("a.md", content)
    assert "\0" not in source.text
    again = source.text.encode()
    if problem is None:
        assert again == content.removeprefix(b"\xef\xbb\xbf")
    else:
        assert (
            source.excerpt(Span(*problem.position, *problem.position[:1], 1 << 30))[:1] == "\ufffd"
        )
