"""A runbook with what keeps its reader from harm.

Hazards first, points of no return, what cannot connect for a while, gates: each in its own module.
"""

from collections.abc import Sequence

from runbookc.linking import Project
from runbookc.model import CompatibilityWindow, Runbook, RunbookPart
from runbookc.planning.gates import gate_after
from runbookc.planning.hazards import hazard_summary, hazards_first, warned
from runbookc.planning.no_return import points_of_no_return, rollback_of
from runbookc.planning.skew_notices import skew_notices


def guarded(
    project: Project, runbook: Runbook, windows: Sequence[CompatibilityWindow] = ()
) -> Runbook:
    """The runbook, its sentences all there, with what its reader must not miss.

    Args:
        project: the project of its pages.
        runbook: its parts as their authors ordered them.
        windows: those that hold for its product.
    """
    skews = list(skew_notices(runbook.parts, windows))
    parts = (
        _guarded(project, part, last=part is runbook.parts[-1]).changed(
            skews=tuple(one for one in skews if one.begins.part == part.number)
        )
        for part in runbook.parts
    )
    calm = runbook.changed(
        considerations=warned(runbook.considerations),
        prerequisites=warned(runbook.prerequisites),
        parts=tuple(parts),
    )
    return calm.changed(hazards=hazard_summary(calm))


def _guarded(project: Project, part: RunbookPart, *, last: bool) -> RunbookPart:
    page = project.page(part.path)
    part = part.changed(rollback=rollback_of(part.procedure, page) if page is not None else "")
    return part.changed(
        procedure=hazards_first(part.procedure, part.path),
        no_return=points_of_no_return(part),
        gate=gate_after(part, last=last),
    )
