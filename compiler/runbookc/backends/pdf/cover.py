"""The first page: whose it is, where it leads, what it needs, how to tell that it is genuine."""

import re

from runbookc.backends import wording
from runbookc.backends.links import online_copy
from runbookc.backends.pdf.needs import needs
from runbookc.backends.pdf.pieces import pieces
from runbookc.backends.pdf.qr import drawing
from runbookc.backends.pdf.values import Value, clean, text_values
from runbookc.model import Route, RouteHop, Runbook, RunbookPart

_UNBROKEN = 28
"""Names of at most this length stay on one line of the title."""


def cover(runbook: Runbook) -> Value:
    """The values of the first page."""
    letterhead = runbook.letterhead
    return {
        "organisation": clean(letterhead.name),
        "lines": [text_values(line) for line in letterhead.lines],
        "fields_word": wording.FIELDS,
        "fields": [clean(label) for label in letterhead.fields],
        "eyebrow": " · ".join(filter(None, (clean(runbook.product_name), trip(runbook)))),
        "heading": heading(runbook, runbook.title),
        "edition": wording.edition(runbook.provenance),
        "route": _route(runbook),
        "needs_word": wording.WHAT_YOU_NEED,
        "needs": needs(runbook),
        "digest_word": wording.DIGEST,
        "digest": _digest(runbook),
        "online": _online(runbook),
    }


def trip(runbook: Runbook) -> str:
    """The versions at both ends; of a procedure, the docs' version."""
    route = runbook.route
    if route is None:
        return clean(runbook.docs_version or "")
    return clean(f"{route.from_version} → {route.to_version}")


def heading(runbook: Runbook, title: str) -> list[Value]:
    """A title in which versions stay with their names."""
    route = runbook.route
    stops = [] if route is None else [_start(route), *map(_stop, route.hops)]
    names = [re.escape(name) for name in stops if len(name) <= _UNBROKEN]
    together = "|".join([*names, r"\S{1,24} \d\S{0,12}"])
    parts = re.split(f"({together})", clean(title))
    return [value for number, part in enumerate(parts) for value in _title_values(part, number)]


def _title_values(part: str, number: int) -> list[Value]:
    return [{"t": "whole", "s": part}] if number % 2 else text_values(part)


def _start(route: Route) -> str:
    return f"{route.from_product} {route.from_version}"


def _stop(hop: RouteHop) -> str:
    return f"{hop.to_product} {hop.to_version}"


def _route(runbook: Runbook) -> Value | None:
    route = runbook.route
    if route is None:
        return None
    stops = [{"name": clean(_start(route)), "note": ""}]
    stops += [
        {"name": clean(_stop(hop)), "note": clean(wording.rename_notice(hop))} for hop in route.hops
    ]
    return {"title": wording.ROUTE, "stops": stops, "hops": [_hop(p) for p in runbook.parts]}


def _hop(part: RunbookPart) -> Value:
    hazards = [
        {"kind": kind, "word": wording.counted(number, kind)}
        for kind, number in wording.hazards_of(part).items()
    ]
    points = len(part.no_return)
    return {
        "number": part.number,
        "goal": wording.part_anchor(part.number),
        "steps": wording.step_count(part),
        "time": clean(part.procedure.time),
        "hazards": hazards,
        "points": wording.counted(points, "point", "points") + " of no return" if points else "",
    }


def _digest(runbook: Runbook) -> Value | None:
    if not runbook.digest:
        return None
    half = len(runbook.digest) // 2
    full = [runbook.digest[:half], runbook.digest[half:]]
    return {"short": wording.short_digest(runbook.digest), "full": full}


def _online(runbook: Runbook) -> Value | None:
    address = online_copy(runbook)
    if not address:
        return None
    return {
        "word": wording.ONLINE_COPY,
        "to": address,
        "p": pieces(address),
        "drawing": drawing(address),
        "alt": f"QR code of {address}",
    }
