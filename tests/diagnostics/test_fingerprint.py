from runbookc.diagnostics import SUBJECT_DIGITS, Diagnostic, Severity, fingerprint_of, fingerprints
from runbookc.source import Span


def finding(
    line: int, code: str = "VER004", path: str = "a.md", columns: tuple[int, int] = (1, 4)
) -> Diagnostic:
    span = Span(line, columns[0], line, columns[1])
    return Diagnostic(code, "a-name", Severity.ERROR, "message", path, span)


def names(text: str, *found: Diagnostic) -> list[str]:
    lines = text.splitlines()
    named = fingerprints(found, lambda path, number: lines[number - 1])
    return [named[item] for item in found]


def test_a_moved_line_keeps_its_name() -> None:
    assert names("one\ntwo", finding(1)) == names("new\n\none  \nx", finding(3))


def test_a_renamed_file_keeps_it_too() -> None:
    assert names("one", finding(1)) == names("one", finding(1, path="b.md"))


def test_another_code_or_text_has_another_name() -> None:
    all_names = [
        *names("one", finding(1)),
        *names("two", finding(1)),
        *names("one", finding(1, "VER002")),
    ]
    assert len(set(all_names)) == 3


def test_equal_lines_are_told_apart_by_a_number() -> None:
    first, second = names("one\none", finding(1), finding(2))
    assert second == f"{first}-2"
    assert [first] == names("x\none", finding(2))


def test_the_order_of_findings_does_not_matter() -> None:
    assert (
        names("one\none", finding(1), finding(2)) == names("one\none", finding(2), finding(1))[::-1]
    )


def test_the_first_half_names_what_is_at_fault_whatever_stands_around_it() -> None:
    (one,) = names("Move Guard7.4 now", finding(1, columns=(6, 14)))
    (other,) = names("Then move the Guard7.4", finding(1, columns=(15, 23)))
    assert one[:SUBJECT_DIGITS] == other[:SUBJECT_DIGITS]
    assert one != other


def test_where_nothing_is_written_the_path_counts() -> None:
    def nothing(path: str, number: int) -> str:
        return ""

    one, other = (fingerprint_of(finding(1, path=path), nothing) for path in ("a.md", "b.md"))
    assert one != other


def test_places_outside_the_file_have_names() -> None:
    span = Span(1, 9, 10_000_000, 1)
    odd = Diagnostic("VER004", "a-name", Severity.ERROR, "message", "a.md", span)
    assert len(fingerprint_of(odd, lambda path, number: "one" if number == 1 else "")) == 32
