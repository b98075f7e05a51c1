"""Plain text, and the way from its characters back to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.model import (
    Break,
    Code,
    Emphasis,
    Inline,
    InlineHtml,
    InlineImage,
    LinkText,
    Strong,
    Text,
    excerpt,
    plain_text,
    prose_of,
)
from runbookc.source import SourceFile, Span

SOURCE = SourceFile("a.md", "See **the [guide](g.md)** &amp; `run.exe`\n![x](x.png)<br>now.\n")


def span(text: str) -> Span:
    start = SOURCE.text.index(text)
    return SOURCE.span(start, start + len(text))


def text(words: str) -> Text:
    return Text(text=words, span=span(words))


INLINES: tuple[Inline, ...] = (
    text("See "),
    Strong(
        children=(
            text("the "),
            LinkText(children=(text("guide"),), target="g.md", span=span("[guide](g.md)")),
        ),
        span=span("**the [guide](g.md)**"),
    ),
    Text(text=" ", span=Span(1, 26, 1, 27)),
    Text(text="&", span=span("&amp;")),
    Text(text=" ", span=Span(1, 32, 1, 33)),
    Code(text="run.exe", span=span("`run.exe`")),
    Break(span=span("\n")),
    InlineImage(target="x.png", alt="x", span=span("![x](x.png)")),
    InlineHtml(text="<br>", span=span("<br>")),
    text("now."),
)
PROSE = prose_of(INLINES)


def test_the_text_is_what_a_reader_sees() -> None:
    assert PROSE.text == "See the guide & run.exe now."
    assert plain_text(INLINES) == PROSE.text
    assert plain_text(INLINES, alt=True) == "See the guide & run.exe xnow."


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("guide", "guide"),
        ("uid", "uid"),
        ("the guide", "the [guide"),
        ("See the", "See **the"),
        ("&", "&amp;"),
        ("guide &", "guide](g.md)** &amp;"),
        ("run.exe", "run.exe"),
        ("exe", "exe"),
        ("exe now", "exe`\n![x](x.png)<br>now"),
    ],
)
def test_words_lead_back_to_their_characters(words: str, written: str) -> None:
    start = PROSE.text.index(words)
    assert SOURCE.excerpt(PROSE.span(start, start + len(words))) == written


@given(st.data())
def test_every_stretch_begins_and_ends_where_its_characters_do(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(PROSE.text) - 1))
    end = data.draw(st.integers(start + 1, len(PROSE.text)))
    found = PROSE.span(start, end)
    assert found.start == PROSE.span(start, start + 1).start
    assert found.end == PROSE.span(end - 1, end).end
    assert found.start <= found.end


def test_each_character_has_its_leaf() -> None:
    kinds = [type(PROSE.leaf(PROSE.text.index(c))).__name__ for c in ("S", "g", "&", "r")]
    assert kinds == ["Text", "Text", "Text", "Code"]
    assert isinstance(PROSE.leaf(PROSE.text.index(" now")), Break)
    assert [type(leaf).__name__ for leaf in PROSE.leaves].count("Text") == len(PROSE.starts) - 2


def test_nothing_has_no_leaf() -> None:
    empty = prose_of(())
    assert (empty.text, empty.leaves, empty.leaf(0)) == ("", (), None)


def test_a_code_span_padded_by_spaces_leads_to_its_text() -> None:
    source = SourceFile("a.md", "`` a`b ``")
    code = Code(text="a`b", span=source.span(0, len(source.text)))
    assert source.excerpt(prose_of((code,)).span(0, 3)) == "a`b"


def test_deep_emphasis_is_read() -> None:
    inline: Inline = Text(text="deep", span=Span(1, 1, 1, 5))
    for _ in range(300):
        inline = Emphasis.trusted(children=(inline,), span=Span(1, 1, 1, 5))
    assert prose_of((inline,)).text == plain_text((inline,)) == "deep"


@given(st.data())
def test_an_excerpt_is_the_text_between(data: st.DataObject) -> None:
    whole = prose_of(INLINES)
    start = data.draw(st.integers(0, len(whole.text) - 1))
    end = data.draw(st.integers(start + 1, len(whole.text)))
    cut = plain_text(excerpt(INLINES, start, end))

    assert whole.text[start:end] in cut
    if not any(isinstance(whole.leaf(place), Code) for place in (start, end - 1)):
        assert cut == whole.text[start:end]


def test_an_excerpt_keeps_code_whole_and_says_where_it_stands() -> None:
    inlines = (
        Text(text="Run it with ", span=Span(1, 1, 1, 13)),
        Code(text="a b", span=Span(1, 13, 1, 18)),
        Break(span=Span(1, 18, 2, 1)),
        Text(text="now. Then stop.", span=Span(2, 1, 2, 16)),
    )
    cut = excerpt(inlines, 4, 20)

    assert plain_text(cut) == "it with a b now."
    assert cut[0].span == Span(1, 5, 1, 13)
    assert cut[-1].span == Span(2, 1, 2, 5)
    assert plain_text(excerpt(inlines, 13, 14)) == "a b"
