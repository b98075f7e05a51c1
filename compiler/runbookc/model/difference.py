"""What differs between two states of the runbooks, as `runbookc diff` tells it."""

from typing import Literal

from runbookc.model.base import Node

ChangeKind = Literal["added", "removed", "moved", "reworded", "regraded"]
Subject = Literal[
    "hazard",
    "no-return",
    "skew",
    "hop",
    "step",
    "consideration",
    "prerequisite",
    "introduction",
    "result",
    "rollback",
    "time",
    "appendix",
    "image",
]


class Words(Node):
    """A run of words of a text that was reworded."""

    kind: Literal["same", "gone", "new"]
    text: str


class Spot(Node):
    """Where something stands: in the runbook, and in the sources."""

    number: str = ""
    """The step's number as its reader sees it; "" for what stands at no step."""
    path: str
    line: int


class Change(Node):
    """One thing that a reader is told otherwise."""

    subject: Subject
    """What it is."""
    kind: ChangeKind
    """What became of it; `regraded` is a hazard whose signal word changed, not its text."""
    text: str
    """What it says now; what it said, where it is gone."""
    old: Spot | None = None
    """None for what is new."""
    new: Spot | None = None
    """None for what is gone."""
    signal: str = ""
    """Of a hazard, its kind now, or then where it is gone."""
    old_signal: str = ""
    """Of a hazard that has another kind now, its kind then."""
    words: tuple[Words, ...] = ()
    """The old and the new text together, where it was reworded."""


class RunbookName(Node):
    """A runbook."""

    id: str
    """The stem of its files."""
    title: str


class ChangeGroup(Node):
    """Changes that the same runbooks have in common."""

    titles: tuple[str, ...]
    """The hops, or the part of the document, in which they stand; several where one description
    holds for several versions."""
    runbooks: tuple[str, ...]
    """Ids, sorted."""
    changes: tuple[Change, ...]
    """Hazards first, then in the order of reading."""


class Side(Node):
    """One of the two states that were compared."""

    name: str
    """How the user calls it: a revision, a file, the working tree."""
    commit: str = ""
    """Full commit of the sources; "" where the tree is not under git."""
    dirty: bool = False
    """Whether the sources differ from that commit."""


class AffectedStep(Node):
    """A step that was signed in a run, and that is told otherwise now."""

    part: int
    """Number of the hop, from 1."""
    number: str
    """The step's number in the runbook that was executed."""
    command: str
    """What the step said when it was done."""
    done: str
    """When it was done."""
    changes: tuple[Change, ...]


class MissedChange(Node):
    """Something that should have been known before a step that was signed."""

    part: int
    """Number of the hop in the runbook that was executed; 0 for what stands before the first."""
    change: Change


class RunEffect(Node):
    """What the changes mean for a run that has begun."""

    runbook: str
    """The id."""
    run: str
    """What its reader calls the run."""
    signed: int
    """How many steps were signed."""
    gone: bool = False
    """Whether there is no such runbook any more."""
    affected: tuple[AffectedStep, ...] = ()
    """Signed steps that are told otherwise now."""
    missed: tuple[MissedChange, ...] = ()
    """What is new, or another hazard, before the last step that was signed."""


class Difference(Node):
    """What differs between two states of the runbooks."""

    version: Literal[1] = 1
    old: Side
    new: Side
    added: tuple[RunbookName, ...] = ()
    """Runbooks that are new: a route that was not there, a procedure."""
    removed: tuple[RunbookName, ...] = ()
    altered: tuple[RunbookName, ...] = ()
    """Those whose digest differs."""
    same: int = 0
    """How many tell the same."""
    groups: tuple[ChangeGroup, ...] = ()
    form_only: tuple[str, ...] = ()
    """Ids of altered runbooks in which no words differ: numbers, emphasis, layout."""
    run: RunEffect | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every runbook tells the same."""
        return not (self.added or self.removed or self.altered)
