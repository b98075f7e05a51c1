"""Links, ids and headings in raw tags and between them, each at its place."""

import pytest

from runbookc.config import Settings
from runbookc.dialects.docusaurus import DocusaurusDialect
from runbookc.dialects.docusaurus_config import DocusaurusConfig
from runbookc.parsing import Document, parse
from runbookc.parsing.elements import blank_out
from runbookc.source import decode

DIALECT = DocusaurusDialect(DocusaurusConfig(), Settings())
IMPORT = "import Link from '@docusaurus/Link'\n\n"


def document(text: str) -> Document:
    return parse(decode("docs/a.mdx", text.encode())[0], DIALECT)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a href="b.md">x</a>', [("b.md", "html", False)]),
        ('Text <a\n  href="b.md">x</a>', [("b.md", "html", False)]),
        (IMPORT + '<Link\n  to="/b"\n>\n  x\n</Link>', [("/b", "component", False)]),
        (IMPORT + '<Link\n  to="/b"\n\n  className={`a\n\n`}\n>\n', [("/b", "component", False)]),
        ('> - <img src="b.png" />', [("b.png", "html", True)]),
        ('|a|\n|-|\n|<a href="b">x</a>|', [("b", "html", False)]),
        (
            '<video src="a.mp4" poster="b.png" />',
            [("a.mp4", "html", True), ("b.png", "html", True)],
        ),
        (IMPORT + '<Link to="/b">x</Link>', [("/b", "component", False)]),
        ('<Link to="/b">x</Link>', []),
        ('<Card to="/b" href="/c" />', []),
        ("<Card to={useBaseUrl('/b')} />", [("/b", "base", False)]),
        ("<Card image={require('./b.png').default} />", [("./b.png", "module", True)]),
        ("<Card image={require('package/b.png')} />", []),
        ('<a href="">x</a>', []),
        ("<!-- <a href='b'>x</a> -->", []),
        ("`<a href='b'>`", []),
        ("{/* <a href='b'>x</a> */} y", []),
        ("```\n<a href='b'>\n```", []),
        ("<div>\n```\n[x](b)\n```\n</div>", []),
        ("<script>\nx = '[y](b)'\n</script>", []),
        ("<div>\n{x && '[y](b)'}\n</div>", []),
        ("<p>[x](b) <i>[y](c)</i>\n</p>", [("b", "markdown", False), ("c", "markdown", False)]),
    ],
)
def test_links(text: str, found: list[tuple[str, str, bool]]) -> None:
    links = document(text).links
    assert [(item.target, item.notation, item.image) for item in links] == found


@pytest.mark.parametrize(
    ("text", "excerpts"),
    [
        ('<div>\n  <a href="b.md">x</a> <a id="y" href=\'c.md\'>', ["b.md", "c.md"]),
        ("1. <details>\n   <summary>S [x](b.md)</summary> ![y](c.png)", ["b.md", "c.png"]),
        ("> <div>\n> [x](b.md) and [y](c.md)\n> </div>", ["b.md", "c.md"]),
        ('Text <a title="ä"\n   href={"b.md"}>x</a>', ["b.md"]),
        ('<a title="ä"\n   href={"b.md"}\n>\n\n[y](c.md)\n\n</a>', ["b.md", "c.md"]),
    ],
)
def test_each_stands_at_its_place(text: str, excerpts: list[str]) -> None:
    source = decode("docs/a.mdx", text.encode())[0]
    links = parse(source, DIALECT).links
    assert [source.excerpt(item.target_span) for item in links] == excerpts


def test_ids_and_headings_between_tags_count_in_their_order() -> None:
    text = '## Twice\n\n<div id="given">\n## Twice\n<a name="named"></a>\n</div>\n\n## Twice\n'
    page = document(text)
    assert [heading.anchor for heading in page.headings] == ["twice", "twice-1", "twice-2"]
    assert [heading.line for heading in page.headings] == [1, 4, 8]
    assert set(page.anchors) == {"twice", "twice-1", "twice-2", "given", "named"}


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("<b>x</b>", "   x    "),
        ("{a}\n<b\nc>x", "   \n  \n  x"),
        ("`<b>` \\<b> <!-- x", "`<b>` \\<b>       "),
        ("a < b { c", "a < b { c"),
    ],
)
def test_what_is_left_of_a_block(text: str, blank: str) -> None:
    assert blank_out(text)[0] == blank


def test_a_component_of_the_page_without_ids_is_known() -> None:
    plain = "export const Note = ({children}) => <span>{children}</span>\n\n<Note>x</Note>\n"
    assert not document(plain).more_anchors
    assert document(plain.replace("<span>", "<span id={x}>")).more_anchors
    assert document("<Note>x</Note>\n").more_anchors


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("{a.map((x) => (\n  <li key={x}>x</li>\n))}", False),
        ("{a.map((x) => (\n  <h2 id={x}>x</h2>\n))}", True),
        ("{render(\n  a\n)}", True),
        ("{/* render(\n a) */}", False),
    ],
)
def test_an_expression_may_show_more_ids(text: str, more: bool) -> None:
    assert document(text).more_anchors is more


def test_footnotes_are_no_references() -> None:
    page = document("Words[^1] and[^a].\n\n[^1]: First.\n[^a]: [x](b.md)\n")
    assert [item.target for item in page.links] == ["b.md"]
    assert {"user-content-fn-1", "user-content-fnref-a", "footnote-label"} <= set(page.anchors)
