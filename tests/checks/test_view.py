"""What a page rule looks at."""

import pytest

from runbookc.checks import PageView
from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect
from runbookc.lowering import lower
from runbookc.parsing import parse
from runbookc.source import decode

TEXT = """\
# Move Guard7.4

See **the [guide](g.md)** and `run.exe` now. Then
wait: It takes time.

> :::note
> Keep the [old](o.md) server.
> :::

| Port | Use |
| --- | --- |
| 443 | HTTPS |
"""


@pytest.fixture
def view() -> PageView:
    settings = Settings()
    dialect = PlainDialect(settings)
    source, _ = decode("docs/a.md", TEXT.encode())
    document = parse(source, dialect)
    lowered = lower(document, dialect.place("docs/a.md", {}), settings)
    return PageView(lowered.page, lowered.body, source, settings)


def test_all_prose_stands_in_reading_order(view: PageView) -> None:
    assert [passage.text for passage in view.passages] == [
        "Move Guard7.4",
        "See the guide and run.exe now. Then wait: It takes time.",
        "Keep the old server.",
        "Port",
        "Use",
        "443",
        "HTTPS",
    ]


def test_only_the_blocks_on_some_lines_are_read(view: PageView) -> None:
    assert [passage.text for passage in view.passages_at((1, 7, 99))] == [
        "Move Guard7.4",
        "Keep the old server.",
    ]
    assert len(list(view.passages_at({3, 4}))) == 1


def test_a_passage_knows_its_admonition_and_its_code(view: PageView) -> None:
    _, paragraph, note, *cells = view.passages
    assert note.admonition is not None
    assert note.admonition.kind == "note"
    assert paragraph.admonition is None
    assert all(cell.admonition is None for cell in cells)
    assert paragraph.in_code(paragraph.text.index("run"))
    assert not paragraph.in_code(paragraph.text.index("guide"))


def test_sentences_end_where_a_reader_ends_them(view: PageView) -> None:
    paragraph = list(view.passages)[1]
    said = [paragraph.text[start:end] for start, end in paragraph.sentences]
    assert said == ["See the guide and run.exe now.", "Then wait:", "It takes time."]
    start, end = paragraph.sentence_at(paragraph.text.index("wait"))
    assert paragraph.text[start:end] == "Then wait:"


def test_links_lead_to_their_words(view: PageView) -> None:
    found = {
        link.target: passage.text[start:end]
        for passage in view.passages
        for link, start, end in view.links_in(passage)
    }
    assert found == {"g.md": "guide", "o.md": "old"}


def test_words_and_their_lines(view: PageView) -> None:
    assert {b"Guard7", b"4", b"HTTPS", b"exe"} <= view.words
    assert view.odd_words == ("Guard7", "HTTPS")
    assert view.lines_with("the ", "Guard") == {1, 3, 7}
    assert view.lines_with("nowhere") == set()
