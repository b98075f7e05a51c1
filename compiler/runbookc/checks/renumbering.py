"""Step numbers put right, where that is plainly what their author meant."""

import re
from collections.abc import Iterator, Sequence

from runbookc.checks.view import PageView
from runbookc.diagnostics import Edit, Fix
from runbookc.model import Step
from runbookc.source import Span

_DIGITS = re.compile(r"\d+")
_LETTERED = re.compile(r"\d[a-z]\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\bsteps?\W{1,4}(?P<numbers>\d+(?:\s*(?:-|–|—|,|&|to|through|and|or)\s*\d+)*)", re.IGNORECASE
)


def renumbered(view: PageView, steps: Sequence[Step]) -> Fix | None:
    """The fix that makes a run of numbers whole, None where the author must say what was meant.

    It is a slip where one number alone is wrong, or where from one step on all are one too high or
    too low. Where the page speaks of one of those steps by its number, nobody but the author
    knows which step that is.

    Args:
        view: the page.
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
    if not changed or _spoken_of({step.number or 0 for step, _ in changed}, view):
        return None
    edits: list[Edit] = []
    for step, number in changed:
        span = _number_span(view, step)
        if span is None:
            return None
        edits.append(Edit(view.page.path, span, str(number)))
    which = "the step" if len(edits) == 1 else "the steps"
    first_number = changed[0][1]
    until = "" if len(edits) == 1 else f" to {changed[-1][1]}"
    return Fix(f"Number {which} {first_number}{until}", tuple(edits))


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


def _spoken_of(numbers: set[int], view: PageView) -> bool:
    """Whether the page names one of these steps elsewhere than in its marker."""
    text = view.source.text
    markers = [step.marker_span for each in view.page.procedures for step in each.steps]
    for match in _REFERENCE.finditer(text):
        found = [int(digits[:9]) for digits in _DIGITS.findall(match["numbers"])]
        if not any(min(found) <= number <= max(found) for number in numbers):
            continue
        span = view.source.span(*match.span())
        if not any(
            marker.line == span.line and marker.column <= span.column < marker.end_column
            for marker in markers
        ):
            return True
    return False


def _number_span(view: PageView, step: Step) -> Span | None:
    """Where the number stands in a step's marker; None where it is written otherwise."""
    source = view.source
    start, end = source.offset(step.marker_span.start), source.offset(step.marker_span.end)
    found = [match.span() for match in _DIGITS.finditer(source.text, start, end)]
    if len(found) != 1 or int(source.text[slice(*found[0])]) != step.number:
        return None
    return source.span(*found[0])
