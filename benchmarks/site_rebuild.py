"""How long `runbookc build` takes after one page was changed, beside a build of everything.

    python -m benchmarks.site_rebuild [--pages N]

Both write the whole output, site and runbooks, of the same generated tree, in turn, each in a new
process: one with `--no-cache`, then one after a sentence was added to one page. Processor time is
compared, of all processes together, so that a busy machine changes little.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import generate
from benchmarks.timing import Row, Series

TARGET = 0.2
_PAGE = "docs/harbor/3.0/operate/topic-0002.md"


def measure(pages: int = 1000, runs: int = 2) -> list[Row]:
    """Build everything and then what one page changes, with runbooks and without.

    Args:
        pages: how many the tree has.
        runs: rounds.
    """
    kinds = {"site and runbooks": "", "a site without runbooks": "\n[site]\nrunbooks = false\n"}
    return [_measured(pages, runs, what, settings) for what, settings in kinds.items()]


def _measured(pages: int, runs: int, what: str, settings: str) -> Row:
    full, one = Series(), Series()
    parts = "site" if settings else "runbooks,site"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        generate.write(root, pages)
        with (root / "runbookc.toml").open("a", encoding="utf-8") as file:
            file.write(settings)
        _build(root, Series(), "--only", parts)
        for number in range(runs):
            _build(root, full, "--only", parts, "--no-cache")
            with (root / _PAGE).open("a", encoding="utf-8") as page:
                page.write(f"\nSentence {number} is new.\n")
            _build(root, one, "--only", parts)
    ratio = one.cpu_median / full.cpu_median
    measured = (
        f"{one.cpu_median:.1f} s of {full.cpu_median:.1f} s ({ratio:.2f}); on the clock "
        f"{one.wall_median:.1f} s of {full.wall_median:.1f} s"
    )
    title = f"one of {pages} pages changed, beside a full build: {what}"
    return Row(title, measured, f"at most {TARGET}", ratio <= TARGET)


def _build(root: Path, series: Series, *options: str) -> None:
    """Build, and note what it took."""
    command = [sys.executable, "-m", "runbookc", "build", "--root", str(root), "--keep-going"]
    command += ["--out", str(root.parent / "out"), "--quiet", *options]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    series.wall.append(wall)
    series.cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Print what is measured."""
    parser = argparse.ArgumentParser(description="Measure a rebuild.")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=2)
    chosen = parser.parse_args()
    for row in measure(chosen.pages, chosen.runs):
        print(row.what, f"    {row.measured}; {row.target}", sep="\n")


if __name__ == "__main__":
    main()
