"""The steps of a part as the steps of a task: the hazard first, then the command."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.dita.blocks import BlockWriter, note, other_note
from runbookc.backends.dita.inlines import InlineWriter
from runbookc.backends.xml import element, joined, text
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


class StepWriter:
    """Writes the steps of one part.

    Args:
        runbook: the document.
        part: the part.
        inlines: writes the inline content of its page.
    """

    def __init__(self, runbook: Runbook, part: RunbookPart, inlines: InlineWriter) -> None:
        self._runbook = runbook
        self._part = part
        self._inlines = inlines

    def steps(self) -> Markup:
        """All steps, or nothing where there are none."""
        steps = self._part.procedure.steps
        numbered = zip(steps, step_numbers(steps), strict=True)
        written = [self._step(step, number, "step") for step, number in numbered]
        return element("steps", *written) if written else Markup()

    def _step(self, step: Step, number: str, name: str) -> Markup:
        before, command, after = _parted(step)
        place = StepPlace(part=self._part.number, number=number, path="", line=0)
        optional = {"importance": "optional"} if step.optional else {}
        writer = BlockWriter(self._inlines)
        return element(
            name,
            *(writer.note(one) for one in before),
            *self._compiled(step, number),
            element("cmd", self._command(step, number, command)),
            *self._details(step, number, after, nested=name == "substep"),
            id=wording.step_anchor(place),
            **optional,
        )

    def _command(self, step: Step, number: str, paragraph: Paragraph | None) -> Markup:
        if paragraph is not None:
            return self._inlines.write(paragraph.inlines)
        return text(step.title or wording.step_label(number))

    def _details(
        self, step: Step, number: str, after: Sequence[Block], *, nested: bool
    ) -> list[Markup]:
        """What follows the command: text, and the substeps where the body places them."""
        writer = BlockWriter(self._inlines, lambda block: self._items(step, number, block))
        groups: list[Markup] = []
        run: list[Block] = []
        for block in after:
            if isinstance(block, Substeps) and not nested:
                groups += [*_some("info", writer.write(run)), *self._substeps(step, number, block)]
                run = []
            else:
                run.append(block)
        place = wording.source_place(self._part.path, step.line)
        source = element("p", f"{wording.SOURCE}: ", element("filepath", place))
        return [
            *groups,
            *_some("info", writer.write(run)),
            element("info", source, outputclass="source"),
        ]

    def _substeps(self, step: Step, number: str, block: Substeps) -> list[Markup]:
        written = (self._step(*pair, "substep") for pair in _placed(step, number, block))
        return _some("substeps", *written)

    def _items(self, step: Step, number: str, block: Substeps) -> Markup:
        """Steps inside a substep, for which DITA has no element."""
        return joined(*_some("ol", *(self._item(*one) for one in _placed(step, number, block))))

    def _item(self, step: Step, number: str) -> Markup:
        title = element("p", element("b", step.title)) if step.title else ""
        writer = BlockWriter(self._inlines, lambda block: self._items(step, number, block))
        return element("li", title, writer.write(wording.shown(step)))

    def _compiled(self, step: Step, number: str) -> Iterator[Markup]:
        """What the compiler says before a command."""
        for point in self._part.no_return:
            if point.place.number == number:
                words = (element("p", one) for one in wording.no_return_words(point, step))
                yield other_note(wording.POINT_OF_NO_RETURN, *words)
        for notice in self._part.skews:
            if notice.begins.number == number:
                yield note("important", wording.skew_sentence(notice))


def _parted(step: Step) -> tuple[list[Admonition], Paragraph | None, Sequence[Block]]:
    """What stands before the command, the command's paragraph, and the rest."""
    blocks = wording.shown(step)
    before = []
    for block in blocks:
        if not isinstance(block, Admonition):
            break
        before.append(block)
    rest = blocks[len(before) :]
    if rest and isinstance(rest[0], Paragraph) and not step.title:
        return before, rest[0], rest[1:]
    return before, None, rest


def _placed(step: Step, number: str, block: Substeps) -> Iterable[tuple[Step, str]]:
    """The substeps that stand at a place, with their numbers."""
    some = slice(block.start, block.start + block.count)
    numbers = step_numbers(step.substeps, number)
    return zip(step.substeps[some], numbers[some], strict=True)


def _some(name: str, *content: Markup) -> list[Markup]:
    """The element, unless it would be empty."""
    return [element(name, *content)] if any(content) else []
