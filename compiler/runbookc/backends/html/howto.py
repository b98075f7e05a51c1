"""A runbook as a schema.org HowTo, for programs that read the page.

It says nothing that the runbook does not say: no tools and no supplies, because the docs name
none as such, and a time only where the source gives one for every part.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.flat import flat_texts
from runbookc.model import (
    Admonition,
    Block,
    Runbook,
    RunbookPart,
    Step,
    StepPlace,
    Substeps,
    step_numbers,
)

Value = dict[str, Any]

_TIME = re.compile(
    r"(?:about |approximately |~)?(?:(\d{1,4}) ?(?:h|hours?))?(?:,? (?:and )?)?"
    r"(?:(\d{1,4}) ?(?:m|min|minutes?))?\.?",
    re.IGNORECASE,
)
_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def howto(runbook: Runbook) -> Value:
    """The runbook as a value of schema.org: a section for each hop, or steps alone."""
    sections = [_section(runbook, part) for part in runbook.parts]
    steps = sections if runbook.route else sections[0]["itemListElement"]
    value: Value = {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "name": runbook.title,
        "identifier": runbook.digest or runbook.id,
    }
    if runbook.provenance.date:
        value["dateModified"] = runbook.provenance.date
    if time := _total_time(runbook.parts):
        value["totalTime"] = time
    return {**value, "step": steps}


def embedded(runbook: Runbook) -> Markup:
    """The value as an element of a page; nothing in it can end that element."""
    written = json.dumps(howto(runbook), sort_keys=True)
    for char, escaped in _MARKUP.items():
        written = written.replace(char, escaped)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(written))


def _section(runbook: Runbook, part: RunbookPart) -> Value:
    steps = part.procedure.steps
    numbered = zip(step_numbers(steps), steps, strict=True)
    return {
        "@type": "HowToSection",
        "name": wording.part_heading(runbook, part),
        "itemListElement": [
            _step(part, number, position, step)
            for position, (number, step) in enumerate(numbered, start=1)
        ],
    }


def _step(part: RunbookPart, number: str, position: int, step: Step) -> Value:
    place = StepPlace(part=part.number, number=number, path=part.path, line=step.line)
    return {
        "@type": "HowToStep",
        "name": step.title or wording.step_label(number),
        "position": position,
        "url": f"#{wording.step_anchor(place)}",
        "itemListElement": list(_directions(step)),
    }


def _directions(step: Step) -> Iterator[Value]:
    """What a step says, in order: its directions, and its notes and hazards as tips."""
    for block in wording.shown(step):
        if isinstance(block, Substeps):
            for inner in step.substeps[block.start : block.start + block.count]:
                yield from _directions(inner)
        elif said := _said(block):
            yield {"@type": _kind(block), "text": said}


def _kind(block: Block) -> str:
    return "HowToTip" if isinstance(block, Admonition) else "HowToDirection"


def _said(block: Block) -> str:
    if isinstance(block, Admonition):
        return " ".join((f"{wording.label(block)}:", *flat_texts(block.body)))
    return " ".join(flat_texts([block]))


def _total_time(parts: Sequence[RunbookPart]) -> str:
    """The time of all parts as an ISO 8601 duration, or "" where one gives none that is plain."""
    minutes = 0
    for part in parts:
        match = _TIME.fullmatch(part.procedure.time.strip())
        if match is None or match[1] is match[2] is None:
            return ""
        minutes += 60 * int(match[1] or 0) + int(match[2] or 0)
    hours, rest = divmod(minutes, 60)
    written = (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
    return f"PT{written}" if written else ""
