"""Admonitions that are written as prose, and what is none."""

import pytest

from runbookc.model import Paragraph, plain_text
from tests.parsing.builder import lowered


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NOTE: Mind this.", "note"),
        ("Note: Mind this.", "note"),
        ("**CAUTION:** Mind this.", "caution"),
        ("**Warning**: Mind this.", "warning"),
        ("_RECOMMENDED:_ Mind this.", "tip"),
        ("> **Note:** Mind this.", "note"),
        ("> Note: Mind this.", "note"),
        ("***Important:*** Mind this.", "important"),
        ("**Note:**Mind this.", "note"),
        ("**Note** ：Mind this.", "note"),
        ("- NOTE: Mind this.", "note"),
    ],
)
def test_each_form(text: str, kind: str) -> None:
    (found,) = lowered(f"Text.\n\n{text}\n").page.admonitions
    assert (found.kind, found.notation, found.line) == (kind, "prose", 3)
    (paragraph,) = found.body
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == "Mind this."


@pytest.mark.parametrize(
    "text",
    [
        "Note that this is none.",
        "Notes are kept: see below.",
        "Note, this is none.",
        "A note: this is none.",
        "`NOTE: code`",
        "Information on this: none.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert lowered(f"{text}\n").page.admonitions == ()


def test_a_notice_takes_the_list_that_it_announces() -> None:
    (found,) = lowered("NOTE: For each of these:\n\n- a\n- b\n\nText.\n").page.admonitions
    assert [block.type for block in found.body] == ["paragraph", "list"]


def test_nested_ones_are_listed_in_order() -> None:
    page = lowered(":::note\nA\n\nCAUTION: B\n:::\n\n1. x\n\n   NOTE: C\n").page
    assert [a.kind for a in page.admonitions] == ["note", "caution", "note"]


def test_a_signal_word_that_repeats_the_notation_s_kind_is_text() -> None:
    page = lowered(":::tip\nNote: mind it.\n:::\n\n:::note\nWarning: it burns.\n:::\n").page
    assert [admonition.kind for admonition in page.admonitions] == ["tip", "note", "warning"]
