from tests.checks.harness import assert_fixture, excerpts, findings


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER001", "cross_version_link")


def test_it_marks_the_target() -> None:
    assert excerpts("VER001", "cross_version_link") == [
        "/docs/guard/7.5/install.md",
        "../7.5/agent.md",
    ]


def test_the_notes_of_a_release_belong_to_their_version() -> None:
    link = "See [Networks](/docs/guard/7.5/{}.md#networks) in the notes.\n"
    for target, count in (("release-notes", 0), ("important-notes/storage", 0), ("networks", 1)):
        files = {"docs/guard/8.0/a.md": "# A\n\n" + link.format(target)}
        assert len(findings("VER001", files)) == count
