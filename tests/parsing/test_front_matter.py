"""Front matter: values, bounds, and what is wrong with it."""

import pytest

from runbookc.parsing.front_matter import MAX_LENGTH, read_front_matter
from runbookc.source import decode
from tests.parsing.builder import document


def test_values_are_json_values_and_dates_stay_text() -> None:
    parsed = document("---\ntitle: A\nversion: 8.0\ndate: 2026-01-02\ntags: [x, y]\n---\n\n# H\n")
    assert parsed.front_matter == {
        "title": "A",
        "version": 8.0,
        "date": "2026-01-02",
        "tags": ["x", "y"],
    }
    assert parsed.headings[0].line == 8
    assert parsed.front_matter_span is not None and parsed.front_matter_span.end_line == 6


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: [1\nb: 2\n---\n", 3, "not YAML"),
        ("---\n- a\n- b\n---\n", 2, "a mapping is expected"),
        ("---\ntitle: x\n\nBody\n", 1, "never closed"),
        ("---\na: &a [x]\n" + "b: *a\n" * 30 + "---\n", 2, "aliases"),
        ("---\na: " + "[" * 50 + "]" * 50 + "\n---\n", 2, "nested more than"),
        (f"---\na: {'x' * MAX_LENGTH}\n---\n", 2, "longer than"),
        ("---\na: !!python/object/apply:os.system [ls]\n---\n", 2, "could not determine"),
    ],
)
def test_what_is_wrong_is_said_where_it_shows(text: str, line: int, words: str) -> None:
    parsed = document(text)
    (finding,) = parsed.diagnostics
    assert finding.code == "SRC001" and words.casefold() in finding.message.casefold()
    assert finding.span.line == line
    assert parsed.front_matter == {}


@pytest.mark.parametrize("text", ["", "# H\n", "---\n\nA rule, not a fence\n", "--- x\n---\n"])
def test_a_page_may_have_none(text: str) -> None:
    source, _ = decode("a.md", text.encode())
    matter = read_front_matter(source)
    assert (matter.values, matter.line_count, matter.problem) == ({}, 0, "")


def test_toml_between_pluses_is_front_matter_where_the_docs_system_reads_it() -> None:
    source = decode("a.md", b'+++\ntitle = "T"\naliases = ["/old/"]\n+++\n# H\n')[0]
    assert read_front_matter(source).values == {}
    matter = read_front_matter(source, toml=True)
    assert matter.values == {"title": "T", "aliases": ["/old/"]}
    assert matter.line_count == 4


def test_toml_that_cannot_be_read_is_told_with_its_place() -> None:
    source = decode("a.md", b'+++\ntitle = "T"\nx = ]\n+++\n')[0]
    matter = read_front_matter(source, toml=True)
    assert matter.values == {} and "not TOML" in matter.problem
    assert matter.problem_span and matter.problem_span.line in (3, 4)
