"""SRC008: what is meant to silence findings, and silences none."""

from collections.abc import Iterator

from runbookc.checks.registry import rule_by_code
from runbookc.checks.rule import PageRule
from runbookc.checks.suppression import comments_of
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Severity

_HELP = "Write `<!-- runbookc: ignore VER002 reason -->`; `runbookc rules` lists the codes."


class UnusedSuppression(PageRule):
    """A comment or a setting that is meant to silence findings silences none.

    ## What it does
    Reports a comment `runbookc: ignore` for a code that finds nothing there, one that names a rule
    that does not exist or cannot be read, and an entry of `rules.per_path_ignores` that silences
    nothing. What did not run proves nothing: rules that are switched off, and those that run on
    demand only (LNK006, PDF001), are passed over.

    ## Why it hurts
    The comment outlives what it excused. The next writer who breaks something on that line is not
    told. A mistyped code silences nothing, while its author believes otherwise.

    ## Bad
    ```markdown
    <!-- runbookc: ignore VER004 a product's name -->

    Move the server.
    ```

    ## Good
    ```markdown
    <!-- runbookc: ignore VER004 a product's name -->

    Move the Guard7.4 server.
    ```

    ## False alarms it risks
    An entry of `per_path_ignores` that is meant for pages to come; take it in when they come.
    """

    code = "SRC008"
    name = "unused-suppression"
    severity = Severity.WARNING
    mends = "takes out a comment none of whose codes silences anything"

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Comments that cannot be read, and codes of no rule."""
        if b"runbookc" not in view.words:
            return
        for comment in comments_of(view):
            if not comment.codes:
                message = "The comment silences nothing: it cannot be read"
                yield self.finding(view.page.path, comment.span, message, help=_HELP)
            for code, span in zip(comment.codes, comment.places, strict=True):
                if rule_by_code(code) is None:
                    message = f"The comment silences nothing: there is no rule {code}"
                    yield self.finding(view.page.path, span, message, help=_HELP)
