"""STP001: a step number that is missing, doubled or out of order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from runbookc.checks.renumbering import Renumbering
from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Fix, Related, Severity
from runbookc.model import Step

_ALTERNATIVE = re.compile(r"\W*(?:alternative|alternatively|or|option)\b", re.IGNORECASE)
"""`Step 3 (alternative)`: another way to do step 3."""
_LETTERED = re.compile(r"\d[a-z]\b", re.IGNORECASE)
"""`Step 3b`: a part of step 3."""


class StepSequence(PageRule):
    """A step's number is missing, doubled or out of order.

    ## What it does
    Follows the numbers that authors write themselves (`**Step 3 –**`, `## Step 3`) through each
    procedure. Items of a list are numbered by whoever shows the list and are not looked at. A
    procedure may begin where the one before it on the page ended, and numbers may begin again at 1.

    ## Why it hurts
    Whoever reads 3 and then 5 has to find out at night whether a step is lost.

    ## Bad
    ```markdown
    **Step 1 –** Stop the service.

    **Step 3 –** Copy the files.
    ```

    ## Good
    ```markdown
    **Step 1 –** Stop the service.

    **Step 2 –** Copy the files.
    ```

    ## False alarms it risks
    A procedure that leaves out numbers on purpose, to agree with a figure or with another page.
    """

    code = "STP001"
    name = "step-sequence"
    severity = Severity.WARNING
    mends = (
        "renumbers where one number is wrong, or all from one step on by one, and no text "
        "names the step"
    )

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report the first step that breaks each sequence."""
        last, renumbering = 0, Renumbering(view)
        for procedure in view.page.procedures:
            steps = [s for s in procedure.steps if s.marker in ("bold", "heading") and s.number]
            numbers = [step.number or 0 for step in steps]
            fix, asked = None, False
            if steps and numbers[0] not in (0, 1, last + 1):
                yield self._finding(view, steps[0], f"The first step has the number {numbers[0]}")
            for before, step in pairwise(steps):
                expected = (before.number or 0) + 1
                if step.number == before.number and _is_variant(step):
                    continue
                if step.number not in (expected, 1) and not _written(view, before, step):
                    if not asked:
                        fix, asked = renumbering.fix(steps), True
                    yield self._finding(view, step, _message(before, step), before, expected, fix)
            last = numbers[-1] if numbers else 0

    def _finding(
        self,
        view: PageView,
        step: Step,
        message: str,
        before: Step | None = None,
        expected: int = 1,
        fix: Fix | None = None,
    ) -> Diagnostic:
        path = view.page.path
        related = [Related(path, before.marker_span, "the step before it")] if before else []
        help = f"Expected is {expected}."
        return self.finding(path, step.marker_span, message, help=help, related=related, fix=fix)


def _is_variant(step: Step) -> bool:
    """Whether a step may bear the number of the one before it."""
    text = step.title or step.command
    return bool(_LETTERED.search(step.label) or _ALTERNATIVE.match(text))


def _written(view: PageView, before: Step, step: Step) -> bool:
    """Whether the missing number begins a line between two steps, in an unusual notation."""
    number = (before.number or 0) + 1
    marker = re.compile(rf"\W*(?:step\s+)?{number}(?!\d)", re.IGNORECASE)
    return any(marker.match(line) for line in view.source.lines[before.line : step.line - 1])


def _message(before: Step, step: Step) -> str:
    number, last = step.number or 0, before.number or 0
    if number == last:
        return f"Two steps have the number {number}"
    if number < last:
        return f"Step {number} stands after step {last}"
    missing = (
        f"Step {last + 1} is" if number == last + 2 else f"Steps {last + 1} to {number - 1} are"
    )
    return f"{missing} missing between step {last} and step {number}"
