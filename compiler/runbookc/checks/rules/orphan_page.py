"""LNK008: a page to which nothing leads."""

from collections.abc import Iterator, Mapping

from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.dialects import Dialect
from runbookc.linking import Project
from runbookc.model import Page
from runbookc.planning import UpgradeGraph
from runbookc.source import Span

_START = Span(1, 1, 1, 2)
_LANDING = frozenset(("index", "readme", "_index", "404", "home", "search"))
_HIDDEN = ("draft", "unlisted", "hidden")


class OrphanPage(ProjectRule):
    """No page and no navigation leads to a page.

    ## What it does
    Where the navigation lists pages one by one (`nav` in `mkdocs.yml`, sidebars of Docusaurus that
    name every page), reports the pages that it does not list and that no other page links to.
    Where the docs system makes the navigation by itself, nothing is an orphan. Index pages, drafts
    and pages that are left out on purpose (`not_in_nav`) are not reported.

    ## Why it hurts
    Nobody finds the page but by searching for it, and nobody notices when it grows old.

    ## Bad
    ```yaml
    nav:
      - Home: index.md
      - Upgrade: upgrade.md
    # docs/uninstall.md exists
    ```

    ## Good
    ```yaml
    nav:
      - Home: index.md
      - Upgrade: upgrade.md
      - Uninstall: uninstall.md
    ```

    ## False alarms it risks
    Pages whose address is used outside the docs: in the program, in a mail.
    """

    code = "LNK008"
    name = "orphan-page"
    severity = Severity.INFO
    reads = frozenset(("links", "front_matter", "headings"))

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such page at its title."""
        if type(project.dialect).is_listed is Dialect.is_listed:
            return  # no navigation is known
        unlisted = [page for page in project.pages if _may_be_orphan(page, project)]
        if not unlisted:
            return
        linked = {
            link.resolved
            for page in project.pages
            for link in page.links
            if link.resolved and link.resolved != page.path
        }
        for page in unlisted:
            if page.path not in linked:
                yield self.finding(
                    page.path,
                    page.headings[0].span if page.headings else _START,
                    "No page and no navigation leads here",
                    help="List it in the navigation, link it from another page, or remove it.",
                )


def _may_be_orphan(page: Page, project: Project) -> bool:
    stem = page.path.rpartition("/")[2].partition(".")[0].lower()
    if stem in _LANDING or page.url == "/" or any(page.front_matter.get(k) for k in _HIDDEN):
        return False
    return not project.dialect.is_listed(page.path, page.front_matter)
