from tests.checks.harness import assert_fixture, excerpt, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("LNK001", "broken_page_link")


def test_it_marks_the_target_and_names_the_nearest_page() -> None:
    found = assert_fixture("LNK001", "broken_page_link")
    helps = {excerpt(fixture("broken_page_link"), item): item.help for item in found}
    assert helps["upgarde.md"] == "Write `upgrade.md`."
