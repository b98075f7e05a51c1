"""How what is left out is told in a line."""

import pytest

from runbookc.pipeline.journal import Journal, LeftOut


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("a",), "1 page: excluded (a)"),
        (("a", "b", "c"), "3 pages: excluded (a, b, c)"),
        (("a", "b", "c", "d", "e"), "5 pages: excluded (a, b, c and 2 more)"),
    ],
)
def test_the_first_few_are_named(names: tuple[str, ...], expected: str) -> None:
    assert str(LeftOut("page", "excluded", names)) == expected


def test_nothing_left_out_is_not_told() -> None:
    journal = Journal()
    journal.leave_out("page", "excluded", [])
    journal.leave_out("page", "excluded", ["b", "a", "b"])
    assert journal.left_out == [LeftOut("page", "excluded", ("b", "a"))]


def test_a_stage_that_fails_is_timed_too() -> None:
    journal = Journal()
    with pytest.raises(ZeroDivisionError), journal.stage("pages"):
        raise ZeroDivisionError
    assert list(journal.seconds) == ["pages"]
