"""Runbooks as HTML: one file that opens from disk, asks nothing of any host, and prints."""

from runbookc.backends.html.document import render

__all__ = ["render"]
