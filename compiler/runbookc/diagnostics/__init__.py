"""What is wrong with the docs, as data: no stage formats text for a terminal."""

from runbookc.diagnostics.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from runbookc.diagnostics.edits import applicable, compatible, edited
from runbookc.diagnostics.fingerprint import fingerprints

__all__ = [
    "Diagnostic",
    "Edit",
    "Fix",
    "Related",
    "Severity",
    "applicable",
    "compatible",
    "edited",
    "fingerprints",
]
