"""What a run took is told for all of its processes, and a failed run is no measurement."""

import sys
from pathlib import Path

import pytest

from benchmarks.memory import run
from benchmarks.worst_case import KINDS


def test_a_run_is_measured_with_its_children(tmp_path: Path) -> None:
    child = "import time; text = b'x' * 60_000_000; time.sleep(0.5)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    used = run([sys.executable, "-c", program], tmp_path)
    assert used.wall > 0.5
    assert used.largest > 60_000_000
    assert not sys.platform.startswith("linux") or used.together > 60_000_000


def test_a_run_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="failed with 3"):
        run([sys.executable, "-c", "import sys; sys.exit(3)"], tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_hard_input_grows_as_told(kind: str) -> None:
    one, four = (len(KINDS[kind](size).encode()) for size in (40_000, 160_000))
    assert 3 < four / one < 5
    assert 10_000 < one < 200_000
