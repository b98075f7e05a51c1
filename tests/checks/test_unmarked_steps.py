from tests.checks.harness import assert_fixture, excerpt, findings, fixture, repaired


def test_it_finds_what_the_pages_expect() -> None:
    (found,) = assert_fixture("STP005", "unmarked_steps")
    assert found.message == "3 steps are announced, and no marker numbers them"
    assert excerpt(fixture("unmarked_steps"), found) == "Stop the **service**."


def test_the_fix_numbers_the_steps_and_the_finding_is_gone() -> None:
    files = fixture("unmarked_steps")
    (found,) = findings("STP005", files)
    text = repaired(files, found)
    for line in (
        "**Step 1 –** Stop the **service**.",
        "**Step 2 –** Wait for a minute.",
        "**Step 3 –** Start the service.",
    ):
        assert f"\n{line}" in text
    assert not findings("STP005", {"docs/restart.md": text})


def test_steps_that_are_not_at_the_beginning_of_a_line_get_no_fix() -> None:
    page = "# Stop\n\nFollow the steps to stop it.\n\n  Open the list.\n\n  Close the list.\n"
    (found,) = findings("STP005", {"docs/a.md": page})
    assert found.fix is None
