"""What is written, read again, is what was written."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from runbookc.backends.links import Destination
from runbookc.backends.markdown.blocks import BlockWriter
from runbookc.backends.markdown.inlines import InlineWriter
from runbookc.dialects.plain import PlainDialect
from runbookc.model import (
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    HeadingBlock,
    ImageBlock,
    Inline,
    InlineImage,
    LinkText,
    ListBlock,
    ListItem,
    Paragraph,
    QuoteBlock,
    Strikethrough,
    Strong,
    TableBlock,
    TableCell,
    Text,
    plain_text,
    walk_inlines,
)
from runbookc.parsing import parse
from runbookc.source import SourceFile, Span

SPAN = Span(1, 1, 1, 1)


def text(value: str) -> Text:
    """Plain text."""
    return Text(text=value, span=SPAN)


def written(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, links and images left as they are."""
    inlines = InlineWriter(
        lambda node: Destination(href=node.target), str, lambda node: f"![{node.alt}](i.png)"
    )
    return BlockWriter(inlines).write(blocks) + "\n"


def read(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    document = parse(SourceFile("a.md", "# T\n\n" + markdown), PlainDialect())
    return document.body[1:]


def shape(blocks: Iterable[Block]) -> list[object]:
    """What a reader sees: the structure and the words, without places."""
    return [_shape(block) for block in blocks]


def _shape(block: Block) -> object:
    match block:
        case Paragraph():
            return ["p", words(block.inlines)]
        case HeadingBlock():
            return [f"h{block.level}", words(block.inlines)]
        case CodeBlock():
            return ["code", block.language, block.text]
        case ListBlock():
            items = [[item.checked, shape(item.body)] for item in block.items]
            return ["list", block.ordered, block.start if block.ordered else 0, items]
        case QuoteBlock():
            return ["quote", shape(block.body)]
        case TableBlock():
            rows = (block.header, *block.rows)
            return ["table", [[(c.align, words(c.inlines)) for c in row] for row in rows]]
        case ImageBlock():
            return ["image", block.alt]
    return [block.type]


def words(inlines: Iterable[Inline]) -> str:
    """The plain text, white space folded."""
    return " ".join(plain_text(inlines, alt=True).split())


AWKWARD = [
    "1. not a list",
    "- not a list",
    "# not a heading",
    "> not a quote",
    "a * b * c",
    "*.log and *.txt",
    "snake_case_name and __init__.py",
    "C:\\Windows\\SysWOW64\\",
    "\\\\server\\share$\\x",
    "…\\Netwrix\\Netwrix Threat Prevention\\",
    '<add key="managerAddress" value="192.168.189.135:3741"/>',
    "a < b && c > d; AT&amp;T &copy; &#35;",
    "`tick` and ``two``",
    "[x] (y) ![z](w)",
    "~~~ and ~~a~~ ~/home",
    "| a | b |",
    "---",
    "===",
    "::: note",
    "!!! note",
    "{#id} {0}",
    "[a]: http://example.com",
    "http://example.com/a_b_c*d*",
    "#hash 50% $HOME $x$ @user :smile:",
    "trailing backslash\\",
    "7) no 12. either",
    "+ plus",
    "\u00a0no-break",
    "*",
    "_",
    "=",
]


@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_text(value: str) -> None:
    block = Paragraph(inlines=(text(value),), span=SPAN)

    assert shape(read(written([block]))) == [["p", " ".join(value.split())]]


@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_text_in_a_heading_and_a_cell(value: str) -> None:
    heading = HeadingBlock(level=3, anchor="", inlines=(text(value),), span=SPAN)
    cell = TableCell(inlines=(text(value),))
    table = TableBlock(header=(cell, cell), rows=((cell, cell),), span=SPAN)

    expected = shape([heading, table])
    assert shape(read(written([heading, table]))) == expected


def test_readable_text_stays_as_it_is() -> None:
    plain = "Open C:\\Program Files (x86)\\App v1.2, run snake_case; 2 * 3 < 7 & done!"

    assert written([Paragraph(inlines=(text(plain),), span=SPAN)]) == plain + "\n"


characters = st.text(
    st.sampled_from(" ab1.)-+#>*_`~[]()!<>&;|\\{}:=\"'$é\u00a0/"), min_size=1, max_size=12
)
leaves = st.one_of(
    characters.map(text),
    characters.filter(str.strip).map(lambda t: Code(text=t.strip(), span=SPAN)),
    st.just(Break(span=SPAN)),
    st.just(Break(hard=True, span=SPAN)),
    st.just(InlineImage(target="i.png", alt="alt", span=SPAN)),
)


def _containers(children: st.SearchStrategy[list[Inline]]) -> st.SearchStrategy[Inline]:
    return st.one_of(
        children.map(lambda c: Strong(children=tuple(c), span=SPAN)),
        children.map(lambda c: Emphasis(children=tuple(c), span=SPAN)),
        children.map(lambda c: Strikethrough(children=tuple(c), span=SPAN)),
        children.filter(lambda c: not any(n.type == "link" for n in walk_inlines(c))).map(
            lambda c: LinkText(children=tuple(c), target="b.md", span=SPAN)
        ),
    )


def _as_parsed(content: Sequence[Inline]) -> list[Inline]:
    """A line ends only between two things that stand on lines."""
    kept: list[Inline] = []
    for node in content:
        if not isinstance(node, Break) or (kept and not isinstance(kept[-1], Break)):
            kept.append(node)
    while kept and isinstance(kept[-1], Break):
        kept.pop()
    return kept or [text("x")]


inlines = st.recursive(
    st.lists(leaves, min_size=1, max_size=4).map(_as_parsed),
    lambda inner: st.lists(st.one_of(leaves, _containers(inner)), min_size=1, max_size=4).map(
        _as_parsed
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(inlines)
@example([text("a"), Strong(children=(text("b"),), span=SPAN), text("c")])
@example([text("*"), Strong(children=(text("b"),), span=SPAN), text("*")])
def test_inline_content_keeps_its_words(content: list[Inline]) -> None:
    block = Paragraph(inlines=tuple(content), span=SPAN)

    again = read(written([block]))
    assert " ".join(_all_words(again)) == words(block.inlines)


def _all_words(blocks: Iterable[Block]) -> list[str]:
    found = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(words(block.inlines))
        else:
            assert isinstance(block, ImageBlock), block
            found.append(block.alt)
    return [word for word in found if word]


paragraphs = characters.filter(lambda t: bool(t.strip())).map(
    lambda t: Paragraph(inlines=(text(t),), span=SPAN)
)
code_blocks = st.text(st.sampled_from("ab `~#\n>-"), max_size=20).map(
    lambda t: CodeBlock(text=t.strip("\n"), language="sh", span=SPAN)
)


def _nested(inner: st.SearchStrategy[list[Block]]) -> st.SearchStrategy[list[Block]]:
    items = st.lists(
        inner.map(lambda b: ListItem(body=tuple(b), span=SPAN)), min_size=1, max_size=3
    )
    lists = st.builds(
        lambda i, ordered, start, tight: ListBlock(
            items=tuple(i), ordered=ordered, start=start, tight=tight, span=SPAN
        ),
        items,
        st.booleans(),
        st.integers(0, 12),
        st.booleans(),
    )
    quotes = inner.map(lambda b: QuoteBlock(body=tuple(b), span=SPAN))
    return st.lists(st.one_of(paragraphs, code_blocks, lists, quotes), min_size=1, max_size=3)


blocks = st.recursive(
    st.lists(st.one_of(paragraphs, code_blocks), min_size=1, max_size=3), _nested, max_leaves=6
)


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(blocks)
def test_blocks_keep_their_structure(content: list[Block]) -> None:
    assert shape(read(written(content))) == shape(content)
