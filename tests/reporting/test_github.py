"""The report as GitHub's workflow commands."""

import re

from hypothesis import given
from hypothesis import strategies as st

from runbookc.diagnostics import Severity
from runbookc.reporting import Checkout, render
from runbookc.source import Span
from tests.reporting.builder import finding, report


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner reads it: name, properties, message."""
    command = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert command is not None
    properties = dict(pair.split("=", 1) for pair in command[2].split(","))
    decoded = {
        key: unescape(value.replace("%3A", ":").replace("%2C", ","))
        for key, value in properties.items()
    }
    return command[1], decoded, unescape(command[3])


def unescape(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_a_finding() -> None:
    assert render(report(finding(help="Write `license.md`.")), "github") == (
        "::error file=docs/a.md,line=3,endLine=3,col=9,endColumn=35,"
        "title=LNK001 broken-page-link::No page at `licence.md`%0AWrite `license.md`.\n"
    )


def test_columns_are_for_one_line_only() -> None:
    line = render(report(finding(span=Span(3, 9, 4, 2), severity=Severity.WARNING)), "github")
    assert line.startswith("::warning file=docs/a.md,line=3,endLine=4,title=")


def test_paths_start_at_the_top_of_the_repository() -> None:
    line = render(report(finding(), checkout=lambda: Checkout("site/")), "github")
    assert read(line.strip())[1]["file"] == "site/docs/a.md"


@given(st.text(min_size=1), st.text(min_size=1))
def test_nothing_in_the_docs_is_a_command(path: str, message: str) -> None:
    output = render(report(finding(path=path, message=message)), "github")
    assert output.count("\n") == 1
    assert "\r" not in output
    name, properties, text = read(output.removesuffix("\n"))
    assert (name, properties["file"], text) == ("error", path, message)


def test_ten_of_a_level_and_how_many_more() -> None:
    found = [
        finding(severity=severity, span=Span(line, 1, line, 2))
        for severity, amount in zip(Severity, (12, 10, 11), strict=True)
        for line in range(1, amount + 1)
    ]
    *lines, last = render(report(*reversed(found)), "github").splitlines()
    assert [read(line)[0] for line in lines] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert last == (
        "and 2 errors, 1 info more: GitHub shows 10 annotations of a level for each step"
    )


def test_nothing_found_is_nothing() -> None:
    assert render(report(), "github") == ""
