"""The report as JUnit XML, which nearly every CI server shows.

A suite is a rule and a case is one finding of it. What fails the gate is a failure; what does not
is skipped, so that the server's verdict is that of the gate. Elements and attributes are those of
`junit-10.xsd`, by which the strictest reader, a plugin of Jenkins, refuses files.
"""

import re
from xml.etree import ElementTree

from runbookc.diagnostics import Diagnostic
from runbookc.reporting.report import Report
from runbookc.reporting.words import counted

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """The suites in the order of the rules' codes; without findings, one case that passes."""
    prefix = report.checkout().prefix
    by_rule: dict[tuple[str, str], list[Diagnostic]] = {}
    for found in report.diagnostics:
        by_rule.setdefault((found.code, found.name), []).append(found)
    root = ElementTree.Element("testsuites", name="runbookc")
    for (code, name), findings in sorted(by_rule.items()):
        suite = ElementTree.SubElement(root, "testsuite", name=f"{code} {name}")
        for found in findings:
            _case(report, suite, found, prefix)
        _count(suite)
    if not by_rule:
        suite = ElementTree.SubElement(root, "testsuite", name="runbookc")
        pages = counted(report.summary.pages, "page")
        _element(suite, "testcase", name=f"no findings in {pages}", classname="runbookc", time="0")
        _count(suite)
    _count(root)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _case(report: Report, suite: ElementTree.Element, found: Diagnostic, prefix: str) -> None:
    place = f"{prefix}{found.path}:{found.span.line}:{found.span.column}"
    case = _element(
        suite,
        "testcase",
        name=f"{place} {found.message}",
        classname=found.code,
        time="0",
    )
    failed = found.severity in report.failing
    what = _element(
        case,
        "failure" if failed else "skipped",
        message=f"{found.severity}: {found.message}",
        **({"type": found.severity.value} if failed else {}),
    )
    line = report.line(found.path, found.span.line).strip()
    what.text = _xml("\n".join(filter(None, (place, line, found.message, found.help))))


def _element(parent: ElementTree.Element, tag: str, /, **attributes: str) -> ElementTree.Element:
    cleaned = {key: _xml(value) for key, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, cleaned)


def _count(parent: ElementTree.Element) -> None:
    """Write how many cases stand below an element, and what became of them."""
    numbers = {
        "tests": len(list(parent.iter("testcase"))),
        "failures": len(list(parent.iter("failure"))),
        "errors": 0,
    }
    if parent.tag == "testsuite":
        numbers["skipped"] = len(list(parent.iter("skipped")))
    parent.attrib.update({key: str(number) for key, number in numbers.items()})
    parent.set("time", "0")


def _xml(text: str) -> str:
    """The text without what XML cannot hold, such as control characters."""
    return _NOT_XML.sub("", text)
