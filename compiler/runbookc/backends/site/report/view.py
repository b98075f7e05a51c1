"""What the pages of the report are made of, and the words for it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from runbookc.model.site_report import ReportedFinding, SiteReport
from runbookc.source.frozen import dataclass

SEVERITIES: Final = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a rule is called, and what it finds, in one sentence without its full stop."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """One version of one product, or what belongs to none.

    Args:
        title: the name with its version.
        pages: how many pages it has.
        address: its page of the report, seen from the page that is made.
    """

    title: str
    pages: int
    address: str


@dataclass(frozen=True)
class Standing:
    """A report, sorted once for all of its pages.

    Args:
        report: the report.
        shelf_of: the key of a page's shelf, by its path.
    """

    report: SiteReport
    shelf_of: Callable[[str], str]

    @cached_property
    def new(self) -> frozenset[str]:
        """The fingerprints of what was not there in the build before."""
        trend = self.report.trend
        return frozenset(trend.new) if trend else frozenset()

    @cached_property
    def found(self) -> tuple[ReportedFinding, ...]:
        """The findings that stand."""
        return tuple(one for one in self.report.findings if one.state == "found")

    @cached_property
    def by_shelf(self) -> Mapping[str, Sequence[ReportedFinding]]:
        """The same by shelf; nothing for one that has none."""
        found: defaultdict[str, list[ReportedFinding]] = defaultdict(list)
        for one in self.found:
            found[self.shelf_of(one.path)].append(one)
        return found


@dataclass(frozen=True)
class ReportView:
    """A report, and what the site knows of the places that it names.

    Args:
        standing: the report.
        rules: by code.
        shelves: the versions of each product, newest first, by any key.
        title_of: the title of a page, "" for a path that is none.
        href: the address of a line, by path and number, seen from the page that is made; or "".
        edit: where a page can be edited, or "".
        commit: the address of a commit, or "".
        overview: the address of the overview.
        file: that of the report as JSON.
    """

    standing: Standing
    rules: Mapping[str, RuleWords]
    shelves: Mapping[str, Shelf]
    title_of: Callable[[str], str]
    href: Callable[[str, int], str]
    edit: Callable[[str], str]
    commit: Callable[[str], str]
    overview: str
    file: str

    @property
    def report(self) -> SiteReport:
        """The report."""
        return self.standing.report

    @property
    def found(self) -> tuple[ReportedFinding, ...]:
        """The findings that stand."""
        return self.standing.found

    def shelf_of(self, path: str) -> str:
        """The key of a page's shelf."""
        return self.standing.shelf_of(path)


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun; digits in groups of three."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}".replace(",", "\u202f")


def figure(number: int) -> str:
    """A number, its digits in groups of three."""
    return f"{number:,}".replace(",", "\u202f")


def by_severity(findings: Iterable[ReportedFinding]) -> dict[str, int]:
    """How many findings weigh how much, the worst first."""
    numbers = Counter(one.severity for one in findings)
    return {severity: numbers[severity] for severity in SEVERITIES}


def worst_first(findings: Iterable[ReportedFinding]) -> list[ReportedFinding]:
    """Findings by severity, else in their order."""
    return sorted(findings, key=lambda one: SEVERITIES.index(one.severity))
