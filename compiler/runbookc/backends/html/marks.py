"""What the compiler marks at a step: windows that bind, points of no return."""

from collections import defaultdict
from dataclasses import field

from runbookc.backends import wording
from runbookc.model import Runbook, StepPlace, numbered
from runbookc.source.frozen import dataclass

Spot = tuple[int, str]
"""A part's number and the number of its step, "" for what stands before its first step."""


@dataclass(frozen=True, slots=True)
class Window:
    """Versions that cannot work together from here on, in our words and in the source's."""

    sentence: str
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of no return; its words are "" where the step's own command begins with them."""

    words: str
    rollback: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one step, in the order in which they are shown."""

    windows: list[Window] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)


def marks_of(runbook: Runbook) -> dict[Spot, Marks]:
    """The marks of a runbook by where they stand; other spots have none."""
    marks: defaultdict[Spot, Marks] = defaultdict(Marks)
    commands: dict[Spot, str] = {
        (part.number, number): step.command
        for part in runbook.parts
        for number, step in numbered(part.procedure.steps)
    }

    def at(place: StepPlace) -> Marks:
        # What names a step that is not there is told at the head of its part, never lost.
        spot = (place.part, place.number)
        return marks[spot if spot in commands else (place.part, "")]

    for part in runbook.parts:
        for notice in part.skews:
            window = notice.window
            source = wording.source_place(window.path, window.span.line)
            sentence = wording.skew_sentence(notice)
            at(notice.begins).windows.append(Window(sentence, window.text, source))
        for point in part.no_return:
            command = commands.get((point.place.part, point.place.number), "")
            words = "" if command.startswith(point.words) else point.words
            at(point.place).points.append(Point(words, point.rollback))
    return marks
