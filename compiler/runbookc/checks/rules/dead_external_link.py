"""LNK006: links to other hosts that lead nowhere; found by asking those hosts."""

from runbookc.checks.rule import StageRule
from runbookc.diagnostics import Severity


class DeadExternalLink(StageRule):
    """A link leads to another host, which has no such page.

    ## What it does
    Runs with `check --external` only. Asks each host, with pauses and never more often than it
    wants, and reports a page that the host says is not there, a host that does not exist, and an
    anchor that the page does not have. A host that did not answer, or failed, is information. Rate
    limits, logins and private addresses are no finding.

    ## Why it hurts
    The reader is sent to a vendor's page for the download or the limits that matter, and finds an
    error.

    ## Bad
    ```text
    Get the agent from [the vendor](https://downloads.vendor.com/agent-7.3-removed.msi).
    ```

    ## Good
    ```text
    Get the agent from [the vendor](https://downloads.vendor.com/agent-8.0.msi).
    ```

    ## False alarms it risks
    A host that answers programs with "not found" and people with the page; a page that makes its
    anchors while it is shown. `external.ignore` names what is not to be asked.
    """

    code = "LNK006"
    name = "dead-external-link"
    severity = Severity.WARNING
    on_demand = True
