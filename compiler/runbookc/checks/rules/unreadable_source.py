"""SRC006: something in the docs tree that cannot be taken; found while looking for pages."""

from runbookc.checks.rule import StageRule
from runbookc.diagnostics import Severity


class UnreadableSource(StageRule):
    """Something in the docs tree cannot be taken.

    ## What it does
    Reports symbolic links that leave the project, lead nowhere or lead round in a circle, files and
    folders without permission to read, names that are not UTF-8, and what is no regular file.

    ## Why it hurts
    The writer believes that the page is published, and it is not.

    ## Bad
    ```text
    docs/backup.md -> ../../other-project/backup.md
    ```

    ## Good
    ```text
    docs/backup.md
    ```

    ## False alarms it risks
    Links that only another tool needs.
    """

    code = "SRC006"
    name = "unreadable-source"
    severity = Severity.WARNING
