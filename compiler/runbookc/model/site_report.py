"""What the gate finds, as the site reports it in `report.json`; the next build compares with it."""

from typing import Annotated, Literal

from pydantic import Field

from runbookc.model.base import Node

FindingState = Literal["found", "accepted", "silenced"]
Count = Annotated[int, Field(ge=0)]
Commit = Annotated[str, Field(pattern=r"^([0-9a-f]{7,64})?$")]
Date = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?$")]

MOST_STATES = 20
"""So many states the history holds."""


class ReportedFinding(Node):
    """One finding."""

    code: str
    severity: Literal["error", "warning", "info"]
    state: FindingState = "found"
    """Whether it stands, a baseline accepts it, or a comment or the configuration silences it."""
    message: str
    help: str = ""
    """What would be right, or ""."""
    reason: str = ""
    """Why it is silenced, in its author's words."""
    path: str
    """Posix, from the project's root."""
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]
    fingerprint: str
    """Names the finding across builds; moved lines and renamed files do not change it."""


class LookedAt(Node):
    """How much was looked at."""

    pages: Count
    procedures: Count
    links: Count
    """How many links are on the pages."""
    rules: Count
    """How many rules ran."""


class ReportCounts(Node):
    """How many findings there are; what is accepted or silenced is in no other number."""

    errors: Count = 0
    warnings: Count = 0
    infos: Count = 0
    accepted: Count = 0
    """Accepted by a baseline."""
    silenced: Count = 0
    """Silenced by a comment or by the configuration."""

    @property
    def found(self) -> int:
        """How many stand."""
        return self.errors + self.warnings + self.infos


class ReportState(Node):
    """A state of the sources, and how much was found in it."""

    commit: Commit = ""
    """Full commit; "" where the tree is not under git."""
    dirty: bool = False
    """Whether the sources differ from that commit."""
    date: Date = ""
    """ISO 8601, of the commit; "" where there is none."""
    counts: ReportCounts


class RuleTrend(Node):
    """What became of the findings of a rule; accepted ones count, silenced ones do not."""

    code: str
    new: Count = 0
    """How many were not there."""
    gone: Count = 0
    """How many are no longer there."""
    unchanged: Count = 0
    """How many have stayed."""


class GoneFinding(Node):
    """A finding of the last build that is no longer there."""

    code: str
    message: str
    path: str
    line: Annotated[int, Field(ge=1)]


class Trend(Node):
    """What is otherwise than in the build before."""

    since: ReportState
    """The state that is compared with."""
    rules: tuple[RuleTrend, ...]
    """By code."""
    new: tuple[str, ...]
    """Fingerprints of the findings that were not there."""
    gone: tuple[GoneFinding, ...]
    """By path, the first of those that were there and are no longer."""

    @property
    def new_count(self) -> int:
        """How many are new."""
        return sum(rule.new for rule in self.rules)

    @property
    def gone_count(self) -> int:
        """How many are gone."""
        return sum(rule.gone for rule in self.rules)

    @property
    def unchanged_count(self) -> int:
        """How many have stayed."""
        return sum(rule.unchanged for rule in self.rules)


class SiteReport(Node):
    """What the gate finds in a project, beside what it found before."""

    version: Literal[1] = 1
    compiler: str
    """`runbookc` and its version."""
    digest: str
    """SHA-256 of the state that is reported on, of its findings and of nothing before it."""
    now: ReportState
    looked_at: LookedAt
    baseline: str = ""
    """The file of accepted findings, from the project's root; "" where there is none."""
    baseline_problem: str = ""
    """Why that file could not be used; "" where it could."""
    gone_from_baseline: Count = 0
    """How many findings it accepts that are no longer there."""
    findings: tuple[ReportedFinding, ...]
    """By path and place."""
    trend: Trend | None = None
    """Against the build before; null in the first one."""
    history: Annotated[tuple[ReportState, ...], Field(max_length=MOST_STATES)]
    """The last states, this one last."""
