"""A record of the execution of a runbook: who did what, and when.

The HTML runbook writes it and takes it in again; `runbookc diff` reads it. What it holds was typed
by people and may come from anywhere: it is data, bounded, and never trusted further than that.
"""

from typing import Annotated, Literal

from pydantic import Field

from runbookc.model.base import Node

_TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
Moment = Annotated[str, Field(pattern=f"^{_TIME}$")]
"""A time in UTC, to the second: 2026-01-31T23:59:00Z."""
MomentOrNone = Annotated[str, Field(pattern=f"^({_TIME})?$")]
"""A time in UTC, or "" for what has not happened."""
Line = Annotated[str, Field(max_length=200)]
"""What is typed into one line: a name, a number."""
Remark = Annotated[str, Field(max_length=4000)]
"""What is typed into a larger field."""
PartNumber = Annotated[int, Field(ge=1)]


class ExecutedRunbook(Node):
    """The runbook that was executed."""

    id: str
    """The stem of its files."""
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """SHA-256 of what it tells; a record belongs to exactly one."""
    title: str
    commit: str = ""
    """Full commit of its sources; "" where the tree was not under git."""


class Execution(Node):
    """One execution; several of one runbook, such as one for each server, go side by side."""

    id: Annotated[str, Field(pattern="^[0-9a-z]{1,32}$")]
    """Tells it from other executions, also of other people."""
    name: Line
    """What its reader calls it."""
    started: Moment
    """When it was begun."""


class StepEntry(Node):
    """A step or substep, done or open."""

    part: PartNumber
    """Number of the hop, from 1; 1 in a runbook that is one procedure."""
    number: str
    """The step's number as shown, 3 or 3.2."""
    command: str
    """Plain text of the action, as it was when it was done."""
    done: MomentOrNone = ""
    """When it was ticked; "" while it is open."""
    note: Remark = ""
    """What its reader wrote down."""


class GateEntry(Node):
    """The signature at a gate."""

    after: PartNumber
    """Number of the part that ends there."""
    name: Annotated[str, Field(min_length=1, max_length=200)]
    """Who says that all of it is true."""
    time: Moment
    """When its reader says that it was."""
    override: Remark = ""
    """Why the work went on although something was open; "" where nothing was."""


class WatchEntry(Node):
    """How long the work on a part took by its stop-watch."""

    part: PartNumber
    """Number of the part, from 1."""
    seconds: Annotated[int, Field(ge=0)]
    """Without pauses."""


class ExecutionRecord(Node):
    """Everything that was entered while a runbook was executed."""

    version: Literal[1] = 1
    runbook: ExecutedRunbook
    run: Execution
    steps: tuple[StepEntry, ...]
    """All steps of the runbook, in order, the open ones too."""
    gates: tuple[GateEntry, ...] = ()
    """Those that are signed, in order."""
    watches: tuple[WatchEntry, ...] = ()
    """Those that were started, in order."""
    fields: dict[str, Line] = {}
    """What was filled into the letterhead's fields, by their labels."""
