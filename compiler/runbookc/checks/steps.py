"""The runs of steps that a reader sees as one sequence."""

from collections.abc import Iterator

from runbookc.model import Page, Step


def step_runs(page: Page) -> Iterator[tuple[Step, ...]]:
    """Every run of sibling steps on a page: those of a procedure, and those of each step in it."""
    stack = [procedure.steps for procedure in reversed(page.procedures)]
    while stack:
        run = stack.pop()
        if run:
            yield run
            stack.extend(step.substeps for step in reversed(run))
