"""Colours of the terminal: what has one, and text without any."""

from collections.abc import Callable

from runbookc.diagnostics import Severity

BOLD, DIM = "1", "2"
COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;34"}

Paint = Callable[[str, str], str]
"""Text and an ANSI style to text."""


def plain(text: str, style: str) -> str:
    """The text as it is."""
    return text


def coloured(text: str, style: str) -> str:
    """The text in a style."""
    return f"\x1b[{style}m{text}\x1b[0m" if text else ""
