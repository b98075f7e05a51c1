"""The report for code scanning."""

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for

from runbookc.diagnostics import Accepted, Edit, Fix, Related, Severity, Suppressed
from runbookc.reporting import Checkout, Report, RuleFacts, render, sarif
from runbookc.source import Span
from tests.reporting.builder import finding, report

EVERYTHING = finding(
    path="docs/a b/é#1%.md",
    span=Span(1, 2, 3, 4),
    help="Did you mean `license.md`?",
    related=(Related("docs/b.md", Span(5, 6, 5, 7), "it stands here"),),
    fix=Fix(
        "Write `license.md`",
        (
            Edit("docs/b.md", Span(2, 1, 2, 2), "x"),
            Edit("docs/a.md", Span(9, 1, 9, 1), "y"),
            Edit("docs/b.md", Span(1, 1, 1, 2), ""),
        ),
    ),
)


def run(wanted: Report, form: str = "sarif") -> dict[str, Any]:
    log = json.loads(render(wanted, form))
    assert log["version"] == "2.1.0"
    only: dict[str, Any] = log["runs"][0]
    return only


def full_report() -> Report:
    return report(
        EVERYTHING,
        finding(code="NEW001", name="unknown", severity=Severity.INFO),
        suppressed=(
            Suppressed(finding(span=Span(8, 1, 8, 2)), "comment", "comes later"),
            Suppressed(finding(span=Span(9, 1, 9, 2)), "configuration"),
        ),
        baselined=(finding(span=Span(7, 1, 7, 2)),),
        gone=(Accepted("docs/c.md", "LNK001", "f0", 2, "No page at `old.md`"),),
        checkout=lambda: Checkout("site/", "https://example.com/team/docs", "a" * 40, "main"),
    )


@pytest.mark.parametrize("wanted", [report(), full_report()], ids=["empty", "full"])
@pytest.mark.parametrize("form", ["sarif", "sarif-github"])
def test_the_official_schema_holds(wanted: Report, form: str, sarif_schema: Path) -> None:
    schema = json.loads(sarif_schema.read_text("utf-8"))
    validator = validator_for(schema)(schema)
    assert [
        error.message for error in validator.iter_errors(json.loads(render(wanted, form)))
    ] == []


def test_a_finding_with_everything() -> None:
    result = run(full_report())["results"][0]
    assert result == {
        "ruleId": "LNK001",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "No page at `licence.md`. Did you mean `license.md`?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "site/docs/a%20b/%C3%A9%231%25.md",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 1, "startColumn": 2, "endLine": 3, "endColumn": 4},
                }
            }
        ],
        "partialFingerprints": {"runbookc/v1": "f1"},
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "site/docs/b.md", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 5, "startColumn": 6, "endLine": 5, "endColumn": 7},
                },
                "message": {"text": "it stands here."},
            }
        ],
        "fixes": [
            {
                "description": {"text": "Write `license.md`."},
                "artifactChanges": [
                    change("site/docs/a.md", (Span(9, 1, 9, 1), "y")),
                    change("site/docs/b.md", (Span(1, 1, 1, 2), ""), (Span(2, 1, 2, 2), "x")),
                ],
            }
        ],
        "suppressions": [],
        "baselineState": "new",
    }


def change(uri: str, *edits: tuple[Span, str]) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
        "replacements": [
            {
                "deletedRegion": {
                    "startLine": span.line,
                    "startColumn": span.column,
                    "endLine": span.end_line,
                    "endColumn": span.end_column,
                },
                "insertedContent": {"text": text},
            }
            for span, text in edits
        ],
    }


def test_what_is_silent_says_why() -> None:
    results = run(full_report())["results"]
    assert [
        (one.get("baselineState"), one.get("suppressions"), one["partialFingerprints"])
        for one in results
    ] == [
        ("new", [], {"runbookc/v1": "f1"}),
        ("new", [], {"runbookc/v1": "f3"}),
        (
            "unchanged",
            [{"kind": "external", "justification": "Accepted by the baseline."}],
            {"runbookc/v1": "f7"},
        ),
        ("absent", [], {"runbookc/v1": "f0"}),
        (
            "new",
            [{"kind": "inSource", "justification": "comes later"}],
            {"runbookc/v1": "f8"},
        ),
        ("new", [{"kind": "external"}], {"runbookc/v1": "f9"}),
    ]
    assert results[3]["occurrenceCount"] == 2


def test_github_would_open_alerts_for_what_is_silent() -> None:
    results = run(full_report(), "sarif-github")["results"]
    assert [one["partialFingerprints"]["runbookc/v1"] for one in results] == ["f1", "f3"]
    assert not any("suppressions" in one or "baselineState" in one for one in results)


def test_no_baseline_no_state() -> None:
    (result,) = run(report(finding()))["results"]
    assert "baselineState" not in result
    assert result["suppressions"] == []


def test_rules_carry_their_documentation() -> None:
    rules = (
        RuleFacts(
            "LNK001", "one", Severity.ERROR, "links", "One", "Plain.", "# One", "https://e.x/one/"
        ),
        RuleFacts("VER001", "two", Severity.INFO, "versions", "Two", "x" * 2000),
    )
    driver = run(report(finding(), rules=lambda: rules))["tool"]["driver"]
    assert driver["rules"][0] == {
        "id": "LNK001",
        "name": "one",
        "shortDescription": {"text": "One."},
        "fullDescription": {"text": "Plain."},
        "help": {"text": "Plain.", "markdown": "# One"},
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "precision": "very-high",
            "problem.severity": "error",
            "tags": ["documentation", "links"],
        },
        "helpUri": "https://e.x/one/",
    }
    assert len(driver["rules"][1]["fullDescription"]["text"]) == 1024


def test_where_it_ran() -> None:
    log = run(full_report())
    assert log["columnKind"] == "unicodeCodePoints"
    assert log["automationDetails"] == {"id": "runbookc/site/"}
    assert log["versionControlProvenance"] == [
        {
            "repositoryUri": "https://example.com/team/docs",
            "revisionId": "a" * 40,
            "branch": "main",
            "mappedTo": {"uriBaseId": "%SRCROOT%"},
        }
    ]
    assert "versionControlProvenance" not in run(report())


def notices(log: dict[str, Any]) -> list[str]:
    told = log["invocations"][0]["toolExecutionNotifications"]
    return [one["message"]["text"] for one in told]


def test_the_worst_come_first_and_what_is_cut_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    monkeypatch.setattr(sarif, "SHOWN_RESULTS", 2)
    found = [
        finding(severity=severity, span=Span(line, 1, line, 2))
        for line, severity in enumerate([Severity.INFO, Severity.ERROR] * 2 + [Severity.WARNING], 1)
    ]
    log = run(report(*found))
    assert [one["level"] for one in log["results"]] == ["error", "error", "warning"]
    assert [text.partition(" results")[0] for text in notices(log)] == [
        "Only the 3 worst of 5",
        "GitHub code scanning shows 2",
    ]
    assert notices(run(report(*found[:2]))) == []


def test_the_file_stays_below_the_limit_once_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_BYTES", 20_000)
    noise = random.Random(1)
    found = [
        finding(message=noise.randbytes(60).hex(), span=Span(n, 1, n, 2)) for n in range(1, 2000)
    ]
    text = render(report(*found), "sarif")
    log = json.loads(text)["runs"][0]
    assert 0 < len(log["results"]) < len(found)
    assert len(gzip.compress(text.encode())) <= 20_000
    assert len(notices(log)) == 1


def test_a_result_has_no_more_locations_than_are_shown() -> None:
    places = tuple(Related("b.md", Span(n, 1, n, 2), "there") for n in range(1, 151))
    log = run(report(finding(related=places)))
    assert len(log["results"][0]["relatedLocations"]) == 99
    assert notices(log) == [
        "51 related locations were left out: a result has at most 100 locations."
    ]


def test_a_name_that_is_no_unicode_is_still_a_uri() -> None:
    result = run(report(finding(path="docs/\udcff.md")))["results"][0]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "docs/%FF.md"
