"""LNK007: a link that runs code or smuggles data."""

from collections.abc import Iterator, Mapping

from runbookc.checks.links import links_with
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.planning import UpgradeGraph


class UnsafeLink(ProjectRule):
    """A link runs code or carries its data in itself.

    ## What it does
    Reports targets such as `javascript:`, `vbscript:` and `data:`. The outputs leave them out.

    ## Why it hurts
    Whoever can edit a page could run code in the browser of everyone who reads it.

    ## Bad
    ```markdown
    [Open the console](javascript:openConsole())
    ```

    ## Good
    ```markdown
    [Open the console](https://console.example.com/)
    ```

    ## False alarms it risks
    Small inline images written as `data:`. Store them as files.
    """

    code = "LNK007"
    name = "unsafe-link"
    severity = Severity.ERROR
    alone = True

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        for page, link in links_with(project, "unsafe"):
            yield self.finding(
                page.path,
                link.target_span,
                f"`{_scheme(link.target)}` is not a safe link",
                help="Link to a page, a file or an https address.",
            )


def _scheme(target: str) -> str:
    return target.strip().partition(":")[0].lower() + ":"
