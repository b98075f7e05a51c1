import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from runbookc.diagnostics import Diagnostic
from tests.checks.harness import check, excerpt, findings, repaired

GLUED = "Move the Guard7.4 server.\n"
PATH = "docs/guard/7.4/page.md"


def unused(text: str, configuration: str = "") -> list[Diagnostic]:
    return findings("SRC008", {PATH: text, "runbookc.toml": configuration})


def excerpts(text: str, configuration: str = "") -> list[str]:
    files = {PATH: text, "runbookc.toml": configuration}
    return [excerpt(files, found) for found in findings("SRC008", files)]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- runbookc: ignore VER004 a name -->\n{GLUED}",
        f"{{/* runbookc: ignore VER004 a name */}}\n\n{GLUED}",
        "Move the Guard7.4 server. <!-- runbookc: ignore VER004, VER004 -->\n",
        "```markdown\n<!-- runbookc: ignore VER004 -->\n```\n",
        "Write `<!-- runbookc: ignore VER004 -->` before it.\n",
        "<!-- runbookc: ignore PDF001 -->\n",
        "<!-- about runbookc -->\n",
    ],
)
def test_what_is_used_or_proves_nothing_is_passed_over(text: str) -> None:
    assert excerpts(text) == []


def test_a_comment_that_silences_nothing_is_marked_and_removed() -> None:
    comment = "<!-- runbookc: ignore VER004 a name -->"
    text = f"# Move\n\n{comment}\n\nMove the server.\n"
    (found,) = unused(text)
    assert excerpts(text) == [comment]
    assert repaired({PATH: text}, found) == "# Move\n\nMove the server.\n"


def test_of_two_comments_for_one_finding_the_farther_is_unused() -> None:
    far, near = ("<!-- runbookc: ignore VER004 all -->", "<!-- runbookc: ignore VER004 it -->")
    assert excerpts(f"{far}\n\nMove. {near}\n{GLUED}") == [far]


def test_one_code_of_several_is_marked() -> None:
    text = f"<!-- runbookc: ignore VER002, VER004 a name -->\n{GLUED}"
    assert excerpts(text) == ["VER002"]


@pytest.mark.parametrize(
    ("comment", "marked"),
    [
        ("<!-- runbookc: ignore VER994 a name -->", "VER994"),
        ("<!-- runbookc: ignore ver004 -->", "<!-- runbookc: ignore ver004 -->"),
        ("<!-- runbookc: ignore VER -->", "<!-- runbookc: ignore VER -->"),
        ("<!-- runbookc: ignore -->", "<!-- runbookc: ignore -->"),
        ("<!-- runbookc: ingore VER004 -->", "<!-- runbookc: ingore VER004 -->"),
        ("<!--runbookc:VER004-->", "<!--runbookc:VER004-->"),
    ],
)
def test_a_slip_of_the_pen_is_told(comment: str, marked: str) -> None:
    assert excerpts(f"{comment}\n{GLUED}") == [marked]


@pytest.mark.parametrize(
    "settings", ['select = ["LNK"]', 'ignore = ["VER004"]', 'ignore = ["SRC008"]']
)
def test_rules_that_did_not_run_prove_nothing(settings: str) -> None:
    text = "<!-- runbookc: ignore VER004 a name -->\n\nMove the server.\n"
    assert excerpts(text) == ["<!-- runbookc: ignore VER004 a name -->"]
    assert excerpts(text, f"[rules]\n{settings}\n") == []


def test_it_is_weighed_and_silenced_like_others() -> None:
    text = "<!-- runbookc: ignore VER004, SRC008 kept on purpose -->\n\nMove the server.\n"
    outcome = check({PATH: text})
    assert not outcome.diagnostics
    assert [one.reason for one in outcome.suppressed] == ["kept on purpose"]
    text = "<!-- runbookc: ignore VER004 -->\n\nMove the server.\n"
    outcome = check({PATH: text, "runbookc.toml": '[rules.severity]\nSRC008 = "info"\n'})
    assert [found.severity for found in outcome.diagnostics] == ["info"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Move it. <!-- runbookc: ignore VER004 -->\n\nNext.\n", "Move it.\n\nNext.\n"),
        ("# A\n\n<!-- runbookc: ignore VER004 -->", "# A\n\n"),
        ("<!-- runbookc: ignore VER004 -->\n\nNext.\n", "Next.\n"),
        ("Text.\n<!-- runbookc: ignore VER004 -->\n\nNext.\n", "Text.\n\nNext.\n"),
        ("Text.\n\n<!-- runbookc: ignore VER004 -->\nNext.\n", "Text.\n\nNext.\n"),
        ("A.\r\n\r\n<!-- runbookc: ignore VER004 -->\r\n\r\nB.\r\n", "A.\r\n\r\nB.\r\n"),
        ("Text.\n<!-- runbookc: ignore VER004 -->\nNext.\n", None),
        ("- a\n\n<!-- runbookc: ignore VER004 -->\n\n- b\n", None),
        ("1. a\n\n<!-- runbookc: ignore VER004 -->\n\n    code\n", None),
        ("<!-- runbookc: ignore VER004 -->\n---\na: b\n---\n", None),
        ("<!-- runbookc: ignore VER004 --> *not* emphasis\n", None),
        ("- <!-- runbookc: ignore VER004 -->\n", None),
    ],
)
def test_a_comment_is_removed_only_where_readers_see_no_difference(
    text: str, after: str | None
) -> None:
    (found,) = unused(text)
    if after is None:
        assert found.fix is None
    else:
        assert repaired({PATH: text}, found) == after
        assert not unused(after)


def test_an_entry_of_the_configuration_that_silences_nothing_is_marked() -> None:
    configuration = """\
[rules.per_path_ignores]
"docs/guard/**" = ["VER004"]
"docs/gone/**" = ["VER"]
"docs/guard/7.4/*" = ["LNK001", "HAZ"]
"""
    assert excerpts(GLUED, configuration) == ["docs/gone/**", "docs/guard/7.4/*"]


def test_an_entry_whose_rules_did_not_all_run_proves_nothing() -> None:
    for settings in ("", 'ignore = ["VER001"]\n'):
        configuration = f'[rules]\n{settings}per_path_ignores = {{ "docs/**" = ["VER"] }}\n'
        assert excerpts("Move the server.\n", configuration) == ([] if settings else ["docs/**"])


def test_an_entry_of_another_file_is_passed_over() -> None:
    from runbookc.checks import Outcome, unused_suppressions
    from runbookc.config import RuleSettings, Settings

    settings = Settings(rules=RuleSettings(per_path_ignores={"docs/gone/**": ("VER",)}))
    assert not unused_suppressions(Outcome(()), {}, settings, ["docs/a.md"], "")


COMMENT = "<!-- runbookc: ignore VER004 -->"
LINES = [
    "",
    "",
    "Text.",
    "More text",
    "- item",
    "  continued",
    "1. step",
    "   continued",
    "    code",
    "# Heading",
    "---",
    "===",
    "> quote",
    "| a | b |",
    "| - | - |",
    "```",
    "<div>",
    "</div>",
    "**bold**",
]


def html(text: str) -> str:
    rendered = MarkdownIt("commonmark").enable("table").render(text)
    return re.sub(r"\s+", " ", rendered.replace(COMMENT, "")).replace(" <", "<").strip()


@given(
    st.lists(st.sampled_from(LINES), max_size=6),
    st.sampled_from(
        [COMMENT, f"  {COMMENT}", f"Text. {COMMENT}", f"- item {COMMENT}", f"# {COMMENT}"]
    ),
    st.lists(st.sampled_from(LINES), max_size=6),
)
def test_removing_a_comment_changes_nothing_that_readers_see(
    before: list[str], comment: str, after: list[str]
) -> None:
    text = "\n".join(["# Page", *before, comment, *after, ""])
    for found in unused(text):
        if found.fix is not None:
            assert html(repaired({PATH: text}, found)) == html(text)
