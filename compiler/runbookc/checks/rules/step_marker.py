"""STP002: a step marker that is unlike its siblings."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from runbookc.checks.rule import PageRule
from runbookc.checks.steps import step_runs
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Edit, Fix, Related, Severity
from runbookc.model import Step

_NUMBER = re.compile(r"\d+(?:[a-z]\b)?|\b[a-z]\b|\b[ivx]+\b")
_NO_BREAK = re.compile(r"[\u00a0\u202f]")


class StepMarker(PageRule):
    """A step's marker is written unlike those of its siblings.

    ## What it does
    Compares how the markers of one procedure are written, apart from their numbers: the word, the
    dash, the dot. Where most agree, it reports the others. In a procedure of two unlike steps the
    other procedures of the page decide.

    ## Why it hurts
    Readers who scan for the next step, and programs that look for it, overlook the odd one.

    ## Bad
    ```markdown
    **Step 1 –** Stop the service.

    **Step 2 –** Copy the files.

    **Step 3 -** Start the service.
    ```

    ## Good
    ```markdown
    **Step 1 –** Stop the service.

    **Step 2 –** Copy the files.

    **Step 3 –** Start the service.
    ```

    ## False alarms it risks
    A step that is set apart on purpose. Say it in words: "(Optional)".
    """

    code = "STP002"
    name = "step-marker"
    severity = Severity.WARNING
    mends = "writes the marker as its siblings have it, where that loses no word"

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each step whose marker has another shape than most of its siblings'."""
        runs = [_marked(run) for run in step_runs(view.page)]
        uneven = [run for run in runs if len({_shape(step) for step in run}) > 1]
        if not uneven:
            return
        on_page = Counter(_shape(step) for run in runs for step in run)
        for run in uneven:
            shapes = Counter(_shape(step) for step in run)
            (usual, count), (_, second) = shapes.most_common(2)
            if count == second:
                usual = max(shapes, key=lambda shape: on_page[shape])
                if any(on_page[usual] == on_page[s] for s in shapes if s != usual):
                    continue
            alike = [step for step in run if _shape(step) == usual]
            for step in run:
                if _shape(step) != usual and not _set_apart(step):
                    nearest = min(alike, key=lambda other: abs(other.line - step.line))
                    yield self._finding(view, step, nearest)

    def _finding(self, view: PageView, step: Step, example: Step) -> Diagnostic:
        path = view.page.path
        number = _NUMBER.search(step.label)
        wanted = _NUMBER.sub(number[0] if number else "", example.label, count=1)
        return self.finding(
            path,
            step.marker_span,
            f"The marker `{step.label}` is unlike its siblings, such as `{example.label}`",
            help=f"Write `{wanted}`.",
            related=[Related(path, example.marker_span, "written as most are")],
            fix=_fix(view, step, example, wanted),
        )


def _fix(view: PageView, step: Step, example: Step, wanted: str) -> Fix | None:
    """The marker as wanted, where that loses no word and no markup inside it."""
    source, span = view.source, step.marker_span
    if source.excerpt(span) != step.label or not _words(step.label) <= _words(wanted):
        return None
    # A full-width sign needs no blank behind it; the one that takes its place does.
    after, usual = (source.text[source.offset(at.end) :][:1] for at in (span, example.marker_span))
    blank = " " if usual == " " and not after.isspace() and after not in "*_" else ""
    return Fix(f"Write `{wanted}`", (Edit(view.page.path, span, wanted + blank),))


def _words(label: str) -> set[str]:
    """The words and numbers of a marker, of which a fix must lose none."""
    return set(re.findall(r"\w+", label.casefold()))


def _marked(run: tuple[Step, ...]) -> list[Step]:
    """The steps whose markers authors write and readers see."""
    return [step for step in run if step.marker in ("bold", "heading") and step.number is not None]


def _set_apart(step: Step) -> bool:
    """`Step 4 (Optional): …`: the words stand where the sign would."""
    return step.title.startswith(("(", "["))


def _shape(step: Step) -> str:
    return _label_shape(step.label)


@lru_cache(maxsize=4096)
def _label_shape(label: str) -> str:
    return " ".join(_NO_BREAK.sub(" ", _NUMBER.sub("#", label, count=1)).split())
