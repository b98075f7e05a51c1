"""Steps as values: each with its box, its number, its source and what must be known before it."""

from collections.abc import Iterable, Iterator, Sequence

from runbookc.backends import wording
from runbookc.backends.pdf.content import BlockWriter, flat_values, guarding
from runbookc.backends.pdf.extent import HIGHEST, SHORT, lines
from runbookc.backends.pdf.pieces import pieces
from runbookc.backends.pdf.values import Value, clean, text_values
from runbookc.model import (
    Block,
    PointOfNoReturn,
    Runbook,
    RunbookPart,
    SkewNotice,
    Step,
    StepPlace,
    Substeps,
    numbered,
    step_numbers,
)

_DEEPEST = 4


class StepWriter:
    """Turns the steps of one part into values.

    Args:
        runbook: the whole.
        part: whose steps they are.
        writer: writes the blocks of the part's page.
    """

    def __init__(self, runbook: Runbook, part: RunbookPart, writer: BlockWriter) -> None:
        self._runbook = runbook
        self._part = part
        self._writer = writer
        self._known = {number for number, _ in numbered(part.procedure.steps)}

    def introduction(self) -> list[Value]:
        """What must be known before the first step and belongs to no step."""
        marks = self._marks("")
        for number in sorted({place.number for place in self._places()} - self._known - {""}):
            marks += self._marks(number)
        return marks

    def steps(self) -> list[Value]:
        """The steps of the part, as one value; nothing where it has none."""
        steps = self._part.procedure.steps
        items = [self._step(*one, 0) for one in _numbered(steps)]
        return [_steps(items, sub=False)] if items else []

    def _step(self, step: Step, number: str, depth: int) -> Value:
        body = self._body(step, number, depth)
        optional = wording.optional_mark(step)
        place = StepPlace(
            part=self._part.number, number=number, path=self._part.path, line=step.line
        )
        height = lines(body)
        return {
            "label": number,
            "anchor": wording.step_anchor(place),
            "title": text_values(step.title),
            "optional": f"{optional}:" if optional else "",
            "marks": self._marks(number, step.command),
            "body": guarding(body),
            "source": pieces(wording.source_place(self._part.path, step.line)),
            "keep": "yes" if height <= SHORT else "no" if height > HIGHEST else "if it fits",
        }

    def _body(self, step: Step, number: str, depth: int) -> list[Value]:
        inner = _numbered(step.substeps, number)
        body: list[Value] = []
        for block in wording.shown(step):
            if not isinstance(block, Substeps):
                body += self._writer.block(block, depth + 1)
                continue
            some = slice(block.start, block.start + block.count)
            if depth < _DEEPEST:
                items = [self._step(*one, depth + 1) for one in inner[some]]
                body.append(_steps(items, sub=True))
            else:
                body += flat_values(_bodies(step.substeps[some]))
        return body

    def _places(self) -> Iterator[StepPlace]:
        yield from (point.place for point in self._part.no_return)
        yield from (notice.begins for notice in self._part.skews)

    def _marks(self, number: str, command: str = "") -> list[Value]:
        points = [p for p in self._part.no_return if p.place.number == number]
        notices = [n for n in self._part.skews if n.begins.number == number]
        return [*map(self._skew, notices), *(_no_return(point, command) for point in points)]

    def _skew(self, notice: SkewNotice) -> Value:
        window = notice.window
        return {
            "t": "skew",
            "word": wording.COMPATIBILITY,
            "s": clean(wording.skew_sentence(notice)),
            "quote": text_values(window.text),
            "source": pieces(wording.source_place(window.path, window.span.line)),
        }


def _no_return(point: PointOfNoReturn, command: str) -> Value:
    """The mark of a point of no return; its words only where the step does not begin with them."""
    told = " ".join(point.words.split()) in " ".join(command.split())
    return {
        "t": "no-return",
        "word": wording.POINT_OF_NO_RETURN,
        "words": [] if told else text_values(point.words),
        "rollback": text_values(point.rollback),
        "rollback_word": wording.ROLLBACK,
        "none": wording.NO_RETURN_WITHOUT_ROLLBACK,
    }


def _numbered(steps: Sequence[Step], within: str = "") -> list[tuple[Step, str]]:
    return list(zip(steps, step_numbers(steps, within), strict=True))


def _steps(items: list[Value], *, sub: bool) -> Value:
    return {"t": "steps", "sub": sub, "items": items}


def _bodies(steps: Iterable[Step]) -> Iterator[Block]:
    stack = list(reversed(tuple(steps)))
    while stack:
        step = stack.pop()
        yield from step.body
        stack.extend(reversed(step.substeps))
