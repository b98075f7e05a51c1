"""A report in numbers: how often each rule found something, and where most of it stands."""

from collections import Counter, defaultdict

from runbookc.diagnostics import Severity
from runbookc.reporting.report import Report
from runbookc.source.frozen import dataclass

WORST = 5
"""How many pages are named."""


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How often one rule found something of one severity, and on how many pages."""

    severity: Severity
    code: str
    name: str
    findings: int
    pages: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of a report.

    Args:
        rules: the worst severity first, then the most frequent.
        pages: the pages with the most findings and their number; none where all have equally few.
    """

    rules: tuple[RuleTally, ...]
    pages: tuple[tuple[str, int], ...]


def tally(report: Report) -> Tally:
    """Count a report's findings."""
    places: dict[tuple[Severity, str, str], Counter[str]] = defaultdict(Counter)
    for found in report.diagnostics:
        places[found.severity, found.code, found.name][found.path] += 1
    rules = [RuleTally(*rule, on.total(), len(on)) for rule, on in places.items()]
    gravity = list(Severity)
    rules.sort(key=lambda one: (gravity.index(one.severity), -one.findings, one.code))
    pages = Counter(found.path for found in report.diagnostics)
    ranked = sorted(pages.items(), key=lambda item: (-item[1], item[0]))
    several = [(path, findings) for path, findings in ranked if findings > 1]
    return Tally(tuple(rules), tuple(several[:WORST]) if len(pages) > 1 else ())
