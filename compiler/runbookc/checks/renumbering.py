"""Step numbers put right, where that is plainly what their author meant."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from runbookc.checks.view import PageView
from runbookc.diagnostics import Edit, Fix
from runbookc.model import Step
from runbookc.source import Span

_DIGITS = re.compile(r"\d+")
_LETTERED = re.compile(r"\d[a-z]\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\bsteps?\W{1,4}(?P<numbers>\d+(?:\s{0,4}(?:-|–|—|,|&|to|through|and|or)\s{0,4}\d+)*)",
    re.IGNORECASE,
)
_MOST_STEPS = 500
"""Numbers above this one are not looked for: no procedure has so many steps."""


class Renumbering:
    """Mends the numbers of steps on one page.

    It is a slip where one number alone is wrong, or where from one step on all are one too high or
    too low. Where the page speaks of one of those steps by its number, nobody but the author
    knows which step that is.
    """

    def __init__(self, view: PageView) -> None:
        self._view = view

    def fix(self, steps: Sequence[Step]) -> Fix | None:
        """The fix that makes the numbers whole, None where the author has to say what is meant.

        Args:
            steps: the steps of one procedure whose numbers their author wrote, in order.
        """
        changed: list[tuple[Step, int]] = []
        for run in _runs(steps):
            first = run[0].number or 0
            numbers = [(step, first + index) for index, step in enumerate(run)]
            wrong = [(step, number) for step, number in numbers if step.number != number]
            if wrong and not _is_slip(run, wrong):
                return None
            changed += wrong
        if not changed or any((step.number or 0) in self._spoken_of for step, _ in changed):
            return None
        edits: list[Edit] = []
        for step, number in changed:
            span = self._number_span(step)
            if span is None:
                return None
            edits.append(Edit(self._view.page.path, span, str(number)))
        until = f"s {changed[0][1]} to {changed[-1][1]}" if len(edits) > 1 else f" {changed[0][1]}"
        return Fix(f"Make it step{until}", tuple(edits))

    @cached_property
    def _spoken_of(self) -> frozenset[int]:
        """The numbers of steps that the page names elsewhere than in their markers."""
        source, found = self._view.source, set[int]()
        markers = {s.marker_span.start for each in self._view.page.procedures for s in each.steps}
        for match in _REFERENCE.finditer(source.text):
            if source.position(match.start()) not in markers:
                numbers = [min(int(d[:9]), _MOST_STEPS) for d in _DIGITS.findall(match["numbers"])]
                found.update(range(min(numbers), max(numbers) + 1))
        return frozenset(found)

    def _number_span(self, step: Step) -> Span | None:
        """Where the number stands in a step's marker; None where it is written otherwise."""
        source, marker = self._view.source, step.marker_span
        start, end = source.offset(marker.start), source.offset(marker.end)
        found = [match.span() for match in _DIGITS.finditer(source.text, start, end)]
        if len(found) != 1 or int(source.text[slice(*found[0])]) != step.number:
            return None
        return source.span(*found[0])


def _runs(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """The steps, parted where the numbers begin again at 1."""
    run: list[Step] = []
    for step in steps:
        if step.number == 1 and run:
            yield run
            run = []
        run.append(step)
    if run:
        yield run


def _is_slip(run: list[Step], wrong: list[tuple[Step, int]]) -> bool:
    if any(_LETTERED.search(step.label) for step in run):
        return False
    shifts = {number - (step.number or 0) for step, number in wrong}
    is_tail = [step for step, _ in wrong] == run[-len(wrong) :]
    return len(wrong) == 1 or (is_tail and len(shifts) == 1 and shifts <= {1, -1})
