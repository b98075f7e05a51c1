"""The pages that report what the gate finds: an overview, and one page for each version."""

from runbookc.backends.site.report.overview import overview
from runbookc.backends.site.report.version import version_page
from runbookc.backends.site.report.view import ReportView, RuleWords, Shelf, Standing

__all__ = ["ReportView", "RuleWords", "Shelf", "Standing", "overview", "version_page"]
