from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("STP001", "step_sequence")


def test_it_says_what_is_wrong() -> None:
    assert [item.message for item in findings("STP001", fixture("step_sequence"))] == [
        "Step 2 is missing between step 1 and step 3",
        "Two steps have the number 4",
        "The first step has the number 2",
    ]


def test_a_number_in_an_unusual_notation_is_not_missing() -> None:
    titles = ("1) Stop it", "2) Copy it", "3）Check it", "4) Start it")
    page = "# Move\n\n" + "".join(f"## {title}\n\nDo so.\n\n" for title in titles)
    assert not findings("STP001", {"docs/a.md": page})


def test_the_lettered_parts_of_a_step_are_not_doubled() -> None:
    titles = ("Step 1: Stop it", "Step 1b: Wait", "Step 1c: Look", "Step 2: Start it")
    page = "# Move\n\n" + "".join(f"## {title}\n\nDo so.\n\n" for title in titles)
    assert not findings("STP001", {"docs/a.md": page})
