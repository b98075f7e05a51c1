"""The steps of a part: a box to tick, the number, then what the step says.

The numbers are text. Other formats, signatures and sentences of the docs name a step by its
number, which must stay the same when somebody inserts a paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.docx.blocks import STEP, BlockWriter, Spot, final, hazard
from runbookc.backends.docx.elements import (
    CENTIMETRE,
    Face,
    bookmark,
    kept,
    paragraph,
    run,
    tab,
    tick_box,
)
from runbookc.backends.docx.inlines import InlineWriter
from runbookc.backends.docx.package import Package
from runbookc.backends.xml import joined
from runbookc.model import (
    Admonition,
    Block,
    Paragraph,
    Runbook,
    RunbookPart,
    Step,
    StepPlace,
    Substeps,
    step_numbers,
)

_NUMBER = CENTIMETRE * 4 // 5
"""How far the number stands from the box."""
_SHORT = 12_000
"""Characters of markup; hazards of so many at most stay on the page of the command they guard."""
_BOLD = Face(bold=True)


class StepWriter:
    """Writes the steps of one part.

    Args:
        runbook: the document.
        part: the part.
        inlines: writes the inline content of its page.
        package: gives numbers and takes lists.
    """

    def __init__(
        self, runbook: Runbook, part: RunbookPart, inlines: InlineWriter, package: Package
    ) -> None:
        self._runbook = runbook
        self._part = part
        self._inlines = inlines
        self._package = package

    def steps(self, spot: Spot) -> Markup:
        """All steps, in order."""
        steps = self._part.procedure.steps
        return self._written(steps, step_numbers(steps), spot)

    def _written(self, steps: Sequence[Step], numbers: Sequence[str], spot: Spot) -> Markup:
        pairs = zip(steps, numbers, strict=True)
        return joined(*(self._step(step, number, spot) for step, number in pairs))

    def _step(self, step: Step, number: str, spot: Spot) -> Markup:
        inner = spot.deeper(STEP)
        numbers = step_numbers(step.substeps, number)

        def substeps(block: Substeps) -> Markup:
            some = slice(block.start, block.start + block.count)
            return self._written(step.substeps[some], numbers[some], replace(inner, depth=0))

        writer = BlockWriter(self._inlines, self._package, substeps)
        own, rest = wording.around_substeps(step)
        compiled = joined(*self._compiled(step, number, inner))
        head, blocks = self._head(step, own, inner, alone=bool(compiled))
        line = paragraph(
            "Step",
            *self._marks(number),
            head,
            indent=inner.indent,
            hanging=STEP,
            stops={spot.indent + _NUMBER: "left"},
            keep=bool(blocks or compiled),
        )
        hazards = [*takewhile(lambda block: isinstance(block, Admonition), blocks)]
        before = joined(compiled, writer.write(hazards, inner))
        after = writer.write(blocks[len(hazards) :], inner)
        place = wording.source_place(self._part.path, step.line)
        return joined(
            kept(joined(line, kept(before, whole=len(before) < _SHORT), after)),
            paragraph("Source", f"{wording.SOURCE}: {place}", indent=inner.indent),
            writer.write(rest, inner),
        )

    def _marks(self, number: str) -> list[Markup]:
        place = StepPlace(part=self._part.number, number=number, path="", line=0)
        return [
            bookmark(wording.step_anchor(place), self._package.number()),
            tick_box(wording.step_label(number), self._package.number()),
            tab(),
            run(f"{number}.", _BOLD),
            tab(),
        ]

    def _head(
        self, step: Step, blocks: Sequence[Block], inner: Spot, *, alone: bool
    ) -> tuple[Markup, Sequence[Block]]:
        """What stands beside the number: the title, or the command where no hazard precedes it."""
        mark = wording.optional_mark(step)
        said = run(f"({mark}) ", Face(italic=True)) if mark else Markup()
        if step.title:
            return joined(run(step.title, _BOLD), run(" ") if mark else "", said), blocks
        if blocks and isinstance(blocks[0], Paragraph) and not alone:
            text = self._inlines.write(blocks[0].inlines, inner.room)
            return joined(said, text), blocks[1:]
        return said, blocks

    def _compiled(self, step: Step, number: str, spot: Spot) -> Iterator[Markup]:
        """What the compiler says before a command."""
        for point in self._part.no_return:
            if point.place.number == number:
                words = (paragraph("", one) for one in wording.no_return_words(point, step))
                yield final(wording.POINT_OF_NO_RETURN, joined(*words), spot)
        for notice in self._part.skews:
            if notice.begins.number == number:
                sentence = paragraph("", wording.skew_sentence(notice))
                yield hazard("important", wording.word("important"), sentence, spot)
