from tests.checks.harness import assert_fixture, excerpts


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER001", "cross_version_link")


def test_it_marks_the_target() -> None:
    assert excerpts("VER001", "cross_version_link") == [
        "/docs/guard/7.5/install.md",
        "../7.5/agent.md",
    ]
