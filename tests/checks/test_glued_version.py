from tests.checks.harness import assert_fixture, excerpts, findings, fixture, repaired


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER004", "glued_version")


def test_it_marks_the_name_and_mends_it() -> None:
    files = fixture("glued_version")
    assert excerpts("VER004", "glued_version") == [
        "Example Guard7.4",
        "Example Guard7.4",
        "Winserver2.0",
        "Example Vault9.3",
    ]
    found = findings("VER004", files)
    # What only the page's own habit tells may be the name of something else.
    assert [str(item.severity) for item in found] == ["error", "error", "info", "error"]
    first = found[0]
    assert "Move the Example Guard 7.4 server." in repaired(files, first)
