"""runbookc: a compiler from a docs team's Markdown to runbooks, PDFs and a static site."""

__version__ = "0.1.0"
