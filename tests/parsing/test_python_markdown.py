"""Where Python-Markdown and CommonMark part, links and their places with them."""

import pytest

from runbookc.config import Settings
from runbookc.dialects.mkdocs import MkdocsDialect
from runbookc.dialects.mkdocs_config import mkdocs_config
from runbookc.parsing import Document, parse
from runbookc.source import decode

EXTENSIONS = ["attr_list", "def_list", "footnotes", "md_in_html", "pymdownx.superfences"]
EXTENDED = MkdocsDialect(mkdocs_config({"markdown_extensions": EXTENSIONS}), Settings())
BARE = MkdocsDialect(mkdocs_config({}), Settings())


def document(text: str, dialect: MkdocsDialect = EXTENDED) -> Document:
    return parse(decode("docs/a.md", text.encode())[0], dialect)


@pytest.mark.parametrize(
    ("text", "bare", "extended"),
    [
        ("<div>\n\n[a](b.md)\n\n</div>\n\n[c](d.md)", ["d.md"], ["d.md"]),
        ("<div markdown>\n\n[a](b.md)\n\n</div>", [], ["b.md"]),
        ("<div>\n\n[a](b.md)", [], []),
        ("<p>x</p> [a](b.md)", ["b.md"], ["b.md"]),
        ("<div><!-- </div> -->\n\n[a](b.md)</div>[c](d.md)", ["d.md"], ["d.md"]),
        ("<script>'</div>'</script>\n[a](b.md)", ["b.md"], ["b.md"]),
        ("<custom>\n[a](b.md)\n</custom>", ["b.md"], ["b.md"]),
        ("<hr>\n[a](b.md)", ["b.md"], ["b.md"]),
        ("```\n[a](b.md)\n````", ["b.md"], ["b.md"]),
        ("- x\n\n    ```\n    [a](b.md)\n\n    [c](d.md)\n    ```", ["b.md", "d.md"], []),
        ("- x\n\n      [a](b.md)", ["b.md"], ["b.md"]),
        ("- x\n\n        [a](b.md)", [], []),
        ("x [c]\n[c]: d.md\n[c]: e.md", ["e.md"], ["e.md"]),
        ("x\n:   y\n\n    [a](b.md)", [], ["b.md"]),
        ("x[^1]\n\n[^1]: y\n\n    [a](b.md)", ["y"], ["b.md"]),
    ],
)
def test_links(text: str, bare: list[str], extended: list[str]) -> None:
    assert [link.target for link in document(text, BARE).links] == bare
    assert [link.target for link in document(text).links] == extended


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("See [the page](a page.md) here.", "a page.md"),
        ("See [it]( a page.md#top 'Title' ) here.", "a page.md#top"),
        ("> - ![it](a picture (1).png)", "a picture (1).png"),
        ("Term\n: See [it](a page.md)", "a page.md"),
        ("<p>x</p> and [it](page.md)", "page.md"),
    ],
)
def test_targets_stand_where_they_are_written(text: str, target: str) -> None:
    (link,) = document(text).links
    assert link.target == target
    span = link.target_span
    assert text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1] == target


@pytest.mark.parametrize(
    "text", ["[a](b c", "[a](b\nc d)", "[a](<b> c)", f"[a](b {'c' * 600} d)", "[a] (b c)"]
)
def test_what_is_no_target_with_blanks(text: str) -> None:
    assert document(text).links == ()


def test_a_footnote_that_nothing_refers_to_leads_back_nowhere() -> None:
    found = document("A[^1] B[^1]\n\n[^1]: One.\n[^2]: Two.\n")
    assert found.anchors == ("fn:1", "fn:2", "fnref:1", "fnref2:1")
    assert [(link.target, link.line, link.column) for link in found.links] == [("#fnref:2", 4, 1)]


def test_what_anchors_are_made_of() -> None:
    text = "# A { .wide }\n\n# B [c](d.md){ .e }  f\n\n# G[^1]\n\n[^1]: h\n"
    assert [heading.anchor for heading in document(text).headings] == ["a", "b-c-f", "g"]


def test_nesting_has_an_end() -> None:
    found = document("t\n" + ": " * 5000 + "x")
    assert found.diagnostics[0].code == "SRC002"
