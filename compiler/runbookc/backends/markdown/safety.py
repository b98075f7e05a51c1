"""What keeps a reader from harm, in Markdown: hazards, points of no return, skews, gates."""

from collections.abc import Callable, Iterable, Iterator

from runbookc.backends import wording
from runbookc.backends.markdown.blocks import BlockWriter, indented
from runbookc.backends.markdown.escape import Place, code_span, escape
from runbookc.model import (
    Gate,
    Hazard,
    PointOfNoReturn,
    Runbook,
    RunbookPart,
    SkewNotice,
    Step,
    StepPlace,
)

_LINE_TO_SIGN = "|   |   |   |"


class Safety:
    """Writes what the compiler found out for the safety of who executes a runbook.

    Args:
        runbook: the runbook.
        part_anchor: the anchor of a part's heading in the document, by its number.
    """

    def __init__(self, runbook: Runbook, part_anchor: Callable[[int], str]) -> None:
        self._runbook = runbook
        self._part_anchor = part_anchor
        self._places = frozenset(map(wording.step_anchor, self._linked()))

    def summary(self) -> Iterator[str]:
        """All hazards, the worst first, each with its step."""
        if self._runbook.hazards:
            yield f"## {wording.hazards_heading(self._runbook)}"
            yield "\n".join(map(self._line, self._runbook.hazards))

    def anchor(self, part: int, number: str) -> str:
        """The place that the summary leads to, where it leads to this step."""
        name = wording.step_anchor(StepPlace(part=part, number=number, path="", line=0))
        return f'<a id="{name}"></a>' if name in self._places else ""

    def at_part(self, part: RunbookPart) -> Iterator[str]:
        """What must be known before the first step of a part."""
        yield from map(self._skew, part.skews)

    def at_step(self, part: RunbookPart, number: str, step: Step) -> Iterator[str]:
        """What stands before the command of a step."""
        for point in part.no_return:
            if point.place.number == number:
                yield _point(point, step)
        for notice in part.skews:
            if notice.begins.number == number:
                yield _aside(wording.skew_sentence(notice))

    def gate(self, gate: Gate, writer: BlockWriter) -> Iterator[str]:
        """What must be true before going on, and lines to sign."""
        yield f"### {_plain(wording.gate_heading(self._runbook, gate))}"
        if not gate.checks:
            yield _aside(wording.NO_CHECK)
        else:
            yield _aside(wording.gate_introduction(self._runbook, gate))
        for check in gate.checks:
            place = wording.source_place(check.place.path, check.place.line)
            source = f"_{wording.SOURCE}:_ {code_span(place)}"
            yield indented(f"[ ] {writer.write(check.body)}\n\n{source}", "-")
        yield _table(wording.SIGNED_BY, wording.SIGNED_AT, wording.SIGNATURE)

    def _linked(self) -> Iterable[StepPlace]:
        return (hazard.place for hazard in self._runbook.hazards if hazard.place.number)

    def _line(self, hazard: Hazard) -> str:
        sign = f"**{wording.symbol(hazard.kind)} {wording.word(hazard.kind)}**"
        mark = f" {_aside(wording.QUOTED)}" if hazard.quoted else ""
        text = escape(hazard.text, Place("x", "x"))
        place = _plain(wording.step_place(hazard.place, self._runbook))
        return f"- {sign}{mark} {text} ([{place}](#{self._target(hazard.place)}))"

    def _target(self, place: StepPlace) -> str:
        if not place.part:
            considered = any(
                one.path == place.path and one.line <= place.line
                for one in self._runbook.considerations
            )
            return (wording.CONSIDERATIONS if considered else wording.PREREQUISITES).lower()
        return wording.step_anchor(place) if place.number else self._part_anchor(place.part)

    def _skew(self, notice: SkewNotice) -> str:
        sentence = _aside(wording.skew_sentence(notice))
        window = notice.window
        place = code_span(wording.source_place(window.path, window.span.line))
        text = escape(window.text, Place("x", "x"))
        return f"{sentence}\\\n_{wording.SOURCE}:_ “{text}” ({place})"


def _point(point: PointOfNoReturn, step: Step) -> str:
    """The mark of a step, with the words that say so where its command does not begin with them."""
    head = f"**{wording.POINT_OF_NO_RETURN}**"
    if not step.command.startswith(point.words):
        head += f": “{escape(point.words, Place('x', 'x'))}”"
    if not point.rollback:
        return f"{head}\\\n{_aside(wording.NO_RETURN_WITHOUT_ROLLBACK)}"
    return f"{head}\\\n_{wording.ROLLBACK}:_ {escape(point.rollback, Place('x', 'x'))}"


def _table(*heads: str) -> str:
    row = f"| {' | '.join(heads)} |"
    return f"{row}\n|{' --- |' * len(heads)}\n{_LINE_TO_SIGN}"


def _plain(text: str) -> str:
    return escape(text, Place("x", "x"))


def _aside(text: str) -> str:
    return f"_{_plain(text)}_"
