"""Walks: every node once, in reading order, however deep."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from runbookc.model import (
    Admonition,
    Block,
    CodeBlock,
    Emphasis,
    HeadingBlock,
    Inline,
    LinkText,
    ListBlock,
    ListItem,
    Paragraph,
    QuoteBlock,
    Step,
    Strikethrough,
    Strong,
    Tab,
    TableBlock,
    TableCell,
    Text,
    admonitions_in,
    child_blocks,
    inlines_of,
    walk_blocks,
    walk_inlines,
    walk_steps,
)
from runbookc.source import Span

SPAN = Span(1, 1, 1, 2)


def text(words: str) -> Text:
    return Text(text=words, span=SPAN)


def paragraph(words: str = "") -> Paragraph:
    return Paragraph(inlines=(text(words),), span=SPAN)


def nested(body: tuple[Block, ...], kind: int) -> Block:
    if kind == 0:
        items = tuple(ListItem.trusted(body=(block,), span=SPAN) for block in body)
        return ListBlock.trusted(ordered=False, items=items, span=SPAN)
    if kind == 1:
        return QuoteBlock.trusted(body=body, span=SPAN)
    if kind == 2:
        return Tab.trusted(title="", body=body, span=SPAN)
    return Admonition.trusted(kind="note", body=body, notation="alert", line=1, span=SPAN)


BLOCKS = st.recursive(
    st.just(paragraph()) | st.just(CodeBlock(text="", span=SPAN)),
    lambda inner: st.builds(nested, st.lists(inner, max_size=3).map(tuple), st.integers(0, 3)),
    max_leaves=12,
)


def flat(blocks: Sequence[Block]) -> list[Block]:
    """What a walk must give, by plain recursion."""
    return [one for block in blocks for one in (block, *flat(child_blocks(block)))]


@given(st.lists(BLOCKS, max_size=3))
def test_every_block_once_in_reading_order(blocks: list[Block]) -> None:
    assert list(map(id, walk_blocks(blocks))) == list(map(id, flat(blocks)))


@given(st.lists(BLOCKS, max_size=3))
def test_every_admonition_once_in_reading_order(blocks: list[Block]) -> None:
    wanted = [block for block in flat(blocks) if isinstance(block, Admonition)]
    assert list(map(id, admonitions_in(blocks))) == list(map(id, wanted))


def test_the_items_of_a_list_give_their_blocks() -> None:
    one, two, three = paragraph("1"), paragraph("2"), paragraph("3")
    items = (ListItem(body=(one, two), span=SPAN), ListItem(body=(three,), span=SPAN))
    assert child_blocks(ListBlock(ordered=True, items=items, span=SPAN)) == (one, two, three)
    assert child_blocks(one) == ()


def test_depth_is_no_matter() -> None:
    block: Block = paragraph()
    link: Inline = text("deep")
    for _ in range(10_000):
        block = QuoteBlock.trusted(body=(block,), span=SPAN)
        link = Strong.trusted(children=(link,), span=SPAN)
    assert sum(1 for _ in walk_blocks((block,))) == 10_001
    assert sum(1 for _ in walk_inlines((link,))) == 10_001


def test_which_blocks_hold_inlines() -> None:
    run = (text("a"),)
    cells = tuple(TableCell(inlines=(text(name),)) for name in "abcd")
    table = TableBlock(header=cells[:2], rows=(cells[2:],), span=SPAN)
    assert inlines_of(paragraph("a")) == (run,)
    assert inlines_of(HeadingBlock(level=1, anchor="a", inlines=run, span=SPAN)) == (run,)
    assert [plain[0] for plain in inlines_of(table)] == [text(name) for name in "abcd"]
    assert inlines_of(CodeBlock(text="a", span=SPAN)) == ()
    assert inlines_of(QuoteBlock(body=(paragraph(),), span=SPAN)) == ()


def test_every_inline_once_in_reading_order() -> None:
    words = [text(name) for name in "abcdef"]
    link = LinkText(
        children=(words[1], Strong(children=(words[2],), span=SPAN)), target="", span=SPAN
    )
    struck = Strikethrough(children=(words[4],), span=SPAN)
    inlines = (words[0], link, Emphasis(children=(words[3], struck), span=SPAN), words[5])
    found = [node.text for node in walk_inlines(inlines) if isinstance(node, Text)]
    assert found == list("abcdef")
    kinds = [node.type for node in walk_inlines(inlines) if not isinstance(node, Text)]
    assert kinds == ["link", "strong", "emphasis", "strikethrough"]


def test_every_step_once_in_reading_order() -> None:
    def step(number: int, *substeps: Step) -> Step:
        return Step(
            number=number, marker="list", substeps=substeps, line=1, marker_span=SPAN, span=SPAN
        )

    steps = (step(1, step(2, step(3)), step(4)), step(5))
    assert [one.number for one in walk_steps(steps)] == [1, 2, 3, 4, 5]
