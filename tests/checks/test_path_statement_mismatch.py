from tests.checks.harness import assert_fixture, excerpts, findings


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER005", "path_statement_mismatch")


def test_it_marks_the_version_that_stands_alone() -> None:
    assert excerpts("VER005", "path_statement_mismatch") == ["7.6", "7.3.7+"]


def test_where_the_list_agrees_with_the_introduction_the_heading_is_wrong() -> None:
    page = (
        "# Upgrade\n\nThe upgrades:\n\n- Upgrade Guard 7.3 to 7.4\n- Upgrade Guard 7.4 to 8.0\n\n"
        "## Upgrade Procedure for 7.3 to 7.5\n\n"
        "Follow the steps to upgrade from Guard 7.3 to 7.4.\n\n"
        "**Step 1 –** Stop it.\n\n**Step 2 –** Start it.\n"
    )
    found = findings("VER005", {"docs/guard/8.0/a.md": page})
    assert [item.span.line for item in found] in ([8], [10])


def test_what_came_with_a_release_is_no_statement_of_the_path() -> None:
    page = (
        "# Upgrade from 2.11 to 2.12\n\nThe Reader has been upgraded from 3.14.4 to 3.15.2.\n\n"
        "1. Stop it.\n2. Start it.\n"
    )
    assert not findings("VER005", {"docs/a.md": page})


def test_what_a_release_brings_along_is_no_statement_of_the_path() -> None:
    page = (
        "# Upgrade from 2.11 to 2.12\n\nGuard 2.12 upgrades the Reader from 3.14.4 to 3.15.2.\n\n"
        "1. Stop it.\n2. Start it.\n"
    )
    assert not findings("VER005", {"docs/a.md": page})


def test_an_introduction_copied_from_another_upgrade_is_one() -> None:
    page = (
        "## Upgrade Procedure for 7.3 to 7.4\n\nFollow the steps to upgrade from 7.3 to 7.4.\n\n"
        "**Step 1 –** Stop it.\n\n**Step 2 –** Start it.\n\n"
        "## Upgrade Procedure for 7.5 to 8.0\n\nFollow the steps to upgrade from 7.3 to 7.4.\n\n"
        "**Step 1 –** Stop it.\n\n**Step 2 –** Start it.\n"
    )
    assert len(findings("VER005", {"docs/a.md": page})) == 2
