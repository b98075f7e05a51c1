"""What `build` says when it is done."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., int]


def summary(text: str) -> dict[str, str]:
    """What stands beside each label."""
    rows = re.findall(r"^([a-zA-Z]\w+(?: out)?) +(.+(?:\n {10,}.+)*)$", text, re.MULTILINE)
    return {label: " ".join(value.split()) for label, value in rows}


def test_the_summary_counts_what_came_out(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "--out", str(project / "out")) == 0
    captured = capsys.readouterr()
    told = summary(captured.err)
    assert captured.out == ""
    assert told["pages"] == "2, with 3 procedures"
    assert told["runbooks"] == "4: 4 Markdown, 4 HTML, 4 JSON, 4 PDF"
    pages = list((project / "out" / "site").glob("**/*.html"))
    own = [page for page in pages if page.parent.parent.name != "runbooks"]
    assert told["site"].startswith(f"{len(own)} pages, ")
    assert told["findings"] == "none"
    for stage in ("pages", "runbooks", "site", "search index"):
        assert re.search(rf"{stage} \d+\.\d", told["time"])
    files = [path for path in (project / "out").rglob("*") if path.is_file()]
    assert told["written"].startswith(f"{project / 'out'}: {len(files)} files, ")
    assert "left out" not in told


def test_what_is_left_out_stands_in_a_line_for_each_reason(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs/vaultkeeper/3.0/old.md").write_text("# Old\n")
    (project / "docs/vaultkeeper/3.0/_parts").mkdir()
    (project / "runbookc.toml").write_text('exclude = ["**/old.md"]\n')
    assert run("build", "--only", "runbooks") == 0
    told = summary(capsys.readouterr().err)
    assert told["left out"] == ("1 page: excluded in runbookc.toml (docs/vaultkeeper/3.0/old.md)")
    assert "site" not in told


def test_quiet_says_nothing_of_a_good_build(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--only", "runbooks", "--quiet") == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_errors_are_shown_counted_and_nothing_is_written(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs/vaultkeeper/3.0/install.md"
    page.write_text(page.read_text() + "\n[Gone](gone.md).\n")
    assert run("build") == 1
    shown = capsys.readouterr().err
    assert shown.count("error[LNK001]") == 1
    assert summary(shown)["findings"] == "1 error"
    assert "nothing was written to" in shown
    assert "written" not in summary(shown)
    assert run("build", "--only", "runbooks", "--quiet") == 1
    assert "findings" not in summary(capsys.readouterr().err)


def test_a_build_accepts_what_the_check_accepts(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs/vaultkeeper/3.0/install.md"
    page.write_text(page.read_text() + "\n[Gone](gone.md).\n")
    baseline = project / "accepted.json"
    assert run("check", "--write-baseline", baseline) == 0
    assert run("build", "--only", "runbooks") == 1
    capsys.readouterr()
    assert run("build", "--only", "runbooks", "--baseline", baseline) == 0
    assert summary(capsys.readouterr().err)["findings"] == "none (1 baselined)"
    assert run("build", "--baseline", project / "none.json") == 2


def test_a_job_on_github_shows_the_summary(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "summary.md"
    file.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    assert run("build", "--only", "runbooks") == 0
    lines = file.read_text().splitlines()
    assert lines[:3] == ["before", "## Documentation build", ""]
    assert "| pages | 2, with 3 procedures |" in lines
