from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER007", "stranded_version")


def test_it_names_the_version_at_which_the_way_ends() -> None:
    (found,) = findings("VER007", fixture("stranded_version"))
    assert found.message.startswith("No upgrade leads on from")
    assert found.message.endswith("7.3; the latest version is 8.0")


def test_where_nothing_leads_to_the_latest_version_no_one_is_stranded() -> None:
    files = {
        "docs/guard/7.5/a.md": "# Upgrade\n\n## Upgrade Guard 7.4 to 7.5\n\n1. Stop.\n2. Start.\n",
        "docs/guard/8.0/a.md": "# New\n\nText.\n",
    }
    assert findings("VER007", files) == []
