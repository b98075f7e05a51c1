"""Findings become reports: one module per format, and none of them touches a disk."""

from runbookc.reporting.formats import FORMATS, render
from runbookc.reporting.report import Checkout, Report, RuleFacts, Summary, summarise

__all__ = ["FORMATS", "Checkout", "Report", "RuleFacts", "Summary", "render", "summarise"]
