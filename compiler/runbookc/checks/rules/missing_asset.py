"""LNK003: an image or a download that is not there."""

from collections.abc import Iterator, Mapping

from runbookc.checks.links import links_with, nearest_target, retargeted
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.planning import UpgradeGraph


class MissingAsset(ProjectRule):
    """An image or a file for download is not there.

    ## What it does
    Looks for every local image and file that a page names, in its folder and in the static folders
    of the docs system.

    ## Why it hurts
    Readers see a broken picture, or a download that fails when they need it.

    ## Bad
    ```markdown
    ![The Agents page](images/agnets.png)
    ```

    ## Good
    ```markdown
    ![The Agents page](images/agents.png)
    ```

    ## False alarms it risks
    Files that another program puts beside the site after the build.
    """

    code = "LNK003"
    name = "missing-asset"
    severity = Severity.ERROR
    mends = (
        "writes the file that moved there, as git tells it, or the nearest one where no other "
        "is near"
    )
    alone = True

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        for page, link in links_with(project, "missing-asset"):
            if link.resolved is None:
                yield self.finding(
                    page.path,
                    link.target_span,
                    f"The {'image' if link.image else 'file'} `{link.target}` does not exist",
                    help=nearest_target(link),
                    fix=retargeted(page, link),
                )
