from tests.checks.harness import assert_fixture, excerpt, excerpts, findings, fixture

CONFIGURED = """[products.guard]
name = "Example Guard"
versions = ["7.4", "7.5", "8.0"]
former_names = [{ name = "Guard Shield", until_version = "7.4" }]
"""


def configured(text: str) -> dict[str, str]:
    return {"runbookc.toml": CONFIGURED, "docs/guard/8.0/a.md": f"# A\n\n{text}\n"}


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER003", "unknown_version")


def test_it_marks_the_number_and_gives_the_nearest() -> None:
    assert excerpts("VER003", "unknown_version") == ["7.6", "7.6", "7.44"]
    first, _, last = findings("VER003", fixture("unknown_version"))
    assert first.message == "There is no Example Guard 7.6"
    assert first.help == "Did you mean 7.5? Known are 7.4, 7.5, 8.0, 8.2."
    assert last.help.startswith("Did you mean 7.4?")


def test_a_configured_list_is_complete() -> None:
    files = configured("Example Guard 7.6, Example Guard 7.6 and Guard Shield 7.41 or 9.0.")
    found = findings("VER003", files)
    assert [excerpt(files, item) for item in found] == ["7.6", "7.6", "7.41"]
    newer = configured("Install Example Guard 9.0.")
    assert [excerpt(newer, item) for item in findings("VER003", newer)] == ["9.0"]


def test_builds_series_history_and_other_names_are_left_alone() -> None:
    text = "Example Guard 7.5.2.1, Example Guard 7.3, pre 7.6, Guard Agent 7.6 and SQL Server 7.6."
    assert findings("VER003", configured(text)) == []


def test_two_known_versions_tell_nothing_of_those_between() -> None:
    files = {
        "docs/guard/7.4/a.md": "# A\n\nExample Guard 7.6 is out.\n",
        "docs/guard/8.0/a.md": "# A\n\nText.\n",
    }
    assert findings("VER003", files) == []
