"""What a page costs in a small docs set and in a very large one.

    python -m benchmarks.scaling --most 32000

The cost is processor time of a first check, of all processes, so that a busy machine counts little;
what a check costs without any page is taken off.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import generate
from benchmarks.memory import run
from benchmarks.timing import Row, runbookc

FLAT = 1.2
"""The dearest page costs at most so many times the cheapest one."""
_FIRST = 1000


def measure(most: int = 32_000) -> list[Row]:
    """Measure docs sets of 1,000 pages, 2,000, and so on up to `most`."""
    costs: dict[int, float] = {}
    memory: dict[int, int] = {}
    pages = _FIRST
    while pages <= most:
        costs[pages], memory[pages] = _cost(pages)
        pages *= 2
    ratio = max(costs.values()) / min(costs.values())
    shown = ", ".join(f"{count}: {cost * 1000:.2f} ms" for count, cost in costs.items())
    large = ", ".join(f"{count}: {size / 1e6:.0f} MB" for count, size in memory.items())
    return [
        Row(
            f"check, CPU a page, {_FIRST} to {max(costs)} pages",
            f"{shown}; dearest : cheapest = {ratio:.2f} (memory {large})",
            f"at most {FLAT}",
            ratio <= FLAT,
        )
    ]


def _cost(pages: int) -> tuple[float, int]:
    """Seconds of processor time a page, and bytes of memory in all processes."""
    with tempfile.TemporaryDirectory() as name:
        empty, folder = Path(name) / "empty", Path(name) / "docs-set"
        generate.write(empty, 0)
        generate.write(folder, pages)
        check = [runbookc(Path(sys.executable)), "check", "--no-cache", "--root"]
        base = min(run([*check, str(empty)], empty).cpu for _ in range(2))
        used = min((run([*check, str(folder)], folder) for _ in range(2)), key=lambda one: one.cpu)
        return (used.cpu - base) / pages, max(used.together, used.largest)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Measure what a page costs.")
    options.add_argument("--most", type=int, default=32_000)
    for line in measure(options.parse_args().most):
        print(line.what, line.measured, line.target, sep="\n  ")
