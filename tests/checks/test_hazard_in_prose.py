from tests.checks.harness import assert_fixture, excerpts


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("HAZ002", "hazard_in_prose")


def test_it_marks_the_whole_sentence() -> None:
    texts = excerpts("HAZ002", "hazard_in_prose")
    assert texts[1] == "This cannot be undone."
    assert texts[2].startswith("Stop the service; otherwise")
