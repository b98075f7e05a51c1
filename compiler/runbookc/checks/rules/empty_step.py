"""STP003: a step that says nothing to do."""

from collections.abc import Iterator

from runbookc.checks.rule import PageRule
from runbookc.checks.steps import step_runs
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Severity


class EmptyStep(PageRule):
    """A step says nothing to do.

    ## What it does
    Reports a marker that no text, list, image or code follows.

    ## Why it hurts
    The reader cannot know whether the action is lost or whether there never was one.

    ## Bad
    ```markdown
    **Step 1 –** Stop the service.

    **Step 2 –**

    **Step 3 –** Start the service.
    ```

    ## Good
    ```markdown
    **Step 1 –** Stop the service.

    **Step 2 –** Copy the files.

    **Step 3 –** Start the service.
    ```

    ## False alarms it risks
    A step whose content stands in a component that is added in the browser.
    """

    code = "STP003"
    name = "empty-step"
    severity = Severity.ERROR

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each step without any content."""
        for run in step_runs(view.page):
            for step in run:
                if not (step.title or step.command or step.body or step.substeps):
                    yield self.finding(
                        view.page.path,
                        step.marker_span,
                        "The step says nothing to do",
                        help="Write the action, or remove the step.",
                    )
