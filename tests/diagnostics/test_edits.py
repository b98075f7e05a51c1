"""Edits: laws that hold whatever the file holds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from runbookc.diagnostics import Edit, Fix, applicable, compatible, edited
from runbookc.source import SourceFile, Span, decode

PIECES = st.sampled_from(
    ["a", " ", "é", "漢", "😀", "\t", "\n", "\r\n", "\r", "\u2028", "\u0301", "**", "\x0c"]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
OFFSETS = st.integers(0, 80)
REPLACEMENTS = st.sampled_from(["", "x", "é😀", "one\ntwo"])


def _edit(source: SourceFile, start: int, end: int, replacement: str) -> Edit:
    first, last = sorted((min(start, len(source.text)), min(end, len(source.text))))
    return Edit("a.md", source.span(first, last), replacement)


@given(TEXTS, st.booleans(), st.lists(st.tuples(OFFSETS, OFFSETS, REPLACEMENTS), max_size=6))
def test_what_stands_outside_of_the_spans_is_untouched(
    text: str, marked: bool, places: list[tuple[int, int, str]]
) -> None:
    content = ("\ufeff" if marked else "").encode() + text.encode()
    source, problem = decode("a.md", content)
    assert problem is None
    wished = [_edit(source, *place) for place in places]
    # What would part a CR from its LF is no place in a file of lines.
    fixes = [Fix("", (edit,)) for edit in wished if applicable(source, [edit])]
    edits = [edit for fix in compatible(fixes) for edit in fix.edits]
    line_end = re.search(r"\r\n|\r|\n", text)
    ending = line_end[0] if line_end else "\n"
    wanted, done = "\ufeff" if marked else "", 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = source.offset(edit.span.start), source.offset(edit.span.end)
        wanted += source.text[done:start] + edit.replacement.replace("\n", ending)
        done = end
    assert edited(source, content, edits) == (wanted + source.text[done:]).encode()


@given(TEXTS, st.booleans())
def test_no_edit_changes_nothing(text: str, marked: bool) -> None:
    content = ("\ufeff" if marked else "").encode() + text.encode()
    source, _ = decode("a.md", content)
    assert edited(source, content, []) == content


def test_of_two_fixes_that_touch_one_place_the_first_wins() -> None:
    one = Fix("", (Edit("a", Span(1, 1, 1, 5), "x"), Edit("b", Span(1, 1, 1, 2), "x")))
    touching = Fix("", (Edit("c", Span(1, 1, 1, 5), "y"), Edit("b", Span(1, 1, 1, 3), "y")))
    beside = Fix("", (Edit("a", Span(1, 5, 1, 6), "z"),))
    at_its_edge = Fix("", (Edit("a", Span(1, 6, 1, 6), "w"),))
    elsewhere = Fix("", (Edit("c", Span(1, 1, 1, 5), "y"),))
    fixes = [one, touching, beside, at_its_edge, elsewhere]
    assert compatible(fixes) == [one, beside, elsewhere]


def test_a_place_that_is_not_in_the_file_is_refused() -> None:
    source = SourceFile("a", "one\r\ntwo")
    assert applicable(source, [Edit("a", Span(1, 4, 2, 4), "")])
    for span in (Span(1, 1, 1, 5), Span(3, 1, 3, 1), Span(2, 3, 2, 1), Span(1, 0, 1, 1)):
        assert not applicable(source, [Edit("a", span, "")])
