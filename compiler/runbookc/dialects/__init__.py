"""How one docs system reads, lays out, names and links pages."""

from runbookc.dialects.base import (
    COMMONMARK,
    Dialect,
    Inventory,
    Outcome,
    Placement,
    Resolution,
    Slugger,
    Syntax,
)
from runbookc.dialects.detect import detect_dialect

__all__ = [
    "COMMONMARK",
    "Dialect",
    "Inventory",
    "Outcome",
    "Placement",
    "Resolution",
    "Slugger",
    "Syntax",
    "detect_dialect",
]
