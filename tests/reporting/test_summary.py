"""The end of the report for people."""

import re

from runbookc.diagnostics import Severity
from runbookc.reporting import Report, summary
from runbookc.source import Span
from tests.reporting.builder import finding, report


def many() -> Report:
    links = [finding(path=f"docs/{n % 3}.md", span=Span(n, 1, n, 2)) for n in range(1, 12)]
    steps = [
        finding(code="STP001", name="step-sequence", severity=Severity.WARNING, path="docs/9.md")
    ]
    return report(*steps, *links)


def test_a_few_findings_need_no_table() -> None:
    assert summary.render(report(finding())) == "1 error in 4 pages, 2 procedures\n"


def test_rules_and_worst_pages() -> None:
    assert summary.render(many()) == (
        "11  LNK001  broken-page-link  error    3 pages\n"
        " 1  STP001  step-sequence     warning  1 page\n"
        "\n"
        "pages with the most findings\n"
        "4  docs/1.md\n"
        "4  docs/2.md\n"
        "3  docs/0.md\n"
        "\n"
        "11 errors, 1 warning in 4 pages, 2 procedures\n"
    )


def test_without_colour_nothing_is_lost() -> None:
    coloured = summary.render(many(), colour=True)
    assert "\x1b[1;31m11\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == summary.render(many())


def test_long_paths_keep_their_end_within_the_columns() -> None:
    found = [finding(path=f"docs/{'x' * 90}/{n}.md") for n in (1, 1, 2, 2, 3, 3)]
    lines = summary.render(report(*found), columns=80).splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert any(line.startswith("2  …x") and line.endswith("/1.md") for line in lines)
