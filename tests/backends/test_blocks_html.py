"""Blocks become HTML that is complete and safe."""

import re
from html import unescape
from typing import Any

import pytest

from runbookc.backends.blocks_html import (
    BlockRenderer,
    LinkNode,
    Target,
    block_style,
    is_remote,
    is_safe_url,
)
from runbookc.model import (
    Admonition,
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    HeadingBlock,
    HtmlBlock,
    ImageBlock,
    Inline,
    InlineHtml,
    InlineImage,
    LinkText,
    ListBlock,
    ListItem,
    Paragraph,
    QuoteBlock,
    Rule,
    Strong,
    Substeps,
    Tab,
    TableBlock,
    TableCell,
    Text,
)
from runbookc.source import Span

AT = Span(1, 1, 1, 2)


def text(words: str) -> Text:
    return Text(text=words, span=AT)


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(inlines=tuple(text(i) if isinstance(i, str) else i for i in inlines), span=AT)


def raw(words: str) -> InlineHtml:
    return InlineHtml(text=words, span=AT)


def link(target: str, words: str = "there") -> LinkText:
    return LinkText(children=(text(words),), target=target, span=AT)


def as_written(node: LinkNode) -> Target:
    return Target(node.target)


def html(*blocks: Block, **options: Any) -> str:
    return BlockRenderer(as_written, **options).blocks(blocks)


def test_text_is_escaped() -> None:
    assert html(paragraph("a < b & c", Break(hard=True, span=AT), Code(text="<x>", span=AT))) == (
        "<p>a &lt; b &amp; c<br>\n<code>&lt;x&gt;</code></p>\n"
    )


def test_long_paths_break_after_separators_only() -> None:
    path = Code(text="C:\\Program Files\\Vendor\\bin", span=AT)
    assert "C:\\<wbr>Program Files\\<wbr>Vendor\\<wbr>bin</code>" in html(paragraph(path))


def test_emphasis_nests() -> None:
    inner = Emphasis(children=(text("b"),), span=AT)
    assert "<strong>a<em>b</em></strong>" in html(
        paragraph(Strong(children=(text("a"), inner), span=AT))
    )


def test_links_take_what_the_hook_says() -> None:
    broken = BlockRenderer(lambda node: Target(None, "broken", "no such page"))
    assert broken.blocks([paragraph(link("x.md"))]) == (
        '<p><span class="broken" title="no such page">there</span></p>\n'
    )
    assert '<a href="x.md?a=1&amp;b=2">there</a>' in html(paragraph(link("x.md?a=1&b=2")))


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "\x01JaVaScript:x",
    ],
)
def test_no_address_runs_anything(target: str) -> None:
    image = InlineImage(target=target, alt="pic", span=AT)
    out = html(paragraph(link(target), image), ImageBlock(target=target, alt="", span=AT))
    assert "href" not in out
    assert "src" not in out
    assert "there" in out
    assert "pic" in out


def test_images_of_other_hosts_become_links() -> None:
    image = InlineImage(target="https://example.com/a.png", alt="Chart", span=AT)
    assert html(paragraph(image)) == '<p><a href="https://example.com/a.png">Chart</a></p>\n'
    linked = LinkText(children=(image,), target="b.html", span=AT)
    assert html(paragraph(linked)) == '<p><a href="b.html">Chart</a></p>\n'
    assert '<img src="a.png" alt="Chart"' in html(ImageBlock(target="a.png", alt="Chart", span=AT))


def test_a_link_without_words_has_a_name_or_is_left_out() -> None:
    picture = InlineImage(alt="", target="a.png", span=AT)
    pictured = LinkText(children=(picture,), target="b.md", span=AT)
    assert '<a href="b.md"><img src="a.png" alt="b.md"' in html(paragraph(pictured))
    assert html(paragraph("x", link("b.md", ""))) == "<p>x</p>\n"


def test_remote_addresses_are_known() -> None:
    assert is_remote("//host/a.png")
    assert is_remote("\\\\host\\a.png")
    assert is_remote("http:a.png")
    assert not is_remote("../a.png")
    assert not is_remote("data:image/png;base64,AA")
    assert is_safe_url("data:image/png;base64,AA", image=True)
    assert not is_safe_url("data:image/png;base64,AA")


def test_headings_keep_their_anchors() -> None:
    heading = HeadingBlock(level=2, anchor="go-on", inlines=(text("Go on"),), span=AT)
    assert html(heading) == '<h2 id="go-on">Go on</h2>\n'
    assert html(heading, heading_shift=6, id_prefix="p1-") == '<h6 id="p1-go-on">Go on</h6>\n'
    assert html(heading, heading_ids=False) == "<h2>Go on</h2>\n"
    assert 'href="#go-on"' in html(heading, permalinks=True)


def test_lists() -> None:
    items = (
        ListItem(body=(paragraph("one"),), span=AT),
        ListItem(body=(paragraph("two"), paragraph("more")), span=AT),
    )
    tight = html(ListBlock(ordered=True, start=3, items=items, span=AT))
    assert tight.startswith('<ol start="3">\n<li>one</li>\n<li>two\n<p>more</p>')
    loose = html(ListBlock(ordered=False, tight=False, items=items, span=AT))
    assert loose.startswith("<ul>\n<li>\n<p>one</p>")


def test_task_lists_show_their_boxes() -> None:
    items = tuple(ListItem(body=(paragraph("x"),), checked=c, span=AT) for c in (True, False))
    out = html(ListBlock(ordered=False, items=items, span=AT))
    assert out.count('type="checkbox" disabled') == 2
    assert out.count(" checked ") == 1


def test_tables_scroll_in_themselves() -> None:
    cell = TableCell(inlines=(text("a"),), align="right")
    out = html(TableBlock(header=(cell,), rows=((cell,),), span=AT))
    assert out.startswith('<div class="table" role="group"')
    assert '<th class="right">a</th>' in out
    bare = html(TableBlock(header=(TableCell(inlines=()),), rows=((cell,),), span=AT))
    assert "<thead>" not in bare


def test_hazards_have_a_word_and_a_symbol() -> None:
    out = html(
        Admonition(
            kind="warning",
            title="Mind <it>",
            body=(paragraph("b"),),
            notation="alert",
            line=1,
            span=AT,
        )
    )
    assert 'class="admonition warning"' in out
    assert 'class="word">WARNING</span>' in out
    assert 'class="symbol" aria-hidden="true">▲<' in out
    assert "Mind &lt;it&gt;" in out
    assert "<p>b</p>" in out


def test_code_keeps_its_characters() -> None:
    block = CodeBlock(text="a <b>\n  c", language="powershell", title="x.ps1", span=AT)
    assert "a &lt;b&gt;\n  c" in html(block)
    assert 'class="code-title">x.ps1<' in html(block)
    coloured = html(
        CodeBlock(text='if True:\n    print("<")', language="python", span=AT), colours=True
    )
    assert '<span class="k">if</span>' in coloured
    assert "style=" not in coloured
    plain = re.sub(r"<[^>]+>", "", coloured)
    assert plain.strip() == 'if True:\n    print("&lt;")'
    assert "odd" in html(CodeBlock(text="odd", language="no-such", span=AT), colours=True)


@pytest.mark.parametrize("language", ["console", "powershell", "python", "json", "yaml", "diff"])
@pytest.mark.parametrize("code", ["a=600", "\n\n  $ x --y\n\n", "\t<b>&amp;", "(.venv) ~$ ls\nout"])
def test_colours_change_no_character(language: str, code: str) -> None:
    out = html(CodeBlock(text=code, language=language, span=AT), colours=True)
    inner = out.split("<code", 1)[1].split(">", 1)[1].rsplit("\n</code>", 1)[0]
    assert unescape(re.sub(r"<[^>]+>", "", inner)) == code


def test_tabs_quotes_and_rules() -> None:
    tab = Tab(title="Linux", body=(paragraph("x"),), span=AT)
    out = html(tab, QuoteBlock(body=(paragraph("q"),), span=AT), Rule(span=AT))
    assert '<p class="tab-title">Linux</p>\n<p>x</p>' in out
    assert "<blockquote>\n<p>q</p>\n</blockquote>\n<hr>" in out


def test_substeps_stand_where_their_place_is() -> None:
    place = Substeps(start=1, count=2)
    assert html(place) == ""
    assert html(place, substeps=lambda at: f"[{at.start}+{at.count}]") == "[1+2]"


def test_raw_html_around_markdown_stays_around_it() -> None:
    out = html(
        HtmlBlock(text="<details onclick=x><summary>More</summary>", span=AT),
        paragraph(Strong(children=(text("in"),), span=AT)),
        HtmlBlock(text="</details>", span=AT),
    )
    assert re.sub(r"\n", "", out) == (
        "<details><summary>More</summary><p><strong>in</strong></p></details>"
    )


def test_inline_tags_around_markdown() -> None:
    out = html(
        paragraph("H", raw("<sub>"), Code(text="2", span=AT), raw("</sub>"), "O", raw("<br/>"))
    )
    assert out == "<p>H<sub><code>2</code></sub>O<br></p>\n"


def test_unclosed_raw_html_ends_with_its_siblings() -> None:
    out = html(QuoteBlock(body=(HtmlBlock(text="<div><b>", span=AT),), span=AT), paragraph("after"))
    assert out == "<blockquote>\n<div><b>\n</b></div></blockquote>\n<p>after</p>\n"


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        ("<script>alert(1)</script>", "alert"),
        ("<style>p{}</style>", "p{}"),
        ("<img src=x onerror=alert(1)>", "onerror"),
        ('<a href="javascript:alert(1)">x</a>', "javascript"),
        ('<p style="x">y</p>', "style"),
        ("<!-- secret -->", "secret"),
        ("<iframe src='https://example.com'></iframe>", "example"),
        ('<img src="https://example.com/a.png">', "example"),
    ],
)
def test_raw_html_is_data(written: str, gone: str) -> None:
    assert gone not in html(HtmlBlock(text=written, span=AT))


@pytest.mark.parametrize(
    "written",
    ['<add key="a" value="b"/>', "<ServerName>", "<your-node>", "a < b", "<script", "<!--"],
)
def test_what_is_no_html_is_shown(written: str) -> None:
    shown = html(HtmlBlock(text=written, span=AT)).strip()
    assert re.sub("&quot;", '"', shown) == written.replace("<", "&lt;").replace(">", "&gt;")


def test_raw_html_cannot_forge_or_swallow_what_was_rendered() -> None:
    out = html(
        HtmlBlock(text='\ue0000\ue001<div title="', span=AT),
        paragraph(link('" onmouseover="alert(1)', '" onclick="alert(1)')),
        HtmlBlock(text='">', span=AT),
    )
    assert out.count("<p>") == 1
    assert "<div" not in out
    assert 'href="&quot; onmouseover=&quot;alert(1)"' in out


def test_raw_addresses_take_the_hook() -> None:
    written = '<a href="b.md">b</a><img src="c.png">'
    out = html(HtmlBlock(text=written, span=AT), raw_url=lambda url, image: "I" if image else "L")
    assert '<a href="L">' in out
    assert '<img src="I">' in out
    evil = html(HtmlBlock(text=written, span=AT), raw_url=lambda url, image: "javascript:x")
    assert "javascript" not in evil


def test_deep_nesting_ends_as_text() -> None:
    inline: Inline = text("bottom")
    block: Block = paragraph("floor")
    for _ in range(3000):
        inline = Strong.model_construct(type="strong", children=(inline,), span=AT)
        block = QuoteBlock.model_construct(type="quote", body=(block,), span=AT)
    top = Paragraph.model_construct(type="paragraph", inlines=(inline,), span=AT)
    out = html(top, block)
    assert "bottom" in out
    assert "floor" in out


def test_much_unclosed_markup_takes_no_long_time() -> None:
    out = html(HtmlBlock(text="<script>" * 50_000 + "<!--" * 50_000, span=AT))
    assert len(out) > 50_000


def test_the_style_sheet_knows_every_hazard_in_sight_and_in_print() -> None:
    screen, paper = block_style().split("@media print")
    for kind in ("danger", "warning", "caution", "notice"):
        assert f".{kind} {{ --edge:" in screen
        assert f".{kind}.admonition {{ border:" in paper
