"""Whatever a page holds, rules return; and what they mark stands on that page."""

from hypothesis import given
from hypothesis import strategies as st

from runbookc.source import SourceFile
from tests.checks.harness import FIXTURES, check

LINES = sorted(
    {
        line
        for path in sorted(FIXTURES.rglob("*.md"))
        for line in path.read_text(encoding="utf-8").splitlines()
    }
)
PIECES = [
    "*",
    "**",
    "`",
    "[",
    "](",
    "\n",
    "  ",
    "7.5",
    ":::",
    "<!--",
    "-->",
    "|",
    "\t",
    "\r\n",
    "𝄞",
]


@given(
    st.lists(st.sampled_from(LINES) | st.sampled_from(PIECES) | st.text(max_size=20), max_size=40)
)
def test_findings_stand_on_their_page(lines: list[str]) -> None:
    text = "\n".join(lines).replace("\0", "")
    outcome = check({"docs/guard/8.0/page.md": text.encode("utf-8", "replace").decode()})
    source = SourceFile("page.md", text)
    silenced = (one.diagnostic for one in outcome.suppressed)
    for item in (*outcome.diagnostics, *silenced):
        assert item.span.start <= item.span.end
        assert 1 <= item.span.line <= item.span.end_line <= len(source.lines)
        assert item.span.end_column <= len(source.line(item.span.end_line)) + 1 or (
            item.code.startswith("SRC")
        )
