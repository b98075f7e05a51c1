from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("LNK002", "broken_anchor")


def test_it_names_the_page_and_the_nearest_heading() -> None:
    here, there = findings("LNK002", fixture("broken_anchor"))
    assert here.message == "No heading has the anchor `#remove-agents` on this page"
    assert "`docs/guard/8.0/agent.md`" in there.message
    assert there.help == "Write `agent.md#manual`."
