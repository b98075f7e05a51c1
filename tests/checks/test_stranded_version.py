from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER007", "stranded_version")


def test_it_names_the_version_at_which_the_way_ends() -> None:
    (found,) = findings("VER007", fixture("stranded_version"))
    assert found.message.startswith("No upgrade leads on from")
    assert found.message.endswith("7.3; the latest version is 8.0")
