"""What is wrong with the docs, as data: no stage formats text for a terminal."""

from runbookc.diagnostics.accepted import Accepted
from runbookc.diagnostics.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from runbookc.diagnostics.fingerprint import fingerprints
from runbookc.diagnostics.suppressed import Suppressed, SuppressionKind

__all__ = [
    "Accepted",
    "Diagnostic",
    "Edit",
    "Fix",
    "Related",
    "Severity",
    "Suppressed",
    "SuppressionKind",
    "fingerprints",
]
