"""Where somebody signs before the work goes on."""

from runbookc.backends import wording
from runbookc.backends.pdf.extent import SHORT, lines
from runbookc.backends.pdf.values import Value, text_values
from runbookc.backends.pdf.writers import Writers
from runbookc.model import Gate, GateCheck, RunbookPart, StepPlace


def gate(writers: Writers, part: RunbookPart) -> Value | None:
    """The gate after a part: its checks with boxes, and the lines to sign on."""
    if part.gate is None:
        return None
    checks = [_check(writers, part, check) for check in part.gate.checks]
    height = sum(lines(check["body"]) + 2 for check in checks)
    return {
        "title": wording.gate_heading(writers.runbook, part.gate),
        "introduction": wording.GATE_INTRODUCTION if checks else "",
        "checks": checks,
        "none": "" if checks else wording.NO_CHECK,
        "lines": [wording.SIGNED_BY, wording.SIGNED_AT, wording.SIGNATURE],
        "last": _is_last(writers, part.gate),
        "keep": height <= SHORT,
    }


def _check(writers: Writers, part: RunbookPart, check: GateCheck) -> Value:
    return {
        "body": writers.of_part(part, 0).blocks(check.body, 1),
        "place": place(writers, check.place),
    }


def place(writers: Writers, where: StepPlace) -> Value:
    """A step as its reader finds it: its name, and where it stands in the document."""
    return {
        "s": wording.step_place(where, writers.runbook),
        "goal": wording.step_anchor(where),
        "source": text_values(wording.source_place(where.path, where.line)),
    }


def _is_last(writers: Writers, stop: Gate) -> bool:
    return stop.after == len(writers.runbook.parts)
