from runbookc.source import SourceFile
from tests.checks.harness import assert_fixture, excerpt, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER002", "version_claim_mismatch")


def test_it_marks_the_link_and_relates_the_version() -> None:
    files = fixture("version_claim_mismatch")
    first = findings("VER002", files)[0]
    assert excerpt(files, first) == "[Application Server Install](/docs/guard/8.0/install.md)"
    assert first.message == "The text says 7.5, the link leads to the 8.0 page"
    assert [SourceFile("", files[r.path]).excerpt(r.span) for r in first.related] == ["7.5"]


def test_a_link_outside_any_version_claims_nothing() -> None:
    page = "See the [install](../install.md) topic for installing v7.5.\n"
    assert not findings("VER002", {"docs/guard/upgrade/a.md": page, "docs/guard/install.md": ""})
