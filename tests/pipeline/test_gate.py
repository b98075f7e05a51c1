"""Accepted findings stay accepted however real pages are rearranged."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from runbookc.checks import Baseline, Scope
from runbookc.config import Settings
from runbookc.pipeline import compile_project
from runbookc.pipeline.baseline import parse_baseline, render_baseline
from runbookc.pipeline.findings import SourceLines
from runbookc.pipeline.gate import Gate

SECTIONS = [
    "## Stop\n\nStop the service. See [the console](console.md).\n",
    "## Copy\n\n- Copy the file.\n- Read [the list](list.md) and [the console](console.md).\n",
    "## Move\n\nMove the Guard7.4 server.\n\n![The window](window.png)\n",
    "## Check\n\n| Port | Use |\n| --- | --- |\n| 80 | [Web](ports.md#web) |\n",
    "## Rest\n\nNothing is wrong here.\n",
]
INSERTED = ["One more sentence.\n", "## Meanwhile\n\nWait.\n", "```text\ncode\n```\n"]

Pages = dict[str, list[str]]


def gate(root: Path, pages: Mapping[str, list[str]]) -> Gate:
    """The findings of pages, each made of sections, written below a folder."""
    for name, sections in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join([f"# Page of {len(sections)}\n", *sections])
        (root / name).write_text(text, encoding="utf-8")
    compilation = compile_project(root, Settings())
    return Gate(compilation, Scope(Settings()), SourceLines(compilation))


@given(
    st.lists(st.lists(st.sampled_from(SECTIONS), min_size=2, max_size=5), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
    st.booleans(),
)
def test_inserted_lines_reordered_sections_and_renamed_files_change_nothing(
    pages: list[list[str]], chance: Random, renamed: bool
) -> None:
    before = {f"docs/page{number}.md": sections for number, sections in enumerate(pages)}
    after: Pages = {}
    for name, sections in before.items():
        moved = name.replace("docs/page", "docs/other/renamed") if renamed else name
        after[moved] = chance.sample(sections, len(sections))
        if not renamed:
            after[moved].insert(chance.randint(0, len(sections)), chance.choice(INSERTED))
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        was = gate(Path(first), before)
        written = render_baseline(was.accept_all(Baseline()))
        baseline = parse_baseline(written.encode(), "accepted.json")
        now = gate(Path(second), after)
        verdict = now.judge(baseline)
        assert verdict.diagnostics == ()
        assert verdict.gone == ()
        assert len(verdict.baselined or ()) == len(was.compilation.diagnostics)
        assert now.prune(baseline) == now.accept_all(Baseline())
