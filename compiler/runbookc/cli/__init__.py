"""The command line: `runbookc`, one module per command."""

from runbookc.cli.entry import main

__all__ = ["main"]
