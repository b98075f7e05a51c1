"""The gate's options."""

import json
import re
from pathlib import Path

import pytest

from runbookc.cli import main


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one error (LNK001) in one folder and one warning (SRC003) in another."""
    for path, text in {
        "docs/broken/a.md": "# A\n\nSee [the other](gone.md).\n",
        "docs/odd/b.md": "# B\n\n:::surprise\n\nText.\n\n:::\n",
        "docs/good.md": "# Good\n\nSee [A](broken/a.md) and [B](odd/b.md).\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    return int(stop.value.code or 0)


def codes(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [item["code"] for item in json.loads(capsys.readouterr().out)["diagnostics"]]


def test_an_error_fails(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", root) == 1
    captured = capsys.readouterr()
    assert "error[LNK001] broken-page-link: " in captured.out
    assert " --> docs/broken/a.md:3:17\n" in captured.out
    assert captured.out.endswith("1 error, 1 warning in 3 pages, 0 procedures\n")
    assert captured.err == ""


def test_a_warning_fails_where_it_is_told_to(root: Path) -> None:
    assert run("check", "--root", root, "--select", "SRC") == 0
    assert run("check", "--root", root, "--select", "SRC", "--fail-on", "warning") == 1


def test_paths_narrow_the_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", root, "--format", "json", "docs/odd") == 0
    assert codes(capsys) == ["SRC003"]
    assert run("check", "--root", root, "--format", "json", root / "docs" / "broken" / "a.md") == 1
    assert codes(capsys) == ["LNK001"]


def test_paths_are_taken_from_the_working_folder(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "runbookc.toml").touch()
    monkeypatch.chdir(root / "docs")
    assert run("check", "--format", "json", "odd") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["root"] == ".."
    assert [item["path"] for item in document["diagnostics"]] == ["docs/odd/b.md"]


@pytest.mark.parametrize("path", ["nothing.md", "/"])
def test_a_path_that_is_not_in_the_project_is_2(root: Path, path: str) -> None:
    assert run("check", "--root", root, path) == 2


def test_select_and_ignore(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("check", "--root", root, "--format", "json")
    run(*arguments, "--select", "src003,LNK")
    assert codes(capsys) == ["LNK001", "SRC003"]
    run(*arguments, "--select", "SRC003", "--select", "STP")
    assert codes(capsys) == ["SRC003"]
    assert run(*arguments, "--ignore", "LNK001") == 0
    assert codes(capsys) == ["SRC003"]


def test_ignore_adds_to_the_configuration(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "runbookc.toml").write_text('[rules]\nignore = ["SRC003"]\n')
    assert run("check", "--root", root, "--format", "json", "--ignore", "LNK001") == 0
    assert codes(capsys) == []


def test_output_goes_to_a_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "report.json"
    assert run("check", "--root", root, "--format", "json", "--output", file) == 1
    assert capsys.readouterr().out == ""
    assert json.loads(file.read_text())["summary"]["errors"] == 1


def test_output_that_cannot_be_written_is_2_in_one_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--root", root, "--output", root / "no" / "report.txt") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_quiet_prints_findings_only(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", root, "--quiet", "docs/good.md") == 0
    assert capsys.readouterr().out == ""


def test_colour(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("check", "--root", root)
    plain = capsys.readouterr().out
    run("check", "--root", root, "--color", "always")
    coloured = capsys.readouterr().out
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("environment", "option", "coloured"),
    [
        ({}, "auto", True),
        ({"NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"TERM": "dumb"}, "auto", False),
        ({}, "never", False),
    ],
)
def test_colour_on_a_terminal(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    environment: dict[str, str],
    option: str,
    coloured: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    run("check", "--root", root, "--color", option)
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_any_number_of_jobs_gives_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(300):
        (root / "docs" / f"page{number}.md").write_text(f"# {number}\n\n[x](gone{number}.md)\n")
    outputs = set()
    for jobs in ("1", "2", "3"):
        assert run("check", "--root", root, "--format", "json", "--jobs", jobs) == 1
        outputs.add(capsys.readouterr().out)
    assert len(outputs) == 1


def test_silenced_findings_are_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    comment = "<!-- runbookc: ignore LNK001 comes later -->\n"
    (root / "docs/broken/a.md").write_text(f"# A\n\n{comment}See [the other](gone.md).\n")
    assert run("check", "--root", root) == 0
    assert capsys.readouterr().out.endswith("(1 suppressed)\n")
