from runbookc.backends.links import RunbookLinks
from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.content import BlockWriter
from runbookc.backends.pdf.extent import lines
from runbookc.backends.pdf.inlines import InlineWriter, Value
from runbookc.model import Block, CodeBlock, Paragraph, Substeps, TableBlock
from tests.backends.pdf.builder import AT, PATH, admonition, cells, link, para, step
from tests.backends.pdf.sample import ASSETS, every_kind_of_block, make_runbook


def _writer() -> BlockWriter:
    runbook = make_runbook()
    links = RunbookLinks.of_part(runbook, runbook.parts[0])
    return BlockWriter(PATH, InlineWriter(links, Assets(ASSETS.get)))


def _written(*blocks: Block) -> list[Value]:
    return _writer().blocks(blocks)


def test_every_kind_of_block_has_a_value_and_an_extent() -> None:
    values = _written(*every_kind_of_block())
    assert {value["t"] for value in values} == {
        *("heading", "paragraph", "list", "quote", "code", "tab", "rule", "image", "table")
    }
    assert lines(values) > 60


def test_steps_that_come_twice_are_numbered_anew_and_substeps_below_them() -> None:
    inner = (step(1, para("a")), step(1, para("b")))
    steps = (step(4, para("x")), step(4, para("y"), Substeps(start=0, count=2), substeps=inner))
    value = _writer().steps(steps)
    assert [item["label"] for item in value["items"]] == ["1", "2"]
    assert [item["label"] for item in value["items"][1]["body"][1]["items"]] == ["2.1", "2.2"]
    assert "".join(value["items"][0]["source"]) == f"{PATH}:44"


def test_optional_is_said_once() -> None:
    steps = (
        step(1, para("x"), optional=True, command="Restart the console."),
        step(2, para("x"), optional=True, command="(Optional) Restart the console."),
        step(3, para("x"), optional=True, title="Optional: restart"),
    )
    items = _writer().steps(steps)["items"]
    assert [item["optional"] for item in items] == ["Optional:", "", ""]


def test_title_that_repeats_the_signal_word_is_left_out() -> None:
    (same, own) = _written(
        admonition("caution", para("x"), title="Caution"),
        admonition("caution", para("x"), title="Mind the gap"),
    )
    assert (same["word"], same["title"]) == ("CAUTION", [])
    assert own["title"] == [{"t": "text", "s": "Mind the gap"}]


def test_numbers_that_rise_are_the_authors() -> None:
    value = _writer().steps((step(2, para("x")), step(4, para("y"))))
    assert [item["label"] for item in value["items"]] == ["2", "4"]


def test_substeps_that_no_block_places_are_not_lost() -> None:
    value = _writer().steps((step(1, para("x"), substeps=(step(1, para("inner")),)),))
    assert [block["t"] for block in value["items"][0]["body"]] == ["paragraph", "steps"]


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


def test_ragged_table_rows_are_made_even() -> None:
    table = TableBlock(header=cells("a", "b"), rows=(cells("1"), cells("1", "2", "3")), span=AT)
    (value,) = _written(table)
    assert [len(row) for row in value["rows"]] == [2, 2]


def test_tabs_of_code_become_columns() -> None:
    (value,) = _written(CodeBlock(text="a\tb\n\tc", span=AT))
    assert value["text"] == "a   b\n    c"
    assert value["columns"] == 5


def test_long_step_may_break_and_short_step_may_not() -> None:
    long = step(2, *(para("x" * 200) for _ in range(20)))
    items = _writer().steps((step(1, para("short")), long))["items"]
    assert [item["keep"] for item in items] == [True, False]
