"""The report for people."""

import itertools
import re

import pytest

from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.reporting import Report, render, summarise
from runbookc.source import Span

PAGE = {
    "docs/a.md": [
        "# Title",
        "See the [licence page](licence.md) first.",
        "x" * 200 + " [target](gone.md) " + "y" * 200,
        "更新の手順 [表](b.md) を見る",
        "\t- [tab](c.md)",
        "evil \x1b[31m [esc](d.md)",
        "    indented [a",
        "      link](e.md) ends",
    ]
}


def line(path: str, number: int) -> str:
    lines = PAGE.get(path, [])
    return lines[number - 1] if number <= len(lines) else ""


def finding(span: Span, **changes: object) -> Diagnostic:
    values: dict[str, object] = {
        "code": "LNK001",
        "name": "broken-page-link",
        "severity": Severity.ERROR,
        "message": "no page at `licence.md`",
        "path": "docs/a.md",
        "span": span,
        **changes,
    }
    return Diagnostic(**values)  # type: ignore[arg-type]  # the values are the test's own


def text(*found: Diagnostic, colour: bool = False, quiet: bool = True, suppressed: int = 0) -> str:
    summary = summarise(found, pages=1, procedures=2, suppressed=suppressed)
    report = Report(".", found, summary, line, lambda _: "f")
    return render(report, "text", colour=colour, quiet=quiet)


def marked(output: str, mark: str = "^") -> list[tuple[str, str]]:
    """Each excerpt line with the characters that its mark covers, for one-column characters."""
    lines = output.split("\n")
    pairs = []
    for above, below in itertools.pairwise(lines):
        if set(below.partition("|")[2].strip()) == {mark}:
            start = below.index(mark)
            pairs.append((above, above[start : below.rindex(mark) + 1]))
    return pairs


def test_finding_with_excerpt_and_help() -> None:
    found = finding(Span(2, 9, 2, 35), help="did you mean `license.md`?")
    assert text(found) == (
        "error[LNK001] broken-page-link: no page at `licence.md`\n"
        " --> docs/a.md:2:9\n"
        "  |\n"
        "2 | See the [licence page](licence.md) first.\n"
        "  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = help: did you mean `license.md`?\n"
    )


def test_one_blank_line_between_findings_and_a_last_line_that_counts() -> None:
    found = finding(Span(1, 1, 1, 2))
    output = text(found, found, quiet=False, suppressed=3)
    assert output.count("\n\n") == 2
    assert output.endswith("\n\n2 errors in 1 page, 2 procedures (3 suppressed)\n")


def test_nothing_found_is_one_line() -> None:
    assert text(quiet=False) == "no findings in 1 page, 2 procedures\n"
    assert text() == ""


def test_counts_by_severity() -> None:
    found = [finding(Span(1, 1, 1, 2), severity=severity) for severity in Severity]
    assert text(*found, quiet=False).endswith(
        "1 error, 1 warning, 1 info in 1 page, 2 procedures\n"
    )


def test_long_line_is_trimmed_around_the_span() -> None:
    output = text(finding(Span(3, 202, 3, 219)))
    assert max(map(len, output.splitlines()[1:])) <= 80
    [(excerpt, under)] = marked(output)
    assert under == "[target](gone.md)"
    assert excerpt.startswith("3 | …")
    assert excerpt.endswith("…")


def test_span_longer_than_the_line_is_cut_at_80_columns() -> None:
    output = text(finding(Span(3, 1, 3, 400)))
    assert max(map(len, output.splitlines()[1:])) <= 80
    assert "^" * 40 in output


def test_wide_characters_move_the_mark() -> None:
    output = text(finding(Span(4, 7, 4, 16)))
    assert f"\n  | {' ' * 11}{'^' * 9 + '^'}\n" in output


def test_tabs_are_expanded() -> None:
    [(excerpt, under)] = marked(text(finding(Span(5, 4, 5, 15))))
    assert excerpt == "5 |     - [tab](c.md)"
    assert under == "[tab](c.md)"


def test_control_characters_never_reach_the_terminal() -> None:
    found = finding(Span(6, 12, 6, 23), message="bad \x1b]0;x\x07", help="\u202edrow")
    output = text(found)
    assert "\x1b" not in output
    assert "\x07" not in output
    assert "\u202e" not in output
    assert marked(output)[0][1] == "[esc](d.md)"


def test_span_over_two_lines_marks_both() -> None:
    assert [under for _, under in marked(text(finding(Span(7, 14, 8, 18))))] == [
        "[a",
        "link](e.md)",
    ]


def test_long_span_shows_first_and_last_line() -> None:
    output = text(finding(Span(1, 1, 7, 5)))
    assert "1 | # Title" in output
    assert "\n7 | " in output
    assert "4 |" not in output


def test_empty_span_gets_one_mark() -> None:
    assert text(finding(Span(1, 8, 1, 8))).endswith("1 | # Title\n  |        ^\n")


def test_place_outside_the_file_has_no_excerpt() -> None:
    assert text(finding(Span(99, 1, 99, 1))).endswith(" --> docs/a.md:99:1\n")


def test_related_places_are_shown_with_what_they_say() -> None:
    related = (
        Related("docs/a.md", Span(1, 3, 1, 8), "the other one"),
        Related("docs/a.md", Span(2, 1, 2, 42), "a label too long to stand beside its mark here"),
        Related("docs/gone.md", Span(1, 1, 1, 1), "not readable any more"),
    )
    output = text(finding(Span(2, 1, 2, 4), related=related))
    assert "  |   ----- the other one\n" in output
    assert "  | a label too long to stand beside its mark here\n" in output
    assert " ::: docs/gone.md:1:1\n  = not readable any more\n" in output


def test_colour_adds_only_escapes() -> None:
    found = finding(
        Span(2, 9, 2, 35), help="look", related=(Related("docs/a.md", Span(1, 1, 1, 2), "x"),)
    )
    coloured = text(found, colour=True, quiet=False)
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == text(found, quiet=False)


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_excerpts_and_help_keep_to_the_width(columns: int) -> None:
    found = finding(Span(3, 202, 3, 219), help="a long help text " * 12)
    report = Report(".", (found,), summarise([found], pages=1, procedures=0), line, lambda _: "")
    output = render(report, columns=columns, quiet=True)
    assert max(map(len, output.splitlines()[1:])) <= columns
