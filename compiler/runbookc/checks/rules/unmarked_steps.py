"""STP005: steps that are announced and then not marked."""

from collections.abc import Iterator

from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Edit, Fix, Severity
from runbookc.lowering.wording import ORDINAL, announces_steps
from runbookc.model import Block, Procedure, Step, plain_text, prose_of
from runbookc.source import Span


class UnmarkedSteps(PageRule):
    """Steps are announced, and then no marker numbers them.

    ## What it does
    Looks for "Follow the steps to …" and the like, after which the actions are plain paragraphs.
    Reports the first of them, once for each procedure. Bullets are left alone: most of them are
    several ways to do one thing.

    ## Why it hurts
    Nobody can say at which step something went wrong, nor see whether one was left out; and
    programs that look for steps find none.

    ## Bad
    ```markdown
    Follow the steps to restart the server.

    Stop the service.

    Start the service.
    ```

    ## Good
    ```markdown
    Follow the steps to restart the server.

    **Step 1 –** Stop the service.

    **Step 2 –** Start the service.
    ```

    ## False alarms it risks
    Paragraphs that are alternatives, or that may be done in any order.
    """

    code = "STP005"
    name = "unmarked-steps"
    severity = Severity.INFO
    mends = "writes `**Step 1 –**` and so on before the paragraphs, where each begins a line"

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each procedure whose lead-in announces steps and that marks none."""
        for procedure in view.page.procedures:
            steps = procedure.steps
            if len(steps) < 2 or any(step.marker != "unmarked" for step in steps):
                continue
            if not _is_announced(procedure.introduction) or _count_themselves(procedure):
                continue
            if any(_is_bullet(view, step) for step in steps):
                continue
            yield self.finding(
                view.page.path,
                _place(steps[0]),
                f"{len(steps)} steps are announced, and no marker numbers them",
                help="Begin the first one with `**Step 1 –**`, or make a numbered list of them.",
                fix=_fix(view, steps),
            )


def _is_announced(introduction: tuple[Block, ...]) -> bool:
    texts = [plain_text(b.inlines) for b in introduction if b.type == "paragraph"]
    return bool(texts) and announces_steps(texts[-1])


def _count_themselves(procedure: Procedure) -> bool:
    """Whether the first step says that it is the first, or that it follows another one."""
    return bool(ORDINAL.match(procedure.steps[0].command))


def _place(step: Step) -> Span:
    """The words of the step's first paragraph."""
    for block in step.body:
        if block.type == "paragraph" and (prose := prose_of(block.inlines)).text.strip():
            start = len(prose.text) - len(prose.text.lstrip())
            return prose.span(start, len(prose.text.rstrip()))
    return step.marker_span


def _is_bullet(view: PageView, step: Step) -> bool:
    """Whether a step is an item of a list, which may well be one of several ways."""
    line, column = step.marker_span.line, step.marker_span.column
    return view.source.line(line)[column - 1 : column + 1] in (
        "- ",
        "* ",
        "+ ",
        "-\t",
        "*\t",
        "+\t",
    )


def _fix(view: PageView, steps: tuple[Step, ...]) -> Fix | None:
    """Markers before the paragraphs, where each stands at the beginning of a line."""
    edits: list[Edit] = []
    for number, step in enumerate(steps, 1):
        span = step.marker_span
        first = view.source.line(span.line)[span.column - 1 : span.column]
        if span.column != 1 or not first or first in "<{":
            return None
        edits.append(Edit(view.page.path, span, f"**Step {number} –** {first}"))
    return Fix("Number the steps", tuple(edits))
