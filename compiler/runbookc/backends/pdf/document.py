"""A runbook as one JSON value: what the template reads."""

import re
from typing import Literal

from runbookc.backends import wording
from runbookc.backends.links import RunbookLinks
from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.content import BlockWriter, guarding
from runbookc.backends.pdf.inlines import InlineWriter, Value, clean, text_values
from runbookc.backends.pdf.pieces import pieces
from runbookc.model import Consideration, Provenance, Route, RouteHop, Runbook, RunbookPart

Paper = Literal["a4", "us-letter"]

_UNBROKEN = 28
"""Names of at most this length stay on one line of the title."""
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d))?")


class DocumentWriter:
    """Turns one runbook into the value of the template."""

    def __init__(self, runbook: Runbook, assets: Assets, paper: Paper) -> None:
        self._runbook = runbook
        self._assets = assets
        self._paper = paper

    def write(self) -> Value:
        """The whole document."""
        runbook = self._runbook
        return {
            "paper": self._paper,
            "title": clean(runbook.title),
            "heading": self._heading(runbook.title),
            "product": clean(runbook.product_name),
            "trip": self._trip(),
            "running": self._running(),
            "edition": wording.edition(runbook.provenance),
            "contents": wording.CONTENTS,
            "date": _date(runbook.provenance.date),
            "route": self._route(),
            "sections": self._sections(),
            "parts": [self._part(part) for part in runbook.parts],
            "provenance": _provenance(runbook.provenance),
        }

    def _heading(self, title: str) -> list[str]:
        """A title in pieces; each second one is not to be broken."""
        route = self._runbook.route
        stops = [] if route is None else [_start(route), *map(_stop, route.hops)]
        names = [re.escape(name) for name in stops if len(name) <= _UNBROKEN]
        together = "|".join([*names, r"\S+ \d\S*"])
        return re.split(f"({together})", clean(title))

    def _trip(self) -> str:
        route = self._runbook.route
        if route is None:
            return clean(self._runbook.docs_version or "")
        return clean(f"{route.from_version} → {route.to_version}")

    def _running(self) -> tuple[str, str]:
        """What stands at the head of every page but the first, left and right."""
        runbook = self._runbook
        if runbook.route is not None:
            return clean(runbook.product_name), self._trip()
        return clean(f"{runbook.product_name} {self._trip()}".strip()), clean(runbook.title)

    def _route(self) -> Value | None:
        route = self._runbook.route
        if route is None:
            return None
        start = {"name": clean(_start(route)), "note": ""}
        stops = [
            {"name": clean(_stop(hop)), "note": clean(wording.rename_notice(hop))}
            for hop in route.hops
        ]
        hops = [_hop(part) for part in self._runbook.parts]
        return {"title": wording.ROUTE, "stops": [start, *stops], "hops": hops}

    def _sections(self) -> list[Value]:
        groups = (
            (wording.CONSIDERATIONS, self._runbook.considerations),
            (wording.PREREQUISITES, self._runbook.prerequisites),
        )
        return [
            {"title": title, "items": [self._statement(item, title) for item in statements]}
            for title, statements in groups
            if statements
        ]

    def _statement(self, statement: Consideration, group: str) -> Value:
        links = RunbookLinks.of_statement(self._runbook, statement)
        return {
            "title": "" if statement.title == group else clean(statement.title),
            "holds": wording.holds_for(statement, self._runbook),
            "body": self._writer(statement.path, links).blocks(statement.body),
            "source": pieces(wording.source_place(statement.path, statement.line)),
        }

    def _part(self, part: RunbookPart) -> Value:
        procedure = part.procedure
        writer = self._writer(part.path, RunbookLinks.of_part(self._runbook, part))
        steps = [writer.steps(procedure.steps)] if procedure.steps else []
        return {
            "number": part.number,
            "title": self._heading(wording.part_heading(self._runbook, part)),
            "note": wording.rename_notice(part.hop) if part.hop else "",
            "origin": _plain(
                wording.chosen_description(part),
                wording.other_descriptions(part),
                wording.unsaid(part),
                *wording.reminders(self._runbook, part),
                "" if procedure.steps else wording.NO_STEPS,
            ),
            "time": clean(procedure.time),
            "time_word": wording.TIME,
            "introduction": guarding([*writer.blocks(procedure.introduction), *steps]),
            "result_word": wording.RESULT,
            "result": writer.blocks(procedure.result),
            "rollback_word": wording.ROLLBACK,
            "rollback": text_values(procedure.rollback),
        }

    def _writer(self, path: str, links: RunbookLinks) -> BlockWriter:
        return BlockWriter(path, InlineWriter(links, self._assets))


def _start(route: Route) -> str:
    return f"{route.from_product} {route.from_version}"


def _stop(hop: RouteHop) -> str:
    return f"{hop.to_product} {hop.to_version}"


def _hop(part: RunbookPart) -> Value:
    count = len(part.procedure.steps)
    hazards = [
        {"kind": kind, "word": f"{number} {kind}{'s' if number > 1 else ''}"}
        for kind, number in wording.hazards_of(part).items()
    ]
    return {
        "number": part.number,
        "steps": f"{count} step{'' if count == 1 else 's'}" if count else "",
        "hazards": hazards,
    }


def _plain(*sentences: str) -> list[list[Value]]:
    return [text_values(sentence) for sentence in sentences if sentence]


def _provenance(provenance: Provenance) -> Value:
    return {
        "title": wording.PROVENANCE,
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
