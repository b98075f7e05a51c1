from runbookc.checks import Outcome
from tests.checks.harness import check

GLUED = "Move the Guard7.4 server.\n"


def outcome(text: str) -> Outcome:
    return check({"docs/guard/7.4/page.md": text})


def counts(text: str) -> tuple[int, int]:
    found = outcome(text)
    return len(found.diagnostics), len(found.suppressed)


def test_nothing_is_silenced_without_a_comment() -> None:
    assert counts(GLUED) == (1, 0)


def test_a_comment_on_the_line_silences_it() -> None:
    assert counts("Move the Guard7.4 server. <!-- runbookc: ignore VER004 a name -->\n") == (0, 1)


def test_a_comment_on_a_line_of_text_holds_for_the_next_line_only() -> None:
    head = "Stop it. <!-- runbookc: ignore VER004 a name -->\n"
    assert counts(f"{head}{GLUED}") == (0, 1)
    assert counts(f"{head}Then\n{GLUED}") == (1, 0)


def test_a_comment_alone_holds_for_the_whole_block_behind_it() -> None:
    head = "<!-- runbookc: ignore VER004 a name -->\n\n"
    assert counts(f"{head}Then\n{GLUED}") == (0, 1)
    assert counts(f"{head}- Then\n\n  {GLUED}\n- {GLUED}") == (0, 2)
    assert counts(f"{head}Then\n\n{GLUED}") == (1, 0)


def test_a_comment_of_mdx_is_one_too() -> None:
    assert counts(f"{{/* runbookc: ignore VER004 a name */}}\n{GLUED}") == (0, 1)


def test_other_codes_are_not_silenced() -> None:
    assert counts(f"<!-- runbookc: ignore VER002 -->\n{GLUED}") == (1, 0)
    assert counts(f"<!-- runbookc: ignore VER002, VER004 -->\n{GLUED}") == (0, 1)


def test_a_comment_shown_as_code_silences_nothing() -> None:
    assert counts(f"```markdown\n<!-- runbookc: ignore VER004 -->\n```\n{GLUED}") == (1, 0)


def test_the_reason_is_kept() -> None:
    from runbookc.checks import PageView, suppressions_of
    from runbookc.config import Settings
    from runbookc.dialects.plain import PlainDialect
    from runbookc.lowering import lower
    from runbookc.parsing import parse
    from runbookc.source import SourceFile

    source = SourceFile("a.md", f"<!-- runbookc: ignore VER004 it is a name -->\n{GLUED}")
    dialect = PlainDialect()
    lowered = lower(parse(source, dialect), dialect.place("a.md", {}), Settings())
    (one,) = suppressions_of(PageView(lowered.page, lowered.body, source, Settings()))
    assert (one.codes, one.line, one.reason) == (("VER004",), 1, "it is a name")


def test_the_silenced_finding_carries_the_nearest_comment_s_reason() -> None:
    far = "<!-- runbookc: ignore VER004 the whole list -->\n\n"
    found = outcome(
        f"{far}- Then\n  {GLUED}- Or. <!-- runbookc: ignore VER004 a name -->\n  {GLUED}"
    )
    assert [(one.kind, one.reason) for one in found.suppressed] == [
        ("comment", "the whole list"),
        ("comment", "a name"),
    ]


def test_project_findings_are_silenced_too() -> None:
    assert counts("<!-- runbookc: ignore LNK001 later -->\n[Later](later.md)\n") == (0, 1)
