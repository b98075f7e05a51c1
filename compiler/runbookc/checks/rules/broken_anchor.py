"""LNK002: a link to a heading that does not exist."""

from collections.abc import Iterator, Mapping

from runbookc.checks.links import links_with, nearest_target
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.model import Link
from runbookc.planning import UpgradeGraph


class BrokenAnchor(ProjectRule):
    """A link leads to a page that exists, at a heading that does not.

    ## What it does
    Looks every fragment up among the anchors of its page: those of the headings, as the docs
    system makes them, those that authors give, and ids in raw HTML. Where the page includes other
    files, or components and macros may add headings to it, an unknown fragment is left unchecked.

    ## Why it hurts
    The reader lands at the top of a long page and does not learn which part was meant.

    ## Bad
    ```markdown
    [Remove the agent](#removing-the-agent)

    ## Remove the agent
    ```

    ## Good
    ```markdown
    [Remove the agent](#remove-the-agent)

    ## Remove the agent
    ```

    ## False alarms it risks
    Anchors that a script adds in the browser.
    """

    code = "LNK002"
    name = "broken-anchor"
    severity = Severity.ERROR
    alone = True

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        for page, link in links_with(project, "broken-anchor"):
            yield self.finding(
                page.path,
                link.target_span,
                f"No heading has the anchor `#{link.anchor}` on {_place(link, page.path)}",
                help=nearest_target(link),
            )


def _place(link: Link, path: str) -> str:
    return "this page" if link.resolved in (None, path) else f"`{link.resolved}`"
