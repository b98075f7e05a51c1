"""What is wrong with the docs, as data: no stage formats text for a terminal."""

from runbookc.diagnostics.accepted import Accepted
from runbookc.diagnostics.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from runbookc.diagnostics.edits import applicable, compatible, edited
from runbookc.diagnostics.fingerprint import SUBJECT_DIGITS, LineOf, fingerprint_of, fingerprints
from runbookc.diagnostics.suppressed import Suppressed, SuppressionKind

__all__ = [
    "SUBJECT_DIGITS",
    "Accepted",
    "Diagnostic",
    "Edit",
    "Fix",
    "LineOf",
    "Related",
    "Severity",
    "Suppressed",
    "SuppressionKind",
    "applicable",
    "compatible",
    "edited",
    "fingerprint_of",
    "fingerprints",
]
