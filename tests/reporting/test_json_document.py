"""The report for tools."""

import json

from runbookc.diagnostics import Diagnostic, Edit, Fix, Related, Severity
from runbookc.reporting import Report, render, summarise
from runbookc.reporting.json_document import ReportDocument
from runbookc.source import Span


def report(*found: Diagnostic) -> Report:
    summary = summarise(found, pages=2, procedures=3, suppressed=1)
    return Report("docs", found, summary, lambda path, number: "", lambda _: "abc")


def test_the_document_of_an_empty_report() -> None:
    assert json.loads(render(report(), "json")) == {
        "version": 1,
        "root": "docs",
        "summary": {
            "pages": 2,
            "procedures": 3,
            "errors": 0,
            "warnings": 0,
            "infos": 0,
            "suppressed": 1,
            "baselined": 0,
            "gone": 0,
        },
        "diagnostics": [],
        "gone": [],
    }


def test_a_finding_with_everything() -> None:
    span = Span(1, 2, 3, 4)
    found = Diagnostic(
        "STP002",
        "step-marker",
        Severity.WARNING,
        "message",
        "docs/é.md",
        span,
        "help",
        (Related("b.md", Span(5, 6, 5, 7), "there"),),
        Fix("write it so", (Edit("docs/é.md", span, "–"),)),
    )
    place = {"start": {"line": 1, "column": 2}, "end": {"line": 3, "column": 4}}
    output = render(report(found), "json")
    assert "docs/é.md" in output
    assert output.endswith("}\n")
    assert json.loads(output)["diagnostics"] == [
        {
            "code": "STP002",
            "name": "step-marker",
            "severity": "warning",
            "message": "message",
            "help": "help",
            "path": "docs/é.md",
            "range": place,
            "related": [
                {
                    "path": "b.md",
                    "range": {"start": {"line": 5, "column": 6}, "end": {"line": 5, "column": 7}},
                    "message": "there",
                }
            ],
            "fix": {
                "message": "write it so",
                "edits": [{"path": "docs/é.md", "range": place, "replacement": "–"}],
            },
            "fingerprint": "abc",
        }
    ]


def test_the_schema_describes_what_is_printed() -> None:
    schema = ReportDocument.model_json_schema()
    assert set(schema["properties"]) == {"version", "root", "summary", "diagnostics", "gone"}
