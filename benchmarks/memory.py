"""Runs one command and measures what it took: time, processor, memory."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.02


@dataclass(frozen=True, slots=True)
class Used:
    """What one run took.

    Args:
        wall: seconds from start to end.
        cpu: seconds of user and system time, of all its processes.
        largest: bytes that its largest process had in memory at most.
        together: bytes that all its processes had at most, shared ones counted once; 0 where the
            machine does not tell.
    """

    wall: float
    cpu: float
    largest: int
    together: int


def run(command: Sequence[str], folder: Path, *, accept: Sequence[int] = (0, 1)) -> Used:
    """Run a command in a folder, its output thrown away.

    Args:
        command: the program with its arguments.
        folder: where it runs.
        accept: exit statuses that are no failure.
    """
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    watch = _Watch(process.pid)
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.done.set()
    watch.join()
    if process.returncode not in accept:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Used(wall, cpu, used.ru_maxrss * 1024, watch.most)


class _Watch(threading.Thread):
    """Looks now and then how much memory a process and its children have together."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.done = threading.Event()
        self.most = 0

    def run(self) -> None:
        while not self.done.wait(_INTERVAL):
            self.most = max(self.most, sum(map(_share, self._family(self._process))))

    def _family(self, process: int) -> list[int]:
        found, waiting = [], [process]
        while waiting:
            one = waiting.pop()
            found.append(one)
            try:
                children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
            except OSError:
                continue
            waiting += map(int, children)
        return found


def _share(process: int) -> int:
    """The memory of a process, what it shares with others divided among them."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        return 0  # It has ended meanwhile.
    return 0
