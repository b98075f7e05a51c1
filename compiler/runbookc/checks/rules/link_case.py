"""LNK005: a link that is right only on a disk that ignores case."""

from collections.abc import Iterator, Mapping

from runbookc.checks.links import links_with, retargeted
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.planning import UpgradeGraph


class LinkCase(ProjectRule):
    """A link is right only on a disk that ignores upper and lower case.

    ## What it does
    Reports links whose target exists, but in other letters: `Agents.md` for `agents.md`.

    ## Why it hurts
    It works on its author's Windows or macOS machine and breaks on the web server.

    ## Bad
    ```markdown
    [Agents](Agents.md)
    ```

    ## Good
    ```markdown
    [Agents](agents.md)
    ```

    ## False alarms it risks
    None that is known: whether a web server ignores case is not for the page to say.
    """

    code = "LNK005"
    name = "link-case"
    severity = Severity.ERROR
    mends = "writes the target in the letters of the file"
    alone = True

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        for page, link in links_with(project, "broken-page", "missing-asset"):
            if link.resolved:
                yield self.finding(
                    page.path,
                    link.target_span,
                    f"`{link.target}` differs from `{link.resolved}` in upper and lower case",
                    help=f"Write `{link.nearest}`.",
                    fix=retargeted(page, link),
                )
