from tests.checks.harness import assert_fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER001", "cross_version_link")
