"""Exit codes, and what the command line does with what cannot be."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from runbookc import __version__
from runbookc.cli import app as commands
from runbookc.cli import main


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return int(stop.value.code or 0)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"runbookc {__version__}\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    for command in ("check", "build", "plan", "graph", "parse", "rules", "explain", "schema"):
        assert f"  {command} " in shown


@pytest.mark.parametrize(
    "command", ["check", "build", "plan", "graph", "parse", "rules", "explain", "schema"]
)
def test_every_command_has_the_common_options(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, "--help") == 0
    shown = capsys.readouterr().out
    for option in ("--root", "--config", "--jobs", "--no-cache", "--quiet", "--color"):
        assert option in shown


def test_common_options_stand_before_the_command_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("# A\n\n[gone](gone.md)\n")
    assert run("--root", str(tmp_path), "--color", "always", "-q", "check") == 1
    shown = capsys.readouterr().out
    assert "\x1b[" in shown
    assert "1 error" not in shown
    assert run("--color", "always", "check", "--root", str(tmp_path), "--color", "never") == 1
    assert "\x1b[" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("polish",),
        ("check", "--format", "yaml"),
        ("check", "--jobs", "0"),
        ("check", "--root", "/nowhere/at/all"),
        ("check", "--select", "XYZ001"),
        ("plan", "product"),
        ("build", "--only", "posters"),
        ("explain", "XYZ001"),
        ("schema", "nothing"),
    ],
)
def test_wrong_usage_is_2_and_says_why_on_standard_error(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err


def test_wrong_configuration_is_2_with_file_line_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "runbookc.toml").write_text('title = "T"\ndialect = "word"\n')
    assert run("check", "--root", str(tmp_path)) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: runbookc.toml:2: dialect: ")
    assert "docusaurus" in error


def test_a_missing_configuration_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", str(tmp_path), "--config", str(tmp_path / "no.toml")) == 2
    assert "no.toml: cannot be read" in capsys.readouterr().err


def test_a_bug_of_ours_is_3_with_one_line_and_a_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "app", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run("check") == 3
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "bug" in error
    [trace] = tmp_path.iterdir()
    assert str(trace) in error
    assert "ZeroDivisionError" in trace.read_text()


def test_a_closed_pipe_is_no_error() -> None:
    code = "from runbookc.cli import main; main(['schema', 'page'])"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_help_answers_at_once() -> None:
    """By processor time, which other programs change little, and not all the time."""
    command = [sys.executable, "-c", "from runbookc.cli import main; main(['--help'])"]
    took = [1.0]
    while min(took) >= 0.2 and len(took) < 40:
        before = os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        took.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    assert min(took) < 0.2


def test_help_imports_nothing_slow() -> None:
    code = (
        "import sys\n"
        "from runbookc.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(sorted(set(sys.modules) & {'pydantic', 'rich', 'mkdocs', 'markdown_it'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_a_check_in_which_nothing_changed_imports_nothing_slow(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("# Page\n\n[Gone](gone.md)\n", encoding="utf-8")
    slow = {"pydantic", "rich", "yaml", "markdown_it", "rapidfuzz", "httpx", "packaging"}
    code = (
        "import sys\n"
        "from runbookc.cli import main\n"
        f"try: main(['check', '--root', {str(tmp_path)!r}])\n"
        f"finally: print(sorted(set(sys.modules) & {slow!r}))"
    )
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2)]
    assert [done.returncode for done in runs] == [1, 1]
    assert "markdown_it" in runs[0].stdout
    assert "LNK001" in runs[-1].stdout
    assert runs[-1].stdout.endswith("[]\n")


def test_a_site_imports_neither_a_server_nor_the_schema_of_a_baseline(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Page\n", encoding="utf-8")
    slow = {
        "mkdocs.livereload",
        "watchdog",
        "typer._adapters",
        "runbookc.pipeline.baseline_document",
    }
    code = (
        "import sys\n"
        "from runbookc.cli import main\n"
        f"try: main(['build', '--only', 'site', '--root', {str(tmp_path)!r}])\n"
        f"finally: print('mkdocs' in sys.modules, sorted(set(sys.modules) & {slow!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("True []\n")


def test_values_are_those_of_typer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.md").write_text("# Page\n", encoding="utf-8")
    assert run("--root", str(tmp_path), "check", "--format", "json", "--color", "never") == 0
    assert json.loads(capsys.readouterr().out)["summary"]["pages"] == 1
    assert run("check", "--root", str(tmp_path / "gone")) == 2
    assert run("check", "--jobs", "0", "--root", str(tmp_path)) == 2
    assert run("check", "--fail-on", "never", "--root", str(tmp_path)) == 2
    assert run("--version") == 0
