"""VER008: an upgrade to an older version."""

import re
from collections.abc import Iterator, Mapping

from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.planning import Edge, UpgradeGraph

_ON_PURPOSE = re.compile(r"\b(?:downgrad|roll(?:ing)?[ -]?back|revert|restor)", re.IGNORECASE)


class BackwardHop(ProjectRule):
    """An upgrade leads to an older version, or back to where it began.

    ## What it does
    Compares both versions of every described upgrade. Since every other upgrade leads to a newer
    version, no cycle is possible without such a hop. Procedures that say that they go back
    ("Downgrade", "Roll back") are left alone.

    ## Why it hurts
    One of the two numbers is wrong, and the reader may install the wrong version.

    ## Bad
    ```markdown
    ## Upgrade Procedure for 8.0 to 7.5

    **Step 1 –** Install the new version.
    ```

    ## Good
    ```markdown
    ## Upgrade Procedure for 7.5 to 8.0

    **Step 1 –** Install the new version.
    ```

    ## False alarms it risks
    Products that began to count anew. Give their versions in order under `[products]`.
    """

    code = "VER008"
    name = "backward-hop"
    severity = Severity.ERROR
    reads = frozenset(("hops",))

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such hop at the place that states it."""
        for line in graph.lines:
            for edge in line.edges:
                if edge.backward:
                    yield from self._findings(edge)

    def _findings(self, edge: Edge) -> Iterator[Diagnostic]:
        for description in edge.descriptions:
            if _ON_PURPOSE.search(description.procedure.title):
                continue
            for evidence in description.hop.evidence[:1]:
                yield self.finding(
                    evidence.path,
                    evidence.span,
                    f"{edge.to_label} is not newer than {edge.from_label}",
                    help="Swap the versions, or correct one of them.",
                )
