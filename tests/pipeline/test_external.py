"""What other hosts say becomes findings at the links' targets."""

from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.external import Answer
from runbookc.pipeline import Compilation, compile_project
from runbookc.pipeline.external import check_external

PAGE = """\
# Download

Get [the agent](https://vendor.com/agent), [its notes](https://vendor.com/notes#v8),
[the console](https://busy.com/), [an example](https://example.com/).

<!-- runbookc: ignore LNK006 the vendor moves it every week -->
[The old one](https://vendor.com/agent).
"""

SAID = {
    "https://vendor.com/agent": Answer("dead", "is not there (404)"),
    "https://vendor.com/notes#v8": Answer("no-anchor", "leads to a page that has no place `v8`"),
    "https://busy.com/": Answer("unreachable", "does not answer in time"),
}


class Asked(list[str]):
    """Answers from a table, and notes what was asked."""

    def __call__(self, addresses: list[str]) -> dict[str, Answer]:
        self.extend(addresses)
        return {address: SAID[address] for address in addresses}


@pytest.fixture
def project(tmp_path: Path) -> Compilation:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    return compile_project(tmp_path, load_settings(tmp_path))


def test_each_dead_link_is_a_finding_where_its_target_stands(project: Compilation) -> None:
    found = check_external(project, None, asker=Asked()).compilation
    assert [(d.code, d.severity, d.span.line, d.span.column) for d in found.diagnostics] == [
        ("LNK006", "warning", 3, 17),
        ("LNK006", "warning", 3, 56),
        ("LNK006", "info", 4, 15),
    ]
    assert "is not there (404)" in found.diagnostics[0].message
    assert len(found.suppressed) == 1


def test_answers_come_from_the_cache_the_second_time(project: Compilation, tmp_path: Path) -> None:
    cache = tmp_path / ".runbookc_cache" / "external.json"
    asked = Asked()
    first = check_external(project, cache, asker=asked)
    assert len(asked) == 3
    second = check_external(project, cache, asker=asked)
    assert asked[3:] == ["https://busy.com/"]
    assert first.compilation.diagnostics == second.compilation.diagnostics


def test_offline_nobody_is_asked(project: Compilation, tmp_path: Path) -> None:
    cache = tmp_path / "external.json"
    asked = Asked()
    nothing = check_external(project, cache, offline=True, asker=asked)
    assert nothing.compilation.diagnostics == () and not asked
    assert nothing.notes == (
        "4 external addresses: 0 asked, 0 known from before; "
        "1 not asked (ignored, examples, private); 3 unknown while offline",
    )
    check_external(project, cache, asker=asked)
    kept = check_external(project, cache, offline=True, asker=asked)
    assert [d.code for d in kept.compilation.diagnostics] == ["LNK006", "LNK006"]
