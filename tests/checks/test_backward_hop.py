from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER008", "backward_hop")


def test_it_names_both_versions() -> None:
    (found,) = findings("VER008", fixture("backward_hop"))
    assert found.message == "7.4 is not newer than 7.5"
