from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("LNK005", "link_case")


def test_it_says_how_the_disk_spells_it() -> None:
    found = findings("LNK005", fixture("link_case"))
    assert [item.help for item in found] == [
        "Write `install/Agent.md`.",
        "Write `images/window.png`.",
    ]
