"""The summary of hazards: worst first, each with the step and the page where it stands."""

from runbookc.backends import wording
from runbookc.backends.pdf.gates import place
from runbookc.backends.pdf.values import Value, text_values
from runbookc.backends.pdf.writers import Writers
from runbookc.model import Hazard


def summary(writers: Writers) -> Value | None:
    """All hazards of the runbook; None where it has none."""
    runbook = writers.runbook
    if not runbook.hazards:
        return None
    return {
        "title": wording.hazards_heading(runbook),
        "columns": list(wording.HAZARD_COLUMNS),
        "quoted": wording.QUOTED,
        "items": [_row(writers, hazard) for hazard in runbook.hazards],
    }


def _row(writers: Writers, hazard: Hazard) -> Value:
    return {
        "kind": hazard.kind,
        "word": wording.word(hazard.kind),
        "text": text_values(" ".join(hazard.text.split())),
        "quoted": hazard.quoted,
        "place": place(writers, hazard.place),
    }
