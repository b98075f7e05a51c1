from tests.checks.harness import assert_fixture, excerpt, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("HAZ003", "irreversible_before_backup")


def test_it_marks_the_sentence_or_the_command() -> None:
    files = fixture("irreversible_before_backup")
    command, *others = (excerpt(files, item) for item in findings("HAZ003", files))
    assert "rm -rf" in command
    assert others[0] == "Uninstall the old server."


def test_a_backup_that_comes_later_is_too_late() -> None:
    page = "# Upgrade to 8.0\n\n1. Uninstall the server.\n2. {}\n3. Install the server.\n"
    late = {"docs/a.md": page.format("Restore the backup.")}
    assert len(findings("HAZ003", late)) == 1
    early = {"docs/a.md": "---\ndescription: Verify the backup first.\n---\n" + late["docs/a.md"]}
    assert not findings("HAZ003", early)
