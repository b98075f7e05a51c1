from runbookc.backends.links import RunbookLinks
from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.content import BlockWriter
from runbookc.backends.pdf.extent import lines
from runbookc.backends.pdf.index import Index
from runbookc.backends.pdf.inlines import InlineWriter
from runbookc.backends.pdf.values import Value
from runbookc.model import Block, CodeBlock, HeadingBlock, Paragraph, Strong, TableBlock, Text
from tests.backends.pdf.builder import AT, admonition, cells, link, para
from tests.backends.pdf.sample import ASSETS, every_kind_of_block, make_runbook


def _writer(below: int = 0) -> BlockWriter:
    runbook = make_runbook()
    links = RunbookLinks.of_part(runbook, runbook.parts[0])
    return BlockWriter(InlineWriter(links, Assets(ASSETS.get), Index(), {}), below)


def _written(*blocks: Block) -> list[Value]:
    return _writer().blocks(blocks)


def test_every_kind_of_block_has_a_value_and_an_extent() -> None:
    values = _written(*every_kind_of_block())
    assert {value["t"] for value in values} == {
        *("heading", "paragraph", "list", "quote", "code", "tab", "rule", "image", "table")
    }
    assert lines(values) > 60


def test_title_that_repeats_the_signal_word_is_left_out() -> None:
    (same, own) = _written(
        admonition("caution", para("x"), title="Caution"),
        admonition("caution", para("x"), title="Mind the gap"),
    )
    assert (same["word"], same["title"]) == ("CAUTION", [])
    assert own["title"] == [{"t": "text", "s": "Mind the gap"}]


def test_link_without_an_address_is_its_text_and_says_why() -> None:
    (value,) = _written(Paragraph(inlines=(link("a lost page", "lost.md", 5),), span=AT))
    assert [part["t"] for part in value["c"]] == ["text", "mark"]
    assert value["c"][1]["p"] == ["lost.md"]


def test_where_a_link_leads_stands_after_it() -> None:
    site = "https://example.com/help"
    (named,) = _written(Paragraph(inlines=(link("help", site, 99),), span=AT))
    (bare,) = _written(Paragraph(inlines=(link(site, site, 99),), span=AT))
    assert [part["t"] for part in named["c"]] == ["link", "place"]
    assert "".join(named["c"][1]["p"]) == "example.com/help"
    assert [part["t"] for part in bare["c"]] == ["link"]


def test_what_leads_to_a_hazard_or_a_step_stays_with_it() -> None:
    values = _written(para("Long before."), para("Follow the steps."), admonition("danger"))
    assert [value.get("leads") for value in values] == [False, True, None]


def test_a_line_that_is_bold_alone_stays_with_what_follows() -> None:
    bold = Strong(children=(Text(text="Update the program", span=AT),), span=AT)
    rest = Text(text=" and go on.", span=AT)

    values = _written(
        Paragraph(inlines=(bold,), span=AT), Paragraph(inlines=(bold, rest), span=AT), para("Text.")
    )

    assert [value["leads"] for value in values] == [True, False, False]


def test_ragged_table_rows_are_made_even() -> None:
    table = TableBlock(header=cells("a", "b"), rows=(cells("1"), cells("1", "2", "3")), span=AT)
    (value,) = _written(table)
    assert [len(row) for row in value["rows"]] == [2, 2]


def test_tabs_of_code_become_columns() -> None:
    (value,) = _written(CodeBlock(text="a\tb\n\tc", span=AT))
    assert value["text"] == "a   b\n    c"
    assert value["columns"] == 5


def test_headings_follow_the_one_above_without_a_gap() -> None:
    levels = [
        value["level"]
        for value in _writer(below=1).blocks([_heading(level) for level in (2, 4, 3, 1, 3)])
    ]
    assert levels == [2, 3, 3, 2, 3]
    assert [value["level"] for value in _written(_heading(2))] == [0]


def _heading(level: int) -> HeadingBlock:
    return HeadingBlock(level=level, anchor="", inlines=(), span=AT)


def test_words_wider_than_their_column_are_given_their_pieces() -> None:
    header = cells("Name", "A", "B", "C", "D", "E")
    row = cells("x", "SEAF_SERVER_STORAGE_TYPE", *("a long sentence " * 9,) * 4)
    (value,) = _written(TableBlock(header=header, rows=(row,), span=AT))
    assert [part["t"] for part in value["rows"][0][1]] == ["long"]
    assert [part["t"] for part in value["rows"][0][0]] == ["text"]
