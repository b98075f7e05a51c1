"""VER009: a product's name for a version that never bore it."""

from collections.abc import Iterator, Mapping

from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.model import Mention, Page, version_key
from runbookc.planning import Era, ProductLine, UpgradeGraph

_CLEAR = ("exact", "wildcard", "at-least")


class ProductEra(ProjectRule):
    """A product's name stands before a version that never bore it.

    ## What it does
    Where a product was renamed, the upgrades tell when ("from Example Shield 7.3.9 to Example Guard
    7.4"), or the configuration does. Reports the old name before a version from the new name's
    time, and the new name before a version from the old one's. A name without a version is never
    reported.

    ## Why it hurts
    There is no such thing to look for: neither on the disk, nor in the list of programs.

    ## Bad
    ```markdown
    ## Upgrade Procedure for 7.3.9 to 7.4

    Follow the steps to upgrade from Example Shield 7.3.9 to Example Guard 7.4.

    **Step 1 –** Uninstall Example Guard 7.3.9.

    **Step 2 –** Install Example Guard 7.4.
    ```

    ## Good
    ```markdown
    ## Upgrade Procedure for 7.3.9 to 7.4

    Follow the steps to upgrade from Example Shield 7.3.9 to Example Guard 7.4.

    **Step 1 –** Uninstall Example Shield 7.3.9.

    **Step 2 –** Install Example Guard 7.4.
    ```

    ## False alarms it risks
    Pages that use the current name for all versions on purpose.
    """

    code = "VER009"
    name = "product-era"
    severity = Severity.WARNING
    reads = frozenset(("hops", "mentions"))

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such name with its version."""
        renamed = {line.id: line for line in graph.lines if len(line.eras) > 1}
        for page in project.pages if renamed else ():
            line = renamed.get(page.product or "")
            if line is None:
                continue
            for mention in page.mentions:
                wanted = _right_name(line, mention)
                if wanted is not None:
                    yield self._finding(page, mention, wanted)

    def _finding(self, page: Page, mention: Mention, wanted: str) -> Diagnostic:
        version = mention.version.raw
        return self.finding(
            page.path,
            mention.span,
            f"Version {version} never had the name {mention.product}",
            help=f"Write `{wanted} {version}`.",
        )


def _right_name(line: ProductLine, mention: Mention) -> str | None:
    """The name that the mentioned version bore, where the mention gives it another one."""
    version = mention.version
    if version.base is None or version.kind not in _CLEAR or not mention.product:
        return None
    for index, era in enumerate(line.eras):
        if _folded(mention.product).endswith(_folded(era.name)):
            before = line.eras[index - 1] if index else None
            early = before and before.until and _not_after(version.base, before.until)
            late = _ended(era, version.base) and version.kind != "at-least"
            return line.name_at(version.base) if early or late else None
    return None


def _ended(era: Era, version: str) -> bool:
    """Whether the name was surely gone at a version."""
    return bool(era.renamed_at) and not version_key(version) < version_key(era.renamed_at or "")


def _not_after(version: str, last: str) -> bool:
    return version_key(version) <= version_key(last)


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
