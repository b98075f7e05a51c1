"""The numbers of steps."""

import pytest

from runbookc.model import Step, numbered, step_numbers
from runbookc.source import Span

SPAN = Span(1, 1, 1, 1)


def step(number: int | None, **fields: object) -> Step:
    """A bare step."""
    values = {"marker": "list", "line": 1, "marker_span": SPAN, "span": SPAN, **fields}
    return Step.model_validate({"number": number, **values})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([1, 2, 3], ("1", "2", "3")),
        ([3, 4], ("3", "4")),
        ([1, 3], ("1", "3")),
        ([1, 2, 2], ("1", "2", "3")),
        ([1, 2, 1], ("1", "2", "3")),
        ([None, None], ("1", "2")),
        ([None, 7], ("1", "2")),
        ([], ()),
    ],
)
def test_step_numbers(written: list[int | None], expected: tuple[str, ...]) -> None:
    assert step_numbers([step(number) for number in written]) == expected


def test_substeps_are_numbered_below_their_step() -> None:
    assert step_numbers((step(None), step(None)), "4") == ("4.1", "4.2")
    assert step_numbers((step(2), step(3)), "4.1") == ("4.1.2", "4.1.3")


def test_steps_and_substeps_come_in_the_order_of_reading() -> None:
    inner = (step(1), step(2, substeps=(step(None),)))

    found = [number for number, _ in numbered((step(1, substeps=inner), step(2)))]

    assert found == ["1", "1.1", "1.2", "1.2.1", "2"]
