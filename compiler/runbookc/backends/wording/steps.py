"""Steps, gates and windows: what they are called, and where a reader finds them."""

from runbookc.backends.wording.words import (
    BEFORE_YOU_START,
    GATE,
    GATE_INTRODUCTION,
    LAST_GATE,
    NO_RETURN_WITHOUT_ROLLBACK,
    OPTIONAL,
    ROLLBACK,
)
from runbookc.lowering.components import plural
from runbookc.model import (
    Block,
    Gate,
    PointOfNoReturn,
    Runbook,
    SkewNotice,
    Step,
    StepPlace,
    Substeps,
)


def optional_mark(step: Step) -> str:
    """The word for a step that may be left out, where its own text does not begin with it."""
    begins = (step.title or step.command).lstrip("(_*[ ").casefold()
    return OPTIONAL if step.optional and not begins.startswith(OPTIONAL.casefold()) else ""


def shown(step: Step) -> tuple[Block, ...]:
    """The step's blocks; substeps that no block places come last, so that none is lost."""
    placed = [block.start + block.count for block in step.body if isinstance(block, Substeps)]
    last = max(placed, default=0)
    missing = len(step.substeps) - last
    return (*step.body, Substeps(start=last, count=missing)) if missing > 0 else step.body


def around_substeps(step: Step) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The step's own text and what begins with its substeps; its source stands between them."""
    blocks = shown(step)
    first = next((i for i, b in enumerate(blocks) if isinstance(b, Substeps)), len(blocks))
    return blocks[:first], blocks[first:]


def step_label(number: str) -> str:
    """The label of a step within its part."""
    return f"Step {number}"


def step_place(place: StepPlace, runbook: Runbook) -> str:
    """A step as its reader finds it: "hop 2, step 3.1"; in one procedure "step 3.1"."""
    if place.part and runbook.route is not None:
        return _hop_step(place)
    return (_step(place) if place.part else "") or BEFORE_YOU_START.lower()


def _hop_step(place: StepPlace) -> str:
    return f"hop {place.part}, {_step(place) or 'before its first step'}"


def _step(place: StepPlace) -> str:
    return f"{'after ' if place.after else ''}step {place.number}" if place.number else ""


def part_anchor(part: int) -> str:
    """The id of a part inside a document; 0 is what stands before the first."""
    return f"hop-{part}" if part else "before-you-start"


def step_anchor(place: StepPlace) -> str:
    """The id of a step, or of its part, inside a document."""
    step = f"-step-{place.number.replace('.', '-')}" if place.number else ""
    return part_anchor(place.part) + (step if place.part else "")


def gate_heading(runbook: Runbook, gate: Gate) -> str:
    """The heading of a gate: "Gate after hop 1"."""
    return f"{GATE} after hop {gate.after}" if runbook.route is not None else GATE


def gate_introduction(runbook: Runbook, gate: Gate) -> str:
    """What stands above the checks of a gate."""
    return GATE_INTRODUCTION if gate.after < len(runbook.parts) else LAST_GATE


def skew_sentence(notice: SkewNotice) -> str:
    """What a compatibility window means on a route, in the compiler's words."""
    who = f"{plural(notice.peer)} {notice.versions} cannot connect"
    said = f"From {_hop_step(notice.begins)} on, {who}"
    if notice.ends is not None:
        said += f" until {_hop_step(notice.ends)} is done"
    if notice.ready_by is not None:
        said += f". First finish {_hop_step(notice.ready_by)} for all of them"
    return f"{said}."


def box(*, checked: bool = False) -> str:
    """A box to tick, where there is only text to draw it with."""
    return "☑ " if checked else "☐ "


def no_return_words(point: PointOfNoReturn, step: Step) -> tuple[str, ...]:
    """What there is to say of a point of no return: the source's words, unless the step begins
    with them, and what there is of a way back.
    """
    back = f"{ROLLBACK}: {point.rollback}" if point.rollback else NO_RETURN_WITHOUT_ROLLBACK
    return (back,) if step.command.startswith(point.words) else (f"“{point.words}”", back)
