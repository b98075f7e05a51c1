"""Findings become text or JSON: one module per format, and none of them touches a disk."""

from runbookc.reporting.formats import FORMATS, render
from runbookc.reporting.report import Report, Summary, summarise

__all__ = ["FORMATS", "Report", "Summary", "render", "summarise"]
