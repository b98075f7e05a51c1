"""VER007: a version from which no route leads to the latest one."""

from collections.abc import Iterator

from runbookc.checks.rule import ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.model import Hop
from runbookc.planning import NoRoute, ProductLine, UpgradeGraph, find_route
from runbookc.source import Span


class StrandedVersion(ProjectRule):
    """No route leads from a version to the latest one.

    ## What it does
    Takes every version at which a described upgrade starts or ends, and looks for a chain of
    upgrades from it to the product's latest version. Products without any described upgrade are
    left alone.

    ## Why it hurts
    Whoever runs that version cannot get to a supported one by the docs.

    ## Bad
    ```markdown
    ## Upgrade Procedure for 7.3 to 7.4

    **Step 1 –** Install 7.4.

    ## Upgrade Procedure for 7.5 to 8.0

    **Step 1 –** Install 8.0.
    ```

    ## Good
    ```markdown
    ## Upgrade Procedure for 7.3 to 7.4

    **Step 1 –** Install 7.4.

    ## Upgrade Procedure for 7.4 to 8.0

    **Step 1 –** Install 8.0.
    ```

    ## False alarms it risks
    A version that nobody may upgrade from, and upgrades that are told in prose only.
    """

    code = "VER007"
    name = "stranded-version"
    severity = Severity.INFO

    def check(self, project: Project, graph: UpgradeGraph) -> Iterator[Diagnostic]:
        """Report each such version where an upgrade names it last."""
        for line in graph.lines:
            if not line.edges or len(line.versions) < 2:
                continue
            latest = line.versions[-1]
            for version in line.versions[:-1]:
                place = _place(line, version)
                if place and isinstance(find_route(graph, line.id, version, latest), NoRoute):
                    yield self.finding(
                        *place,
                        f"No upgrade leads from {line.name_at(version)} {version}"
                        f" to the latest version, {latest}",
                        help=f"Describe an upgrade from {version}, or say that there is none.",
                    )


def _place(line: ProductLine, version: str) -> tuple[str, Span] | None:
    """Where a described upgrade names the version: as its end, else as its start."""
    ends: list[tuple[str, Span]] = []
    starts: list[tuple[str, Span]] = []
    for edge in line.edges:
        for description in edge.descriptions:
            hop = description.hop
            for base, places in ((hop.to_version.base, ends), (hop.from_version.base, starts)):
                if base == version:
                    places.extend(_evidence(hop))
    places = ends or starts
    return places[-1] if places else None


def _evidence(hop: Hop) -> Iterator[tuple[str, Span]]:
    for evidence in hop.evidence[:1]:
        yield evidence.path, evidence.span
