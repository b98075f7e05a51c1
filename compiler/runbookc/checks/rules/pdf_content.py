"""PDF001: content that a PDF cannot show as it is; found while the PDF is made."""

from runbookc.checks.rule import StageRule
from runbookc.diagnostics import Severity


class PdfContent(StageRule):
    """A runbook's PDF shows something otherwise than the source has it.

    ## What it does
    Reports, at the procedure of the runbook, characters that no font for PDFs has and that are
    therefore spelled out, images that cannot be read, and content with which the PDF does not
    conform to PDF/UA-1. Each PDF is whole nevertheless. Only `runbookc build` finds it.

    ## Why it hurts
    On paper, "[light check mark]" stands where the screen shows a tick, or a description where a
    picture was meant to help.

    ## Bad
    ```text
    The agent is ready when its row shows 🗸.
    ```

    ## Good
    ```text
    The agent is ready when its row shows a tick.
    ```

    ## False alarms it risks
    Readers who never print do not see it.
    """

    code = "PDF001"
    name = "pdf-content"
    severity = Severity.WARNING
    on_demand = True
