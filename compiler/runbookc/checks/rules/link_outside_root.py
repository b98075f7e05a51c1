"""LNK004: a link whose path leaves the project."""

from collections.abc import Iterator, Mapping

from runbookc.checks.links import links_with
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.planning import UpgradeGraph


class LinkOutsideRoot(ProjectRule):
    """A link's path leaves the project.

    ## What it does
    Follows the `..` of relative paths and reports those that end above the project's root. Nothing
    out there is ever read.

    ## Why it hurts
    The link may work on its author's disk and works nowhere else.

    ## Bad
    ```markdown
    [The list of ports](../../../../shared/ports.md)
    ```

    ## Good
    ```markdown
    [The list of ports](ports.md)
    ```

    ## False alarms it risks
    A site that is published below another one and links into that one: write the full address.
    """

    code = "LNK004"
    name = "link-outside-root"
    severity = Severity.ERROR
    alone = True

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        for page, link in links_with(project, "outside-root"):
            yield self.finding(
                page.path,
                link.target_span,
                f"`{link.target}` leads out of the project",
                help="Link to a page or a file below the project's root.",
            )
