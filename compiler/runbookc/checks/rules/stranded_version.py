"""VER007: a version from which no route leads to the latest one."""

from collections.abc import Iterator, Mapping

from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.model import Hop
from runbookc.planning import ProductLine, UpgradeGraph
from runbookc.source import Span

_UPGRADES = ("upgrade", "update", "migrate")


class StrandedVersion(ProjectRule):
    """No route leads from a version to the latest one.

    ## What it does
    Takes every version at which a described upgrade starts or ends, and reports those that no
    upgrade leaves, but for the latest one. Versions that lead to a reported one are stranded with
    it. Products of which no described upgrade leads to the latest version are left alone.

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
    reads = frozenset(("hops",))

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each version at which the way ends, where an upgrade names it last."""
        for line in graph.lines:
            if not any(edge.target == line.versions[-1] for edge in line.edges):
                continue
            places = _places(line)
            for version in line.versions[:-1]:
                place = places.get(version)
                if place and not line.next_stops(version, None):
                    here = f"{line.name_at(version)} {version}".strip()
                    yield self.finding(
                        *place,
                        f"No upgrade leads on from {here}; the latest"
                        f" version is {line.versions[-1]}",
                        help=f"Describe an upgrade from {version}, or say that there is none.",
                    )


def _places(line: ProductLine) -> dict[str, tuple[str, Span]]:
    """Where the described upgrades name each version: as their end, else as their start.

    Upgrades that name no product say little on a page about several: where other upgrades of the
    line name theirs, those are left alone.
    """
    hops = [
        description.hop
        for edge in line.edges
        for description in edge.descriptions
        if description.procedure.kind in _UPGRADES
    ]
    if any(map(_named, hops)):
        hops = [hop for hop in hops if _named(hop)]
    hops = [hop for hop in hops if hop.evidence]
    places: dict[str, tuple[str, Span]] = {}
    for versions in ([hop.from_version for hop in hops], [hop.to_version for hop in hops]):
        for hop, version in zip(hops, versions, strict=True):
            if version.base is not None:
                places[version.base] = (hop.evidence[0].path, hop.evidence[0].span)
    return places


def _named(hop: Hop) -> bool:
    return bool(hop.from_product or hop.to_product)
