"""Findings and reports for the tests of the formats."""

from collections.abc import Sequence
from typing import Any

from runbookc.diagnostics import Diagnostic, Severity
from runbookc.reporting import Report, RuleFacts, summarise
from runbookc.source import Span

RULES = (
    RuleFacts(
        "LNK001",
        "broken-page-link",
        Severity.ERROR,
        "links",
        "A link leads nowhere",
        "What.",
        "# H",
    ),
    RuleFacts("SRC003", "unclosed-admonition", Severity.WARNING, "sources", "Never closed"),
)


def finding(**changes: Any) -> Diagnostic:
    """A broken link, but for the changes."""
    values: dict[str, Any] = {
        "code": "LNK001",
        "name": "broken-page-link",
        "severity": Severity.ERROR,
        "message": "No page at `licence.md`",
        "path": "docs/a.md",
        "span": Span(3, 9, 3, 35),
        **changes,
    }
    return Diagnostic(**values)


def report(*found: Diagnostic, suppressed: Sequence[Any] = (), **changes: Any) -> Report:
    """A report of findings, each with the fingerprint `f` and its line's number."""
    summary = summarise(found, pages=4, procedures=2, suppressed=len(suppressed))
    values: dict[str, Any] = {"rules": lambda: RULES, **changes}
    return Report(
        ".",
        found,
        summary,
        lambda path, number: f"line {number} of {path}",
        lambda one: f"f{one.span.line}",
        tuple(suppressed),
        **values,
    )
