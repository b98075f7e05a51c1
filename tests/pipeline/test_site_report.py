"""The report beside the site: its findings, what has changed, the last states."""

import json
from pathlib import Path

import pytest

from runbookc.checks import Baseline, Scope
from runbookc.config import load_settings
from runbookc.model.site_report import MOST_STATES, SiteReport
from runbookc.pipeline import compile_project
from runbookc.pipeline.baseline import render_baseline
from runbookc.pipeline.findings import SourceLines
from runbookc.pipeline.gate import Gate
from runbookc.pipeline.history import History
from runbookc.pipeline.site_report import last_report, read_report, render_report, site_report
from tests.pipeline.test_git import git

BROKEN = "See [a](gone.md).\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "a.md").write_text(f"# A\n\n{BROKEN}")
    (folder / "docs" / "b.md").write_text("# B\n\nSee [a](a.md) and [c](a.md#no).\n")
    return folder


def report_of(root: Path, last: SiteReport | None = None) -> SiteReport:
    compilation = compile_project(root, load_settings(root))
    paths = [page.path for page in compilation.project.pages]
    return site_report(compilation, History(root, paths, compilation.read), last)


def states(report: SiteReport) -> list[tuple[str, str]]:
    return [(one.code, one.state) for one in report.findings]


def reread(report: SiteReport, folder: Path) -> SiteReport:
    """The report as the next build reads it."""
    file = folder / "report.json"
    file.write_bytes(render_report(report))
    again = read_report(file)
    assert again is not None
    return again


def test_what_was_found_and_in_what(root: Path) -> None:
    report = report_of(root)
    assert [(one.code, one.path, one.line) for one in report.findings] == [
        ("LNK001", "docs/a.md", 3),
        ("LNK002", "docs/b.md", 3),
    ]
    assert (report.now.counts.errors, report.now.counts.found) == (2, 2)
    looked = report.looked_at
    assert (looked.pages, looked.links) == (2, 3)
    assert looked.rules > 30


def test_a_first_report_compares_with_nothing(root: Path, tmp_path: Path) -> None:
    report = report_of(root)
    assert report.trend is None
    assert report.history == (report.now,)
    assert reread(report, tmp_path) == report


def test_new_gone_and_unchanged(root: Path, tmp_path: Path) -> None:
    first = reread(report_of(root), tmp_path)
    (root / "docs" / "b.md").write_text("# B\n\nMoved down.\n\nSee [c](a.md#no) and [d](d.md).\n")
    (root / "docs" / "a.md").write_text("# A\n")
    report = report_of(root, first)
    trend = report.trend
    assert trend is not None
    assert (trend.new_count, trend.gone_count, trend.unchanged_count) == (2, 2, 0)
    assert [(one.code, one.path, one.line) for one in trend.gone] == [
        ("LNK001", "docs/a.md", 3),
        ("LNK002", "docs/b.md", 3),
    ]
    assert trend.since == first.now
    assert [state.counts.errors for state in report.history] == [2, 2]


def test_moved_lines_and_renamed_pages_are_unchanged(root: Path) -> None:
    first = report_of(root)
    (root / "docs" / "a.md").unlink()
    (root / "docs" / "b.md").unlink()
    (root / "docs" / "c.md").write_text(f"# A\n\nMore.\n\n{BROKEN}")
    trend = report_of(root, first).trend
    assert trend is not None
    assert (trend.new_count, trend.gone_count, trend.unchanged_count) == (0, 1, 1)


def test_the_same_state_again_changes_nothing(root: Path, tmp_path: Path) -> None:
    first = report_of(root)
    assert render_report(report_of(root, first)) == render_report(first)
    (root / "docs" / "a.md").write_text("# A\n")
    second = reread(report_of(root, first), tmp_path)
    third = report_of(root, second)
    assert third.trend == second.trend is not None
    assert render_report(third) == render_report(second)


def test_the_history_is_bounded(root: Path) -> None:
    report = None
    for number in range(MOST_STATES + 3):
        (root / "docs" / "a.md").write_text(
            "# A\n\n" + "".join(f"[x](x{n}.md)\n" for n in range(number))
        )
        report = report_of(root, report)
    assert report is not None
    errors = [state.counts.errors for state in report.history]
    assert len(errors) == MOST_STATES
    assert errors[-1] == MOST_STATES + 3


def test_commit_and_date(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "first")
    now = report_of(root).now
    assert now.commit == git(root, "rev-parse", "HEAD")
    assert (now.date, now.dirty) == ("2023-11-14T22:13:20Z", False)
    (root / "docs" / "a.md").write_text("# A\n")
    assert report_of(root).now.dirty


def test_silenced_findings_are_told_with_their_reason(root: Path) -> None:
    (root / "docs" / "a.md").write_text(
        f"# A\n\n<!-- runbookc: ignore LNK001 it moves -->\n{BROKEN}"
    )
    (root / "runbookc.toml").write_text('[rules.per_path_ignores]\n"docs/b.md" = ["LNK002"]\n')
    report = report_of(root)
    assert states(report) == [("LNK001", "silenced"), ("LNK002", "silenced")]
    assert report.findings[0].reason == "it moves"
    assert report.now.counts.found == 0
    assert report.now.counts.silenced == 2


def test_silencing_is_told_as_gone(root: Path) -> None:
    first = report_of(root)
    (root / "runbookc.toml").write_text('[rules.per_path_ignores]\n"docs/b.md" = ["LNK002"]\n')
    trend = report_of(root, first).trend
    assert trend is not None
    assert (trend.gone_count, trend.unchanged_count) == (1, 1)


def accept_all(root: Path) -> None:
    compilation = compile_project(root, load_settings(root))
    gate = Gate(compilation, Scope(compilation.project.settings), SourceLines(compilation))
    (root / "accepted.json").write_text(render_baseline(gate.accept_all(Baseline())))
    (root / "runbookc.toml").write_text('[check]\nbaseline = "accepted.json"\n')


def test_a_baseline_of_the_project_is_respected(root: Path) -> None:
    first = report_of(root)
    accept_all(root)
    (root / "docs" / "b.md").write_text("# B\n\n[x](x.md)\n")
    report = report_of(root, first)
    assert states(report) == [("LNK001", "accepted"), ("LNK001", "found")]
    assert (report.baseline, report.gone_from_baseline) == ("accepted.json", 1)
    counts = report.now.counts
    assert (counts.errors, counts.accepted) == (1, 1)
    assert report.trend is not None
    assert report.trend.unchanged_count == 1


@pytest.mark.parametrize("content", [None, "{", '{"version": 9}'])
def test_a_baseline_that_cannot_be_used_is_named(root: Path, content: str | None) -> None:
    (root / "runbookc.toml").write_text('[check]\nbaseline = "accepted.json"\n')
    if content is not None:
        (root / "accepted.json").write_text(content)
    report = report_of(root)
    assert report.baseline_problem.startswith("accepted.json:")
    assert str(root) not in render_report(report).decode()
    assert report.now.counts.errors == 2


def test_a_baseline_out_of_the_project_is_not_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password")
    (root / "accepted.json").symlink_to(tmp_path / "secret")
    (root / "runbookc.toml").write_text('[check]\nbaseline = "accepted.json"\n')
    assert report_of(root).baseline_problem == "accepted.json: cannot be read"


def test_nothing_names_a_folder_of_the_machine(root: Path) -> None:
    (root / "docs" / "loop.md").symlink_to(root / "docs" / "loop.md")
    (root / "docs" / "out.md").symlink_to(root.parent / "elsewhere.md")
    (root / "docs" / "bytes.md").write_bytes(b"\xff\xfe\x00")
    (root / "docs" / "meta.md").write_text(
        "---\na: [\n---\n# M\n\n![i](/etc/x.png) [o](../../o.md)\n"
    )
    (root / "docs" / "locked.md").write_text("# L\n")
    (root / "docs" / "locked.md").chmod(0)
    text = render_report(report_of(root)).decode()
    assert str(root.parent) not in text
    assert "SRC001" in text


def test_names_that_are_no_text(root: Path, tmp_path: Path) -> None:
    (root / "docs" / "\udcfc.md").write_text(f"# U\n\n{BROKEN}")
    report = report_of(root)
    assert json.loads(render_report(report))["now"]["counts"]["errors"] == report.now.counts.errors


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"now": {"commit": '"><script>', "counts": {}}},
        {"now": {"date": "soon", "counts": {}}},
        {"findings": [{"code": "LNK001"}]},
        {"history": 7},
        {"more": 1},
    ],
)
def test_a_damaged_report_is_not_believed(
    root: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    document = json.loads(render_report(report_of(root)))
    file = tmp_path / "report" / "report.json"
    file.parent.mkdir()
    file.write_text(json.dumps(document | change))
    assert last_report(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000, b"{}"])
def test_what_is_no_report_is_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(content)
    assert read_report(file) is None
    assert read_report(tmp_path) is None
