"""SRC002: a file that is not clean text; found while reading."""

from runbookc.checks.rule import StageRule
from runbookc.diagnostics import Severity


class Encoding(StageRule):
    """A file is not UTF-8, holds NUL characters, or is over the size limit.

    ## What it does
    Reports the first place in a file that is no text in UTF-8, and files that are too large to be a
    page. Bytes that cannot be read are shown as `\\ufffd`.

    ## Why it hurts
    Names and paths with wrong characters cannot be copied, and they fail where they are typed.

    ## Bad
    ```text
    a page saved as Windows-1252
    ```

    ## Good
    ```text
    the same page saved as UTF-8
    ```

    ## False alarms it risks
    None that is known.
    """

    code = "SRC002"
    name = "encoding"
    severity = Severity.ERROR
