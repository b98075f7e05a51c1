"""The text at a span in the source is the thing that the span is of."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbookc.model import (
    Code,
    Inline,
    InlineImage,
    LinkText,
    Strong,
    Text,
    inlines_of,
    prose_of,
    walk_blocks,
    walk_inlines,
)
from runbookc.parsing import Document, parse
from runbookc.source import decode
from tests.parsing.builder import dialect, document

PIECES = st.sampled_from(
    [
        "plain words",
        "snake_case_name",
        "**bold run**",
        "*stress*",
        "`code|span`",
        "``a ` tick``",
        "[a link](target.md)",
        "[two](<a b.md> 'title')",
        "[**bold** link](/docs/x.md#part)",
        "![picture](img/a.png)",
        "[reference][ref]",
        "<https://example.org/a>",
        "https://example.org/bare.",
        "&amp; entity",
        r"escaped \* star",
        "𝒜stral 😀 text",
        "naïve café",
        "no\u00a0break",
        "<br/>",
        "2 * 3 * 4",
        "a_b_ c__d",
        "[not a link]",
    ]
)
LINES = st.lists(PIECES, min_size=1, max_size=4).map(" ".join)
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=4)
FRAMES = st.sampled_from(
    [
        "{}",
        "- {}",
        "3. {}",
        "> {}",
        "> - {}",
        "- a\n\n  - {}",
        ":::note\n{}\n:::",
        '!!! note "T"\n    {}',
        "## {}",
        "| head | other |\n| --- | --- |\n| {} | x |",
        "> | head | other |\n> | --- | --- |\n> | y | {} |",
        "**Step 1 –** {}",
        "-\t{}",
    ]
)


def _fill(frame: str, lines: list[str]) -> str:
    before = frame[: frame.index("{}")].rsplit("\n", 1)[-1]
    if "|" in frame or "##" in frame:
        return frame.format(lines[0].replace("|", "\\|"))
    quote = ">" in before
    indent = "> " if before == "> " else ">   " if quote else " " * len(before.replace("\t", "   "))
    if before.startswith("**"):
        indent = ""
    return frame.format(f"\n{indent}".join(lines))


def _inlines(parsed: Document) -> list[Inline]:
    return [
        node
        for block in walk_blocks(parsed.body)
        for run in inlines_of(block)
        for node in walk_inlines(run)
    ]


def assert_spans_hold(parsed: Document) -> None:
    """Each inline of a document stands in the source where its span says."""
    source = parsed.source
    for node in _inlines(parsed):
        text = source.excerpt(node.span)
        if isinstance(node, Text):
            assert text == node.text or text[:1] in "\\&", (node, text)
        elif isinstance(node, Code):
            assert text.startswith("`") and text.endswith("`"), (node, text)
        elif isinstance(node, Strong):
            assert text[:2] in ("**", "__") and text[:2] == text[-2:], (node, text)
        elif isinstance(node, InlineImage):
            assert text.startswith("![") and text.endswith(")"), (node, text)
        elif isinstance(node, LinkText):
            assert text[0] in "[<hw" and (text[0] in "hw" or text[-1] in ")]>"), (node, text)
    for link in parsed.links:
        text, target = source.excerpt(link.span), source.excerpt(link.target_span)
        assert target in (link.target, text) or text.endswith("]()"), (link, target)
        assert (link.line, link.column) == (link.span.line, link.span.column)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(FRAMES, PARAGRAPHS), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["", "---\ntitle: T\n---\n\n"]),
)
def test_every_inline_stands_where_its_span_says(
    blocks: list[tuple[str, list[str]]], end: str, mark: str, matter: str
) -> None:
    body = "\n\n".join(_fill(frame, lines) for frame, lines in blocks)
    text = f"{matter}{body}\n\n[ref]: other.md\n".replace("\n", end)
    assert_spans_hold(document((mark + text).encode()))


@pytest.mark.parametrize("tree", ["netwrix", "rke2", "seafile"])
def test_spans_hold_on_real_pages(corpora: Path, tree: str) -> None:
    pages = sorted((corpora / tree).rglob("*.md"))
    assert pages
    for page in pages:
        assert_spans_hold(document(page.read_bytes(), path=page.name))


def test_plain_text_leads_back_to_the_source() -> None:
    parsed = document("Use **Threat\nPrevention7.4** \\[now\\] or `C:\\x` here\n")
    run = inlines_of(parsed.body[0])[0]
    prose = prose_of(run)
    assert prose.text == "Use Threat Prevention7.4 [now] or C:\\x here"
    for word in ("Use", "Threat", "Prevention7.4", "now", "here", "x"):
        start = prose.text.index(word)
        assert parsed.source.excerpt(prose.span(start, start + len(word))) == word
    start = prose.text.index("Threat")
    span = prose.span(start, start + len("Threat Prevention7.4"))
    assert (span.line, span.end_line) == (1, 2)


def test_explicit_ids_are_cut_from_headings() -> None:
    parsed = document("# A [link](b.md) here {#own-id}\n\n## Again\n\n## Again\n")
    first, second, third = parsed.headings
    assert (first.text, first.anchor, first.explicit) == ("A link here", "own-id", True)
    assert (second.anchor, third.anchor) == ("again", "again-1")
    assert parsed.source.excerpt(parsed.links[0].span) == "[link](b.md)"


def test_ids_in_raw_html_are_anchors() -> None:
    parsed = document('<a id="one"></a>\n\nText <a name=\'two\'>x</a>\n\n`<a id="no">`\n')
    assert parsed.anchors == ("one", "two")


def test_names_of_fields_are_no_anchors() -> None:
    parsed = document('<input name="user">\n\n<a class="x" name="here"></a>\n\n<meta name="no">\n')
    assert parsed.anchors == ("here",)


def test_python_markdown_gives_explicit_ids_before_it_makes_slugs() -> None:
    mkdocs = dialect("mkdocs")
    mkdocs.syntax = replace(mkdocs.syntax, attribute_lists=True)
    source, _ = decode("page.md", b"# Page\n\n## Network\n\n## Ports { #network }\n")
    parsed = parse(source, mkdocs)
    assert [heading.anchor for heading in parsed.headings] == ["page", "network_1", "network"]
