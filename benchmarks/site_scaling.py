"""What a page of the site costs in a small docs set and in a large one.

    python -m benchmarks.site_scaling --most 8000

The cost is processor time of a build without runbooks, of all processes, the search index included;
what a build costs without any page is taken off.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import generate
from benchmarks.memory import run
from benchmarks.site_vs_peers import MEDIAN_PAGE, median_page, without_runbooks
from benchmarks.timing import Row, runbookc

FLAT = 1.2
"""The dearest page costs at most so many times the cheapest one."""
_FIRST = 500


def measure(most: int = 8000) -> list[Row]:
    """Measure docs sets of 500 pages, 1,000, and so on up to `most`."""
    costs: dict[int, float] = {}
    sizes: dict[int, float] = {}
    pages = _FIRST
    while pages <= most:
        costs[pages], sizes[pages] = _cost(pages)
        pages *= 2
    ratio = max(costs.values()) / min(costs.values())
    shown = ", ".join(f"{count}: {cost * 1000:.2f} ms" for count, cost in costs.items())
    largest = max(sizes.values())
    return [
        Row(
            f"site, CPU a page, {_FIRST} to {max(costs)} pages",
            f"{shown}; dearest : cheapest = {ratio:.2f}",
            f"at most {FLAT}",
            ratio <= FLAT,
        ),
        Row(
            f"HTML of a page, median, the largest of {_FIRST} to {max(costs)} pages",
            f"{largest / 1000:.1f} KB",
            f"under {MEDIAN_PAGE // 1000} KB",
            largest < MEDIAN_PAGE,
        ),
    ]


def _cost(pages: int) -> tuple[float, float]:
    """Seconds of processor time a page, and the median size of a page."""
    with tempfile.TemporaryDirectory() as name:
        empty, folder = Path(name) / "empty", Path(name) / "docs-set"
        generate.write(empty, 0)
        generate.write(folder, pages)
        build = [runbookc(Path(sys.executable)), "build", "--only", "site", "--keep-going"]
        build.append("--no-cache")
        base = min(run([*build, *_project(empty)], empty).cpu for _ in range(2))
        used = min(run([*build, *_project(folder)], folder).cpu for _ in range(2))
        return (used - base) / pages, median_page(folder / "build" / "site")


def _project(folder: Path) -> list[str]:
    return ["--root", str(folder), "--config", str(without_runbooks(folder))]


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Measure what a page of the site costs.")
    options.add_argument("--most", type=int, default=8000)
    for line in measure(options.parse_args().most):
        print(line.what, line.measured, line.target, sep="\n  ")
