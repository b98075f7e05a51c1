"""Directives, indented containers, alerts and JSX tabs."""

import pytest

from runbookc.model import Admonition, ListBlock, Paragraph, Tab, plain_text, walk_blocks
from tests.parsing.builder import document


def admonitions(text: str) -> list[Admonition]:
    return [b for b in walk_blocks(document(text).body) if isinstance(b, Admonition)]


@pytest.mark.parametrize(
    ("text", "kind", "title", "notation"),
    [
        (":::note\nText\n:::", "note", "", "directive"),
        (":::info \nText\n:::", "info", "", "directive"),
        (":::warning Mind the gap\nText\n:::", "warning", "Mind the gap", "directive"),
        (":::tip[A title]\nText\n:::", "tip", "A title", "directive"),
        (":::{danger}\nText\n:::", "danger", "", "directive"),
        ("::::caution\nText\n::::", "caution", "", "directive"),
        ('!!! note "A title"\n    Text', "note", "A title", "admonition"),
        ("!!! warning\n\n    Text", "warning", "", "admonition"),
        ("??? tip\n    Text", "tip", "", "admonition"),
        ("???+ info\n    Text", "info", "", "admonition"),
        ("> [!IMPORTANT]\n> Text", "important", "", "alert"),
        ("> [!note]\n>\n> Text", "note", "", "alert"),
    ],
)
def test_each_notation(text: str, kind: str, title: str, notation: str) -> None:
    (found,) = admonitions(text)
    assert (found.kind, found.title, found.notation, found.line) == (kind, title, notation, 1)
    (paragraph,) = found.body
    assert isinstance(paragraph, Paragraph) and plain_text(paragraph.inlines) == "Text"


def test_directives_nest_by_more_colons_and_by_equal_ones() -> None:
    for fence in ("::::", ":::"):
        outer, inner = admonitions(f"{fence}note\nA\n\n:::tip\nB\n:::\n\nC\n{fence}\n\nAfter\n")
        assert (outer.kind, inner.kind) == ("note", "tip")
        assert len(outer.body) == 3


def test_a_directive_in_a_list_item_stays_in_it() -> None:
    parsed = document("1. One\n\n   :::note\n   Inside\n   :::\n\n2. Two\n")
    (items,) = parsed.body
    assert isinstance(items, ListBlock) and len(items.items) == 2
    assert isinstance(items.items[0].body[1], Admonition)


def test_a_directive_ends_a_paragraph_and_code_hides_its_fence() -> None:
    parsed = document("Text\n:::note\n```\n:::\n```\n:::\nAfter\n")
    assert [block.type for block in parsed.body] == ["paragraph", "admonition", "paragraph"]
    assert parsed.diagnostics == ()


def test_an_unclosed_directive_is_told_and_does_not_swallow_the_page() -> None:
    parsed = document("Text\n\n:::warning\nMind\n\n## Next\n\n**Step 1 –** Go\n")
    assert [block.type for block in parsed.body] == [
        "paragraph",
        "admonition",
        "heading",
        "paragraph",
    ]
    (finding,) = parsed.diagnostics
    assert (finding.code, finding.span.line, finding.span.end_column) == ("SRC003", 3, 11)


def test_an_unknown_kind_is_told_at_its_name() -> None:
    (finding,) = document(":::wraning\nText\n:::\n").diagnostics
    assert (finding.code, finding.span.column, finding.span.end_column) == ("SRC003", 4, 11)


def test_tabs_of_both_kinds() -> None:
    indented = document('=== "Linux"\n\n    ```sh\n    ls\n    ```\n\n=== "Windows"\n    Text\n')
    jsx = document(
        "<Tabs>\n<TabItem value='a' label=\"Linux\">\n\n1. Go\n\n</TabItem>\n"
        "<TabItem value='Windows' default>\n\nText\n\n</TabItem>\n</Tabs>\n"
    )
    for parsed in (indented, jsx):
        titles = [block.title for block in parsed.body if isinstance(block, Tab)]
        assert titles == ["Linux", "Windows"]
        assert len(parsed.body) == 2


def test_what_is_nested_too_deeply_is_kept_as_text() -> None:
    for text in ("> " * 10_000 + "end", "- " * 10_000 + "end"):
        parsed = document(text)
        assert [d.code for d in parsed.diagnostics] == ["SRC002"]
        codes = [b.text for b in walk_blocks(parsed.body) if b.type == "code"]
        assert codes and codes[0].endswith("end")


def test_a_directive_that_closes_on_its_line_is_text() -> None:
    parsed = document(':::image source="a.png" alt="b":::  \n\nMore.\n')
    assert parsed.diagnostics == ()
    assert [block.type for block in parsed.body] == ["paragraph", "paragraph"]
