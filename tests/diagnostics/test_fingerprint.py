from runbookc.diagnostics import Diagnostic, Severity, fingerprints
from runbookc.source import Span


def finding(line: int, code: str = "VER004", path: str = "a.md") -> Diagnostic:
    span = Span(line, 1, line, 4)
    return Diagnostic(code, "a-name", Severity.ERROR, "message", path, span)


def names(text: str, *found: Diagnostic) -> list[str]:
    lines = text.splitlines()
    named = fingerprints(found, lambda path, number: lines[number - 1])
    return [named[item] for item in found]


def test_a_moved_line_keeps_its_name() -> None:
    assert names("one\ntwo", finding(1)) == names("new\n\n  one \nx", finding(3))


def test_another_code_path_or_text_has_another_name() -> None:
    all_names = [
        *names("one", finding(1)),
        *names("two", finding(1)),
        *names("one", finding(1, "VER002")),
        *names("one", finding(1, path="b.md")),
    ]
    assert len(set(all_names)) == 4


def test_equal_lines_are_told_apart_by_their_order() -> None:
    first, second = names("one\none", finding(1), finding(2))
    assert first != second
    assert [first] == names("x\none", finding(2))


def test_the_order_of_findings_does_not_matter() -> None:
    assert (
        names("one\none", finding(1), finding(2)) == names("one\none", finding(2), finding(1))[::-1]
    )
