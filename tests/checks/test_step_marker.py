from tests.checks.harness import assert_fixture, excerpt, findings, fixture, repaired


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("STP002", "step_marker")


def test_it_mends_the_marker() -> None:
    files = fixture("step_marker")
    first = findings("STP002", files)[0]
    assert excerpt(files, first) == "Step 3 -"
    assert "**Step 3 –** Start the service." in repaired(files, first)


def test_letters_and_words_in_brackets_are_no_other_notation() -> None:
    titles = ("Step 1: Stop it", "Step 1b: Wait", "Step 2 (Optional): Look", "Step 3: Start it")
    page = "# Move\n\n" + "".join(f"## {title}\n\nDo so.\n\n" for title in titles)
    assert not findings("STP002", {"docs/a.md": page})
