"""Anchors of headings, by the rules of each docs system."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.dialects.slugs import (
    GithubSlugger,
    GoldmarkSlugger,
    PythonMarkdownSlugger,
    pymdown_slug,
    python_markdown_slug,
    unicode_slug,
)

HEADINGS = [
    ("Release v1.36.3+rke2r1", "release-v1363rke2r1", "release-v1363rke2r1"),
    ("2. Install RKE2", "2-install-rke2", "2-install-rke2"),
    ("A  B – C", "a--b--c", "a-b-c"),
    ("snake_case & more", "snake_case--more", "snake_case-more"),
    ("Größe", "größe", "groe"),
    ("Ⓐ 🅰 !", "ⓐ-🅰-", "a"),
    ("…", "", "_1"),
]


@pytest.mark.parametrize(("text", "github", "python"), HEADINGS)
def test_slugs(text: str, github: str, python: str) -> None:
    assert GithubSlugger().slug(text) == github
    assert PythonMarkdownSlugger().slug(text) == python


def test_github_counts_duplicates() -> None:
    slugger = GithubSlugger()
    assert slugger.reserve("a") == "a"
    assert [slugger.slug(text) for text in ("A", "a", "a-1", "A", "a-1")] == [
        "a", "a-1", "a-1-1", "a-2", "a-1-2",
    ]  # fmt: skip


def test_python_markdown_counts_duplicates_and_respects_given_ids() -> None:
    slugger = PythonMarkdownSlugger()
    slugger.reserve("b")
    assert [slugger.slug(text) for text in ("A", "A", "A", "b", "A_1", "")] == [
        "a", "a_1", "a_2", "b_1", "a_3", "_1",
    ]  # fmt: skip


def test_other_slugs_of_python_markdown() -> None:
    assert unicode_slug("Größe – neu") == "größe-neu"
    assert pymdown_slug("A & B") == "a--b"


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=12), max_size=12))
def test_python_markdown_itself_gives_the_same(headings: list[str]) -> None:
    toc = pytest.importorskip("markdown.extensions.toc")
    used: set[str] = set()
    counters: dict[str, int] = {}
    theirs = [toc.unique(toc.slugify(text, "-"), used, counters) for text in headings]
    slugger = PythonMarkdownSlugger()
    assert [slugger.slug(text) for text in headings] == theirs


@pytest.mark.parametrize("slug", [python_markdown_slug, unicode_slug])
@given(text=st.text())
def test_slugs_hold_no_blank(slug: Callable[[str], str], text: str) -> None:
    assert not any(character.isspace() for character in slug(text))


def test_goldmark_slugs_are_those_that_hugo_gives() -> None:
    slugger = GoldmarkSlugger()
    texts = ["a", "a", "a-1", "???", "", "² ½ Ⅷ x–y", "  a   b ", "🚀 Rocket", "İstanbul ẞ"]
    assert [slugger.slug(text) for text in texts] == [
        "a", "a-1", "a-1-1", "heading", "heading-1", "---xy", "a---b", "-rocket", "istanbul-ß",
    ]  # fmt: skip
    assert GoldmarkSlugger(ascii_only=True).slug("Über 日本") == "uber-"
