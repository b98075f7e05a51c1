"""A runbook as one JSON value: what the template reads."""

import re
from typing import Literal

from runbookc.backends import wording
from runbookc.backends.pdf.appendices import appendices, outside
from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.content import guarding
from runbookc.backends.pdf.cover import cover, heading, trip
from runbookc.backends.pdf.extent import lines
from runbookc.backends.pdf.gates import gate
from runbookc.backends.pdf.hazards import summary
from runbookc.backends.pdf.pieces import pieces
from runbookc.backends.pdf.steps import StepWriter
from runbookc.backends.pdf.values import Value, clean, text_values
from runbookc.backends.pdf.writers import Writers
from runbookc.model import Consideration, Provenance, Runbook, RunbookPart

Paper = Literal["a4", "us-letter"]

_LONG = 200.0
"""Lines from which a procedure is treated like a book."""
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d))?")


class DocumentWriter:
    """Turns one runbook into the value of the template."""

    def __init__(self, runbook: Runbook, assets: Assets, paper: Paper) -> None:
        self._runbook = runbook
        self._writers = Writers(runbook, assets)
        self._paper = paper

    def write(self) -> Value:
        """The whole document; the index comes last, when all of it is known."""
        runbook = self._runbook
        sections = self._sections()
        parts = [self._part(part) for part in runbook.parts]
        topics = appendices(self._writers)
        return {
            "paper": self._paper,
            "title": clean(runbook.title),
            "product": clean(runbook.product_name),
            "trip": trip(runbook),
            "running": self._running(),
            "date": _date(runbook.provenance.date),
            "stamp": wording.stamp(runbook),
            # One short procedure needs no cover, no contents and no index.
            "whole": runbook.route is not None or _is_long(sections, parts, topics),
            "hopwise": runbook.route is not None,
            "cover": cover(runbook),
            "contents": wording.CONTENTS,
            "hazards": summary(self._writers),
            "sections": sections,
            "parts": parts,
            "appendices": topics,
            "outside": outside(self._writers),
            "provenance": _provenance(runbook),
            "index": {"title": wording.INDEX, "groups": self._writers.index.value()},
        }

    def _running(self) -> tuple[str, str]:
        """What stands at the head of every page but the first, left and right."""
        runbook, ends = self._runbook, trip(self._runbook)
        if runbook.route is not None:
            return clean(runbook.product_name), ends
        return clean(f"{runbook.product_name} {ends}".strip()), clean(runbook.title)

    def _sections(self) -> list[Value]:
        groups = (
            ("considerations", wording.CONSIDERATIONS, self._runbook.considerations),
            ("prerequisites", wording.PREREQUISITES, self._runbook.prerequisites),
        )
        return [
            {
                "anchor": anchor,
                "title": title,
                "items": [self._statement(one, title) for one in statements],
            }
            for anchor, title, statements in groups
            if statements
        ]

    def _statement(self, statement: Consideration, group: str) -> Value:
        title = [] if statement.title == group else text_values(statement.title)
        same = ", ".join(wording.source_place(p.path, p.line) for p in statement.duplicates)
        writer = self._writers.of_statement(statement, 2 if title else 1)
        return {
            "title": title,
            "holds": wording.holds_for(statement, self._runbook),
            "body": writer.blocks(statement.body),
            "source": pieces(wording.source_place(statement.path, statement.line)),
            "same": text_values(f"{wording.SAME_TEXT} {same}") if same else [],
        }

    def _part(self, part: RunbookPart) -> Value:
        procedure = part.procedure
        steps = StepWriter(self._runbook, part, self._writers.of_part(part, 0))
        introduction = self._writers.of_part(part, 1).blocks(procedure.introduction)
        return {
            "anchor": wording.part_anchor(part.number),
            "title": heading(self._runbook, wording.part_heading(self._runbook, part)),
            "note": clean(wording.rename_notice(part.hop)) if part.hop else "",
            "origin": _plain(
                wording.chosen_description(part),
                wording.other_descriptions(part),
                wording.unsaid(part),
                *wording.reminders(self._runbook, part),
                "" if procedure.steps else wording.NO_STEPS,
            ),
            "time": clean(procedure.time),
            "time_word": wording.TIME,
            "marks": steps.introduction(),
            "introduction": guarding([*introduction, *steps.steps()]),
            "result_word": wording.RESULT,
            "result": self._writers.of_part(part, 2).blocks(procedure.result),
            "rollback_word": wording.ROLLBACK,
            "rollback": text_values(procedure.rollback),
            "gate": gate(self._writers, part),
        }


def _is_long(sections: list[Value], parts: list[Value], topics: list[Value]) -> bool:
    """Whether a procedure by itself takes more than some four pages."""
    statements = [item for section in sections for item in section["items"]]
    bodies = [*(one["body"] for one in [*statements, *topics]), *(p["introduction"] for p in parts)]
    return sum(map(lines, bodies)) > _LONG


def _plain(*sentences: str) -> list[list[Value]]:
    return [text_values(sentence) for sentence in sentences if sentence]


def _provenance(runbook: Runbook) -> Value:
    provenance: Provenance = runbook.provenance
    return {
        "title": wording.PROVENANCE,
        "digest": wording.digest_label(runbook),
        "commit": wording.commit_label(provenance),
        "line": text_values(wording.provenance_line(provenance)),
        "full": [provenance.commit] if provenance.commit else [],
        "inputs": [
            {"path": pieces(item.path), "sha256": item.sha256} for item in provenance.inputs
        ],
    }


def _date(written: str) -> list[int] | None:
    match = _DATE.match(written)
    return [int(part or 0) for part in match.groups()] if match else None
