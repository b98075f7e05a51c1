"""SRC005: two pages that are published under one address."""

from collections.abc import Iterator, Mapping

from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.linking import Project
from runbookc.model import Page
from runbookc.planning import UpgradeGraph
from runbookc.source import Span

_START = Span(1, 1, 1, 1)


class DuplicateUrl(ProjectRule):
    """Two pages are published under one address.

    ## What it does
    Works out the address of every page as the docs system does, from its path and its front matter,
    and reports each page whose address another page has already.

    ## Why it hurts
    The docs system publishes one of the two, or fails; nobody can reach the other.

    ## Bad
    ```text
    docs/backup/index.md
    docs/backup/README.md
    ```

    ## Good
    ```text
    docs/backup/index.md
    docs/backup/restore.md
    ```

    ## False alarms it risks
    Docs systems with a configuration that gives pages other addresses.
    """

    code = "SRC005"
    name = "duplicate-url"
    severity = Severity.ERROR
    reads = frozenset(("headings",))

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report every page but the first with an address."""
        first: dict[str, Page] = {}
        for page in project.pages:
            other = first.setdefault(page.url.rstrip("/"), page)
            if other is not page:
                yield self.finding(
                    page.path,
                    _title(page),
                    f"`{page.url}` is the address of `{other.path}` already",
                    help="Rename one of the two, or give it another `slug`.",
                    related=(Related(other.path, _title(other), "the other page"),),
                )


def _title(page: Page) -> Span:
    return page.headings[0].span if page.headings else _START
