"""The report as GitLab's code quality report, which annotates a merge request."""

import json
from typing import Any

from runbookc.diagnostics import Diagnostic, Severity
from runbookc.reporting.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """A JSON array with one object for each finding; an empty one where there is none."""
    prefix = report.checkout().prefix
    issues = [_issue(report, found, prefix) for found in report.diagnostics]
    return json.dumps(issues, indent=1, ensure_ascii=False) + "\n"


def _issue(report: Report, found: Diagnostic, prefix: str) -> dict[str, Any]:
    return {
        "description": f"{found.message}. {found.help}" if found.help else found.message,
        "check_name": f"{found.code} {found.name}",
        "fingerprint": report.fingerprint(found),
        "severity": _SEVERITIES[found.severity],
        "location": {
            "path": f"{prefix}{found.path}",
            "lines": {"begin": found.span.line, "end": found.span.end_line},
        },
    }
