"""What a terminal shows of long work, and what is left of it there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from runbookc.cli.progress import Progress
from tests.cli.screen import Shown, run_in_terminal

LONG = """\
import sys, time
from runbookc.cli.progress import Progress
with Progress(shown=True, coloured={coloured}) as progress:
    for stage, total in (("pages", 12000), ("search index", 0), ("site", 20)):
        progress(stage, 0, 0)
        for done in range(total or 2):
            progress(stage, done, total)
            if done < 20: time.sleep(0.04)
print("the end", file=sys.stderr)
"""
BUILD = [sys.executable, "-m", "runbookc", "build", "--jobs", "2", "--root"]


COLOUR = re.compile(r"\x1b\[[\d;]*m")


def impatient_build(project: Path, *arguments: str) -> list[str]:
    """A build that shows its progress from the first moment on."""
    code = (
        "import sys, runbookc.cli.progress as progress; from runbookc.cli import main\n"
        "progress._PATIENCE = 0\n"
        "main(['build', *sys.argv[1:]])"
    )
    return [sys.executable, "-c", code, "--root", str(project), *arguments]


def long_work(*, coloured: bool = False, columns: int = 80, interrupt_at: str = "") -> Shown:
    command = [sys.executable, "-c", LONG.format(coloured=coloured)]
    return run_in_terminal(command, columns=columns, interrupt_at=interrupt_at)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_stages_are_shown_with_their_counts_and_wiped(columns: int) -> None:
    shown = long_work(columns=columns)
    assert shown.screen == ["the end"]
    assert shown.has_cursor
    assert shown.widest <= columns
    assert "/12000" in shown.written
    assert "12000/12000" in shown.written
    assert "search index" in shown.written
    assert "/20 " in shown.written


def test_without_colour_nothing_is_coloured() -> None:
    assert COLOUR.search(long_work(coloured=True).written)
    assert not COLOUR.search(long_work(coloured=False).written)


def test_an_interrupt_leaves_a_clean_terminal(project: Path) -> None:
    shown = run_in_terminal(impatient_build(project), interrupt_at="runbooks")
    assert shown.status == 130
    assert shown.screen == []
    assert shown.has_cursor
    assert not (project / "build").exists()


def test_a_build_leaves_its_summary_and_nothing_else(project: Path) -> None:
    shown = run_in_terminal(impatient_build(project), columns=40)
    assert "\x1b[?25l" in shown.written
    assert shown.has_cursor
    assert [line.split()[0] for line in shown.screen[:2]] == ["pages", "runbooks"]
    assert max(len(line) for line in shown.screen if "/" not in line) <= 40


@pytest.mark.parametrize(
    ("arguments", "environment"), [(["--quiet"], {}), ([], {"TERM": "dumb"})], ids=["quiet", "dumb"]
)
def test_where_nobody_wants_it_nothing_moves(
    arguments: list[str], environment: dict[str, str], project: Path
) -> None:
    shown = run_in_terminal(impatient_build(project, *arguments), environment=environment)
    assert "\x1b[" not in shown.written


def test_nothing_but_plain_lines_without_a_terminal(project: Path) -> None:
    done = subprocess.run([*BUILD, project], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr


def test_short_work_does_not_load_what_would_show_it() -> None:
    code = (
        "import sys\n"
        "from runbookc.cli.progress import Progress\n"
        "with Progress(shown=True, coloured=False) as progress:\n"
        "    progress('pages', 0, 0)\n"
        "    progress('pages', 1, 2)\n"
        "    progress('site', 0, 0)\n"
        "print(sorted(name for name in sys.modules if name.startswith('rich')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_hidden_work_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(shown=False, coloured=False) as progress:
        progress("pages", 1, 2)
    assert capsys.readouterr().err == ""
