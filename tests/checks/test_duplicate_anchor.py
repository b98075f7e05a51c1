from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("SRC004", "duplicate_anchor")


def test_it_relates_the_first_heading() -> None:
    (found,) = findings("SRC004", fixture("duplicate_anchor"))
    assert [related.span.line for related in found.related] == [3]
