"""SRC007: a project or a source folder without a page; found while looking for pages."""

from runbookc.checks.rule import StageRule
from runbookc.diagnostics import Severity


class NoPage(StageRule):
    """The project, or a folder that its configuration names, holds no page.

    ## What it does
    Reports a project in which there is nothing to compile, and every entry of `sources` below which
    no page stands.

    ## Why it hurts
    A gate that looks at nothing is green for the wrong reason.

    ## Bad
    ```toml
    sources = ["dosc"]
    ```

    ## Good
    ```toml
    sources = ["docs"]
    ```

    ## False alarms it risks
    None that is known.
    """

    code = "SRC007"
    name = "no-page"
    severity = Severity.ERROR
