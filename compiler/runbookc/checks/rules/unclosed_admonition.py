"""SRC003: an admonition never closed, or of an unknown kind; found while parsing."""

from runbookc.checks.rule import StageRule
from runbookc.diagnostics import Severity


class UnclosedAdmonition(StageRule):
    """A directive is never closed, or its kind is unknown.

    ## What it does
    Reports `:::note` without its `:::`, and kinds that no docs system knows.

    ## Why it hurts
    The rest of the page turns into a note, or a warning is published as plain text with colons.

    ## Bad
    ```markdown
    :::warning
    Export the policies first.

    Then go on.
    ```

    ## Good
    ```markdown
    :::warning
    Export the policies first.
    :::

    Then go on.
    ```

    ## False alarms it risks
    Kinds that a site's own plugin defines, where `docusaurus.config.*` does not name them.
    """

    code = "SRC003"
    name = "unclosed-admonition"
    severity = Severity.ERROR
