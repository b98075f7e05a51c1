"""How long `runbookc --help` takes, beside a Python that does nothing.

python -m benchmarks.startup
"""

import sys
from pathlib import Path

from benchmarks.timing import Row, alternate, runbookc

TARGET = 0.2


def measure(runs: int = 15) -> list[Row]:
    """Time the help and an empty Python."""
    python = Path(sys.executable)
    ours, empty = alternate([[runbookc(python), "--help"], [str(python), "-c", ""]], runs)
    row = Row(
        "runbookc --help",
        f"{ours.wall_median:.3f} s, of it CPU {ours.cpu_median:.3f} s "
        f"(an empty Python: {empty.wall_median:.3f} s)",
        f"at most {TARGET} s",
        ours.wall_median <= TARGET,
    )
    return [row]


if __name__ == "__main__":
    for line in measure():
        print(line.what, line.measured, line.target, sep="\n  ")
