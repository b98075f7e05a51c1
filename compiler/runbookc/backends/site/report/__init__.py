"""The pages that report what the gate finds: an overview, and one page for each version."""

from runbookc.backends.site.report.overview import overview
from runbookc.backends.site.report.version import version_page
from runbookc.backends.site.report.view import ReportView, RuleWords, Shelf

__all__ = ["ReportView", "RuleWords", "Shelf", "overview", "version_page"]
