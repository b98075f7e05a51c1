"""`runbookc check` on generated pages beside markdown-it-py alone on the same pages.

    python -m benchmarks.check_vs_markdown_it --pages 2000

Both are whole processes, from the start of Python to its end, on one core and without a cache.
The peer reads each file and parses it with CommonMark and tables, nothing else: no other
notation, no positions inside lines, no rendering. It keeps nothing. That is the least work that
gives a syntax tree of these pages, and everything that a check does comes on top.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import generate
from benchmarks.timing import Row, alternate, runbookc

TARGET = 1.5

_PEER = """
import pathlib, sys
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable("table")
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    parser.parse(path.read_text(encoding="utf-8"))
"""


def measure(pages: int = 2000, runs: int = 5) -> list[Row]:
    """Time both on a new docs set."""
    python = Path(sys.executable)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "docs-set"
        size = generate.write(folder, pages)
        report = str(Path(name) / "report.json")
        check = [runbookc(python), "check", "--root", str(folder), "--jobs", "1", "--no-cache"]
        peer, ours = alternate(
            [
                [str(python), "-c", _PEER, str(folder)],
                [*check, "--format", "json", "--output", report],
            ],
            runs,
            accept=(0, 1),
        )
    ratio = ours.wall_median / peer.wall_median
    row = Row(
        f"check, {pages} pages ({size / 1e6:.1f} MB), one process, beside markdown-it-py alone",
        f"{ours.wall_median:.2f} s : {peer.wall_median:.2f} s = {ratio:.2f} "
        f"(CPU {ours.cpu_median / peer.cpu_median:.2f})",
        f"at most {TARGET}",
        ratio <= TARGET,
    )
    return [row]


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Time `check` beside markdown-it-py.")
    options.add_argument("--pages", type=int, default=2000)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    for line in measure(chosen.pages, chosen.runs):
        print(line.what, line.measured, line.target, sep="\n  ")
