"""How the steps of a procedure are numbered for its reader."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from runbookc.model.page import Step


def step_numbers(steps: Sequence[Step], within: str = "") -> tuple[str, ...]:
    """The numbers to show: the author's where they only rise, else 1, 2, 3.

    Text such as "repeat step 4" keeps its meaning; a number missing or doubled is told anew.

    Args:
        steps: all steps of a procedure, or all substeps of a step.
        within: the number of the step that the substeps belong to; they become 4.1, 4.2.
    """
    written = [step.number for step in steps if step.number is not None]
    rising = all(one < next_one for one, next_one in pairwise(written))
    numbers = written if len(written) == len(steps) and rising else range(1, len(steps) + 1)
    return tuple(f"{within}.{number}" if within else str(number) for number in numbers)


def numbered(steps: Sequence[Step], within: str = "") -> Iterator[tuple[str, Step]]:
    """Every step and substep with its number, in the order of reading."""
    for number, step in zip(step_numbers(steps, within), steps, strict=True):
        yield number, step
        yield from numbered(step.substeps, number)
