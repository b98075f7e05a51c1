"""SRC004: two headings with one explicit id."""

from collections.abc import Iterator

from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.model import Heading


class DuplicateAnchor(PageRule):
    """Two headings of a page bear one explicit id.

    ## What it does
    Compares the ids that authors give their headings. Ids that the docs system makes from the
    headings' words are numbered by it and never reported.

    ## Why it hurts
    Every link to the second heading leads to the first one.

    ## Bad
    ```markdown
    ## On Windows {#remove}

    ## On Linux {#remove}
    ```

    ## Good
    ```markdown
    ## On Windows {#remove-windows}

    ## On Linux {#remove-linux}
    ```

    ## False alarms it risks
    None that is known.
    """

    code = "SRC004"
    name = "duplicate-anchor"
    severity = Severity.ERROR

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report the second heading and every further one."""
        first: dict[str, Heading] = {}
        for heading in view.page.headings:
            if not heading.explicit:
                continue
            known = first.setdefault(heading.anchor, heading)
            if known is not heading:
                path = view.page.path
                yield self.finding(
                    path,
                    heading.span,
                    f"The id `{heading.anchor}` is taken by another heading of this page",
                    help="Give each heading an id of its own.",
                    related=[Related(path, known.span, "the first heading with this id")],
                )
