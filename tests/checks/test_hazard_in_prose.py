from tests.checks.harness import assert_fixture, excerpts, findings


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("HAZ002", "hazard_in_prose")


def test_it_marks_the_whole_sentence() -> None:
    texts = excerpts("HAZ002", "hazard_in_prose")
    assert texts[1] == "This cannot be undone."
    assert texts[2].startswith("Stop the service; otherwise")


def test_conditions_and_guards_are_no_hazards() -> None:
    page = (
        "# Disks\n\nIf a disk is unrecoverable, its copy is read.\n\n"
        "The flag prevents the server from a removal that will lead to data loss.\n"
    )
    assert not findings("HAZ002", {"docs/a.md": page})
