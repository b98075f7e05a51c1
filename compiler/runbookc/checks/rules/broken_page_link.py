"""LNK001: a link to a page that does not exist."""

from collections.abc import Iterator, Mapping

from runbookc.checks.links import links_with, nearest_target
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.planning import UpgradeGraph


class BrokenPageLink(ProjectRule):
    """A link leads to a page that does not exist.

    ## What it does
    Resolves every link between pages by the rules of the docs system and reports those at whose
    end there is no page. The help names the existing page that was probably meant. A path that
    `.gitignore` names, or that a plugin of the docs system fills, is made by the build and is left
    unchecked.

    ## Why it hurts
    A reader who follows the link in the middle of a procedure finds an error page and has to guess.

    ## Bad
    ```markdown
    See the [Server Manager](/docs/vault/9.3/servermanger.md).
    ```

    ## Good
    ```markdown
    See the [Server Manager](/docs/vault/9.3/servermanager.md).
    ```

    ## False alarms it risks
    A page that another program adds to the site. Name its address under `[redirects]` in
    `runbookc.toml`.
    """

    code = "LNK001"
    name = "broken-page-link"
    severity = Severity.ERROR
    alone = True

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        for page, link in links_with(project, "broken-page"):
            if link.resolved is None:
                yield self.finding(
                    page.path,
                    link.target_span,
                    f"The page `{link.target}` does not exist",
                    help=nearest_target(link),
                )
