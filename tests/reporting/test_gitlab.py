"""The report as GitLab's code quality report."""

import json

from runbookc.diagnostics import Severity
from runbookc.reporting import Checkout, render
from runbookc.source import Span
from tests.reporting.builder import finding, report


def test_a_finding() -> None:
    output = render(report(finding(help="Why?"), checkout=lambda: Checkout("site/")), "gitlab")
    assert json.loads(output) == [
        {
            "description": "No page at `licence.md`. Why?",
            "check_name": "LNK001 broken-page-link",
            "fingerprint": "f3",
            "severity": "major",
            "location": {"path": "site/docs/a.md", "lines": {"begin": 3, "end": 3}},
        }
    ]


def test_severities() -> None:
    found = [finding(severity=severity) for severity in Severity]
    severities = [one["severity"] for one in json.loads(render(report(*found), "gitlab"))]
    assert severities == ["major", "minor", "info"]


def test_equal_findings_stay_apart() -> None:
    found = [finding(span=Span(line, 1, line, 2)) for line in (1, 2)]
    issues = json.loads(render(report(*found), "gitlab"))
    assert len({one["fingerprint"] for one in issues}) == 2


def test_nothing_found_is_an_empty_array() -> None:
    assert render(report(), "gitlab") == "[]\n"
