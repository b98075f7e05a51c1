"""`runbookc check` beside lychee, which only looks at links: cold, warm, one page changed.

    python -m benchmarks.check_vs_lychee --pages 8000

Both are whole processes on the same generated tree. In each round they run one after the other, so
that a busy machine slows all of them. Cold has no cache and leaves one; warm finds it and nothing
changed; then one page changes, in several ways, and is changed back.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import generate
from benchmarks.memory import Used, run
from benchmarks.timing import Row, runbookc
from benchmarks.words import PRODUCTS

COLD, WARM, CHANGED = 4.0, 0.5, 0.6
"""At most so many times lychee's time."""
MEMORY = 400_000_000
"""Bytes at most, all processes together."""

_PAGE = "docs/{product}/3.0/configure/topic-0001.md"
_EDITS: dict[str, Callable[[str], str]] = {
    "a word": lambda text: text.replace(" the ", " some ", 1),
    "a broken link": lambda text: f"{text}\nSee [the list](no-such-page-at-all.md).\n",
    "a heading": lambda text: f"{text}\n## One More Heading\n\nText.\n",
    "a line at the top": lambda text: text.replace("\n# ", "\nA new line.\n\n# ", 1),
}


def measure(pages: int = 8000, runs: int = 3) -> list[Row]:
    """Time both on a new docs set."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "docs-set"
        size = generate.write(folder, pages)
        rounds = [_round(folder) for _ in range(runs + 1)][1:]
    what = f"{pages} pages ({size / 1e6:.0f} MB)"
    peer = [one["lychee"].wall for one in rounds]
    rows = [
        _row(f"check, {what}, cold, beside lychee", _of(rounds, "cold"), peer, COLD),
        _row(f"check, {what}, nothing changed, beside lychee", _of(rounds, "warm"), peer, WARM),
    ]
    rows += [
        _row(f"check, {what}, {kind} changed, beside lychee", _of(rounds, kind), peer, CHANGED)
        for kind in _EDITS
    ]
    together = max(one["cold"].together for one in rounds)
    largest = max(used.largest for one in rounds for kind, used in one.items() if kind != "lychee")
    own = max(one["lychee"].largest for one in rounds)
    memory = Row(
        f"check, {what}, memory",
        f"{together / 1e6:.0f} MB in all processes, {largest / 1e6:.0f} MB in the largest "
        f"(lychee: {own / 1e6:.0f} MB)",
        f"at most {MEMORY / 1e6:.0f} MB in all",
        max(together, largest) <= MEMORY,
    )
    return [*rows, memory]


def _round(folder: Path) -> dict[str, Used]:
    """One run of each."""
    python = Path(sys.executable)
    check = [runbookc(python), "check", "--root", str(folder)]
    lychee = [
        str(python.with_name("lychee")),
        *("--offline", "--include-fragments", "--no-progress", "--root-dir", str(folder)),
        "docs/**/*.md",
    ]
    shutil.rmtree(folder / ".runbookc_cache", ignore_errors=True)
    used = {"lychee": run(lychee, folder, accept=(0, 2)), "cold": run(check, folder)}
    run(check, folder)  # Files that are seconds old are read once more before they are believed.
    used["warm"] = run(check, folder)
    page = folder / _PAGE.format(product=PRODUCTS[0][0])
    text = page.read_text("utf-8")
    for kind, edit in _EDITS.items():
        page.write_text(edit(text), "utf-8")
        used[kind] = run(check, folder)
        page.write_text(text, "utf-8")
        run(check, folder)
    return used


def _of(rounds: list[dict[str, Used]], kind: str) -> list[Used]:
    return [one[kind] for one in rounds]


def _row(what: str, ours: list[Used], peer: list[float], target: float) -> Row:
    wall, other = statistics.median(used.wall for used in ours), statistics.median(peer)
    cpu = statistics.median(used.cpu for used in ours)
    return Row(
        what,
        f"{wall:.2f} s : {other:.2f} s = {wall / other:.2f} (CPU {cpu:.2f} s)",
        f"at most {target}",
        wall / other <= target,
    )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Time `check` beside lychee.")
    options.add_argument("--pages", type=int, default=8000)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    for line in measure(chosen.pages, chosen.runs):
        print(line.what, line.measured, line.target, sep="\n  ")
