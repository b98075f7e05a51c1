"""Measures processes side by side: runs alternate, so that a busy machine slows all of them."""

import compileall
import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass
class Series:
    """The runs of one command, in seconds."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    """User and system time of the process and its children."""

    @property
    def wall_median(self) -> float:
        return statistics.median(self.wall)

    @property
    def cpu_median(self) -> float:
        return statistics.median(self.cpu)


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, and whether it is as fast as it must be."""

    what: str
    measured: str
    target: str
    met: bool


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def alternate(
    commands: Sequence[Sequence[str]],
    runs: int,
    *,
    accept: Sequence[int] = (0,),
    prepare: Callable[[int], None] = lambda number: None,
) -> list[Series]:
    """Run the commands in turn, `runs` rounds of them, and time each.

    Args:
        commands: the programs with their arguments.
        runs: rounds that count; one more is run before them to warm the disk's cache.
        accept: exit statuses that are no failure.
        prepare: called before each run, off the clock, with the number of its command from 0.
    """
    series = [Series() for _ in commands]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    for number in range(runs + 1):
        for place, (command, result) in enumerate(zip(commands, series, strict=True)):
            prepare(place)
            cpu, start = _cpu(), time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, env=environment)
            wall = time.perf_counter() - start
            if done.returncode not in accept:
                raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
            if number:
                result.wall.append(wall)
                result.cpu.append(_cpu() - cpu)
    return series


@cache
def runbookc(python: Path) -> str:
    """The console script that stands beside a Python executable.

    Its modules are compiled first, as `pip install` compiles a wheel's: in an environment that
    forbids Python to write bytecode, a checkout would be read anew with every run.
    """
    folder = Path(__file__).parents[1] / "compiler" / "runbookc"
    compileall.compile_dir(str(folder), quiet=2)
    return str(python.with_name("runbookc"))
