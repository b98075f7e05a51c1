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


def test_otherwise_threatens_where_something_is_asked() -> None:
    told = "The next stage begins when the first one has ended. Otherwise, the job will fail."
    assert not findings("HAZ002", {"docs/a.md": told})
    described = "It suits workloads where two writers could lead to data loss."
    assert not findings("HAZ002", {"docs/a.md": described})
    asked = "The first stage must have ended. Otherwise, the job will fail."
    assert len(findings("HAZ002", {"docs/a.md": asked})) == 1


def test_pages_that_tell_what_was() -> None:
    text = "Old backups will be lost. Stop the service, or else the database will break.\n"
    found = {
        path: len(findings("HAZ002", {path: text}))
        for path in ("docs/a.md", "docs/release-notes/8.0.md", "CHANGELOG.md", "design/a.md")
    }
    assert list(found.values()) == [2, 1, 0, 0]


def test_a_sign_warns_already() -> None:
    assert not findings("HAZ002", {"docs/a.md": "> ⚠️ This cannot be undone.\n"})


def test_a_heading_warns_already() -> None:
    page = "# Move\n\n## {}\n\nOld backups will be lost.\n\n## Next\n\nIt cannot be undone.\n"
    assert len(findings("HAZ002", {"docs/a.md": page.format("Warning for clusters")})) == 1
    assert len(findings("HAZ002", {"docs/a.md": page.format("How it works")})) == 2
