"""HAZ002: a consequence in plain prose, outside any admonition."""

from collections.abc import Iterator

from runbookc.checks.consequence_lines import candidate_lines
from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.lowering.consequences import consequences_in, threatens_nobody, warns_already
from runbookc.model import HeadingBlock, TableBlock


class HazardInProse(PageRule):
    """A consequence stands in plain prose, outside any admonition.

    ## What it does
    Looks for sentences that say what is lost or no longer works: "Else … will be orphaned",
    "Otherwise the node cannot start", "cannot be undone". Those in a note, a caution, a warning
    or any other admonition are as they should be. So are headings, tables, sections that are
    called a warning, what is said to be prevented, and "otherwise" where nothing is asked of the
    reader. Changelogs and design papers are not looked at, and of release notes only what they ask
    for.

    ## Why it hurts
    At night nobody reads every sentence. What can destroy something must look like it.

    ## Bad
    ```markdown
    Copy the certificates to the new path. Else the agents will be orphaned.
    ```

    ## Good
    ```markdown
    Copy the certificates to the new path.

    :::warning
    Without them the agents will be orphaned.
    :::
    ```

    ## False alarms it risks
    Reference pages that describe how a program behaves; text about what an attacker may do.
    """

    code = "HAZ002"
    name = "hazard-in-prose"
    severity = Severity.WARNING

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each such sentence once."""
        path = view.page.path
        if threatens_nobody(path):
            return
        for passage in view.passages_at(candidate_lines(view)):
            if passage.admonition or isinstance(passage.block, HeadingBlock | TableBlock):
                continue
            if _in_warning(view, passage.block.span.line):
                continue
            for start, end in consequences_in(passage.prose, path):
                yield self.finding(
                    path,
                    passage.prose.span(start, end),
                    f"A consequence in plain prose: “{_short(passage.text[start:end])}”",
                    help="Put it into a warning before the action that it guards.",
                )


def _in_warning(view: PageView, line: int) -> bool:
    """Whether the heading above a line says that what follows is a warning."""
    above = [heading.text for heading in view.page.headings if heading.line <= line]
    return bool(above) and warns_already(above[-1])


def _short(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
