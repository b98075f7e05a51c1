"""The parts of a runbook and its route, in words."""

from runbookc.backends.wording.kinds import hazard_summary
from runbookc.backends.wording.words import (
    ALSO_DESCRIBED,
    NO_ROLLBACK,
    SOURCE,
    STEPS,
    counted,
    source_place,
)
from runbookc.model import RouteHop, Runbook, RunbookPart

ROUTE_COLUMNS = ("Hop", "From", "To", "Steps", "Hazards", "Source")
"""The head of the table that shows a route."""

HAZARD_COLUMNS = ("Hazard", "What it says", "Where")
"""The head of the table of all hazards."""


def part_heading(runbook: Runbook, part: RunbookPart) -> str:
    """The heading of a part: "Hop 2 of 3: StealthINTERCEPT 7.3.9 to Threat Prevention 7.5"."""
    if part.hop is None:
        return STEPS if part.procedure.steps else part.title
    return f"{part_place(runbook, part)}: {part.title}"


def part_place(runbook: Runbook, part: RunbookPart) -> str:
    """Which hop of how many a part is."""
    return f"Hop {part.number} of {len(runbook.parts)}"


def step_count(part: RunbookPart) -> str:
    """How many steps a part has, in words."""
    count = len(part.procedure.steps)
    return counted(count, "step") if count else "no numbered steps"


def work(runbook: Runbook) -> str:
    """What there is to do, counted: "3 hops, 9 steps, 3 gates to sign"."""
    gates = sum(part.gate is not None for part in runbook.parts)
    counts = (
        (len(runbook.parts) if runbook.route is not None else 0, "hop", ""),
        (sum(len(part.procedure.steps) for part in runbook.parts), "step", ""),
        (gates, "gate to sign", "gates to sign"),
        (len(runbook.appendices), "appendix", "appendices"),
    )
    return ", ".join(counted(*count) for count in counts if count[0])


def rename_notice(hop: RouteHop) -> str:
    """What a reader must know on a hop on which the product changes its name; else ""."""
    if not hop.renamed:
        return ""
    return f"The product changes its name on this hop: {hop.from_product} becomes {hop.to_product}."


def chain(runbook: Runbook) -> tuple[str, ...]:
    """The versions of the route in order, each with its name where that is new to the reader."""
    route = runbook.route
    if route is None:
        return ()
    stops = (f"{h.to_product} {h.to_version}" if h.renamed else h.to_version for h in route.hops)
    return (f"{route.from_product} {route.from_version}", *stops)


def chosen_description(part: RunbookPart) -> str:
    """Where the part comes from, and why from there; the others are listed by `part.hop`."""
    place = source_place(part.path, part.procedure.line)
    if part.hop is None:
        return f"{SOURCE}: {place}"
    return f"{SOURCE}: {place} ({part.hop.reason})"


def other_descriptions(part: RunbookPart) -> str:
    """The other procedures that describe the same hop, or ""."""
    others = part.hop.others if part.hop is not None else ()
    return f"{ALSO_DESCRIBED}: {', '.join(others)}" if others else ""


def unsaid(part: RunbookPart) -> str:
    """What a careful reader looks for and the source does not give, or ""."""
    return "" if part.rollback or part.procedure.rollback else NO_ROLLBACK


def route_rows(runbook: Runbook) -> tuple[tuple[str, ...], ...]:
    """The rows of the table that shows a route, in the order of `ROUTE_COLUMNS`."""
    return tuple(
        (
            str(part.number),
            f"{part.hop.from_product} {part.hop.from_version}",
            f"{part.hop.to_product} {part.hop.to_version}",
            str(len(part.procedure.steps)),
            hazard_summary(part, runbook),
            source_place(part.path, part.procedure.line),
        )
        for part in runbook.parts
        if part.hop is not None
    )
