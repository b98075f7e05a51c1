"""VER006: an upgrade that is announced but not described, or described but not announced."""

from collections.abc import Iterator, Mapping

from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.linking import Project
from runbookc.model import Hop, Page, Procedure
from runbookc.planning import ProductLine, UpgradeGraph
from runbookc.source import Span

Path = tuple[str, tuple[int, ...], tuple[int, ...]]


class PathWithoutProcedure(ProjectRule):
    """A page announces an upgrade that no procedure describes, or leaves one out of its list.

    ## What it does
    Compares each list of upgrades on a page ("Upgrade Example Guard 7.4 to 7.5") with the
    procedures. An announced upgrade must be described on some page of the same product. Where two
    upgrades of a page are announced, each procedure for an upgrade on that page must be too.

    ## Why it hurts
    The reader looks for a procedure that is not there, or does not learn of the one that is.

    ## Bad
    ```markdown
    This topic has the steps for these upgrades:

    - Upgrade Example Guard 7.3 to 7.4
    - Upgrade Example Guard 7.4 to 7.5

    ## Upgrade Procedure for 7.4 to 7.5

    **Step 1 –** Stop the service.

    **Step 2 –** Install the new version.
    ```

    ## Good
    ```markdown
    This topic has the steps for this upgrade:

    - Upgrade Example Guard 7.4 to 7.5

    ## Upgrade Procedure for 7.4 to 7.5

    **Step 1 –** Stop the service.

    **Step 2 –** Install the new version.
    ```

    ## False alarms it risks
    A list that sends readers to another site for some of its upgrades.
    """

    code = "VER006"
    name = "path-without-procedure"
    severity = Severity.WARNING
    reads = frozenset(("hops", "headings"))

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report announced upgrades at their entries, the others at their headings."""
        described = {
            _key(page, hop)
            for page in project.pages
            for procedure in page.described
            for hop in procedure.hops
        }
        for page in project.pages:
            for hop in page.announced:
                if _key(page, hop) not in described and _is_own(
                    hop, graph.line(_line(page, graph))
                ):
                    yield self.finding(
                        page.path,
                        hop.evidence[0].span,
                        f"No procedure describes {_words(hop)}",
                        help="Describe it, or take it off the list.",
                    )
            if len(page.announced) > 1:
                yield from self._unannounced(page)

    def _unannounced(self, page: Page) -> Iterator[Diagnostic]:
        announced = {_key(page, hop) for hop in page.announced}
        without_end = {
            one.from_version.key for one in page.announced if one.to_version.base is None
        }
        for procedure in page.described:
            stated = [hop for hop in procedure.hops if _stated(hop)]
            if stated and not any(
                _key(page, hop) in announced or hop.from_version.key in without_end
                for hop in stated
            ):
                entry = page.announced[0].evidence
                yield self.finding(
                    page.path,
                    _place(page, procedure),
                    f"The list of upgrades on this page leaves out {_words(stated[0])}",
                    help="Add it to the list.",
                    related=[Related(page.path, one.span, "the list") for one in entry[:1]],
                )


def _key(page: Page, hop: Hop) -> Path:
    return (page.product or "", hop.from_version.key, hop.to_version.key)


def _stated(hop: Hop) -> bool:
    return hop.from_version.base is not None and hop.to_version.base is not None


def _line(page: Page, graph: UpgradeGraph) -> str:
    return page.product or graph.unplaced


def _is_own(hop: Hop, line: ProductLine | None) -> bool:
    """Whether an announced hop is the product's: where the docs know one of its ends."""
    if not hop.evidence or not _stated(hop) or line is None:
        return False
    ends = (hop.from_version.base or "", hop.to_version.base or "")
    return any(line.documented(end) is not None for end in ends)


def _words(hop: Hop) -> str:
    start = f"{hop.from_product} {hop.from_version.raw}".strip()
    end = f"{hop.to_product} {hop.to_version.raw}" if hop.to_product != hop.from_product else ""
    return f"the upgrade from {start} to {end.strip() or hop.to_version.raw}"


def _place(page: Page, procedure: Procedure) -> Span:
    return next((h.span for h in page.headings if h.line == procedure.line), procedure.span)
