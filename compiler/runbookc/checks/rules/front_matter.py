"""SRC001: front matter that cannot be used; found while parsing."""

from runbookc.checks.rule import StageRule
from runbookc.diagnostics import Severity


class FrontMatter(StageRule):
    """The front matter is missing its end, is not YAML, or holds a value of the wrong type.

    ## What it does
    Reports front matter that cannot be read, is larger than the limits on size and aliases, or
    gives a known key a value of the wrong type.

    ## Why it hurts
    Titles, pins and positions are lost without a word, and the page bears a wrong name.

    ## Bad
    ```markdown
    ---
    title: Upgrade: the procedure
    ---
    ```

    ## Good
    ```markdown
    ---
    title: "Upgrade: the procedure"
    ---
    ```

    ## False alarms it risks
    A page that begins with a thematic break and holds a second one further down.
    """

    code = "SRC001"
    name = "front-matter"
    severity = Severity.ERROR
