"""LNK002: a link to a heading that does not exist."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from runbookc.checks.links import links_with, nearest_target, retargeted
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.model import Link
from runbookc.planning import UpgradeGraph


class BrokenAnchor(ProjectRule):
    """A link leads to a page that exists, at a heading that does not.

    ## What it does
    Looks every fragment up among the anchors of its page: those of the headings, as the docs
    system makes them, those that authors give, ids in raw HTML, and those of the files that the
    page includes. Where components and macros may add headings to it, an unknown fragment is left
    unchecked.

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
    mends = (
        "writes the nearest anchor where a slip of the pen parts the two and no other is "
        "near, or where the link's text is the heading's"
    )
    alone = True

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        for page, link in links_with(project, "broken-anchor"):
            sure = link.nearest_is_sure or _names_heading(link, project)
            yield self.finding(
                page.path,
                link.target_span,
                f"No heading has the anchor `#{link.anchor}` on {_place(link, page.path)}",
                help=nearest_target(link, sure=sure),
                fix=retargeted(page, link, sure=sure),
            )


def _names_heading(link: Link, project: Project) -> bool:
    """Whether the link's text is, word for word, the one heading to which the nearest leads."""
    page = project.page(link.resolved or "")
    anchor = unquote((link.nearest or "").partition("#")[2])
    text = link.text.casefold().split()
    if page is None or not anchor or not text:
        return False
    same = [heading for heading in page.headings if heading.text.casefold().split() == text]
    return [heading.anchor for heading in same] == [anchor]


def _place(link: Link, path: str) -> str:
    return "this page" if link.resolved in (None, path) else f"`{link.resolved}`"
