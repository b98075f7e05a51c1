"""The report as JUnit XML."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.diagnostics import Severity
from runbookc.reporting import Report, render
from runbookc.source import Span
from tests.reporting.builder import finding, report


def parsed(wanted: Report) -> ElementTree.Element:
    text = render(wanted, "junit")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ')
    return ElementTree.fromstring(text)


def test_a_suite_is_a_rule_and_a_case_is_a_finding() -> None:
    warning = finding(code="SRC003", name="unclosed", severity=Severity.WARNING, help="Close it.")
    root = parsed(report(warning, finding(), finding(span=Span(5, 1, 5, 2))))
    assert root.attrib == {
        "name": "runbookc",
        "tests": "3",
        "failures": "2",
        "errors": "0",
        "time": "0",
    }
    assert [(suite.get("name"), suite.get("tests"), suite.get("skipped")) for suite in root] == [
        ("LNK001 broken-page-link", "2", "0"),
        ("SRC003 unclosed", "1", "1"),
    ]
    case = root[0][0]
    assert case.attrib == {
        "name": "docs/a.md:3:9 No page at `licence.md`",
        "classname": "LNK001",
        "time": "0",
    }
    assert case[0].tag == "failure"
    assert case[0].attrib == {"message": "error: No page at `licence.md`", "type": "error"}
    assert case[0].text == "docs/a.md:3:9\nline 3 of docs/a.md\nNo page at `licence.md`"
    assert (root[1][0][0].tag, (root[1][0][0].text or "").splitlines()[-1]) == (
        "skipped",
        "Close it.",
    )


def test_the_verdict_is_that_of_the_gate() -> None:
    failing = (Severity.ERROR, Severity.WARNING)
    root = parsed(report(finding(severity=Severity.WARNING), failing=failing))
    assert (root.get("failures"), root[0].get("skipped")) == ("1", "0")


ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "time", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "time", "classname"},
    "failure": {"type", "message"},
    "skipped": {"message"},
}
"""What `junit-10.xsd` allows, as far as it is used."""


@pytest.mark.parametrize(
    "wanted", [report(), report(finding(), finding(severity=Severity.INFO))], ids=["none", "some"]
)
def test_strict_readers_know_every_attribute(wanted: Report) -> None:
    for element in parsed(wanted).iter():
        assert set(element.attrib) <= ALLOWED[element.tag]


def test_nothing_found_is_a_case_that_passes() -> None:
    root = parsed(report())
    assert root.get("tests") == "1"
    assert [case.get("name") for case in root.iter("testcase")] == ["no findings in 4 pages"]


@given(st.text(min_size=1))
def test_every_text_gives_xml(text: str) -> None:
    root = parsed(report(finding(path=text, message=text, help=text)))
    assert root.get("failures") == "1"


def test_control_characters_are_gone_and_markup_is_text() -> None:
    root = parsed(report(finding(message="a\x00\x1b[31m\ufffe\udcff <b>&'\"]]>")))
    assert root[0][0][0].get("message") == "error: a[31m <b>&'\"]]>"
