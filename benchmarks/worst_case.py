"""Input made to be slow: at twice and four times the size it takes twice and four times as long.

    python -m benchmarks.worst_case

Each kind is compiled at one, two and four times the size, in this process; processor time counts,
the best of some runs, without Python's garbage collector, as in every check. The exponent of the
growth is fitted: 1 is linear, 2 quadratic.
"""

import argparse
import gc
import math
import time
from collections.abc import Callable

from benchmarks.timing import Row

LINEAR = 1.35
"""The largest exponent that passes for linear: the shortest runs are a few milliseconds."""

_SIZE = 40_000
_TIMES = (1, 2, 4)

KINDS: dict[str, Callable[[int], str]] = {
    "one long line": lambda n: "word " * (n // 5),
    "one long word": lambda n: "x" * n,
    "long lines with links": lambda n: "[a](b.md) " * (n // 10),
    "nested quotes": lambda n: "".join(f"{'> ' * min(i, 90)}a\n" for i in range(n // 180)),
    "nested lists": lambda n: "".join(f"{'  ' * min(i, 90)}- a\n" for i in range(n // 180)),
    "nested directives": lambda n: "".join(
        f"{':' * (3 + i % 40)}note\n\na\n\n" for i in range(n // 30)
    ),
    "opening brackets": lambda n: "[" * n,
    "closing brackets": lambda n: "]" * n,
    "brackets in pairs": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "image brackets": lambda n: "![" * (n // 2),
    "link starts": lambda n: "[a](" * (n // 4),
    "parentheses": lambda n: "[a](" + "(" * n,
    "unclosed emphasis": lambda n: "*a **b " * (n // 7),
    "underscores": lambda n: "_a __b " * (n // 7),
    "stars without end": lambda n: "*" * n,
    "mixed emphasis": lambda n: "a**b" + "c* " * (n // 3),
    "unclosed code": lambda n: "`a ``b " * (n // 7),
    "growing backticks": lambda n: "".join("a" + "`" * i for i in range(1, int((2 * n) ** 0.5))),
    "angle brackets": lambda n: "<a " * (n // 3),
    "unclosed comments": lambda n: "<!-- a\n\n" * (n // 8),
    "unclosed tags": lambda n: "<Tabs>\n\n" * (n // 8),
    "braces": lambda n: "{" * n,
    "entities": lambda n: "&amp;&#1;&x" * (n // 11),
    "backslashes": lambda n: "\\" * n,
    "a long table": lambda n: "| a | b |\n| - | - |\n" + "| `c` | [d](e.md) |\n" * (n // 20),
    "a wide table": lambda n: (
        "|" + " a |" * (n // 12) + "\n|" + " - |" * (n // 12) + "\n|" + " b |" * (n // 12) + "\n"
    ),
    "references": lambda n: "[a]: b\n" * (n // 14) + "[a] " * (n // 8),
    "open references": lambda n: "[a\n" * (n // 3),
    "headings": lambda n: "## Install\n\n" * (n // 12),
    "steps": lambda n: "**Step 1 –** Do it.\n\n" * (n // 21),
    "versions": lambda n: "Upgrade Vault Keeper 7.4 to 7.5. " * (n // 33),
}
"""Text of about so many bytes, by what is hard about it."""


def measure(size: int = _SIZE, runs: int = 3) -> list[Row]:
    """Compile each kind at each size."""
    rows = []
    for kind, make in KINDS.items():
        times = [_seconds(make(size * factor), runs) for factor in _TIMES]
        exponent = math.log(times[-1] / times[0]) / math.log(_TIMES[-1])
        shown = ", ".join(f"{seconds * 1000:.0f} ms" for seconds in times)
        row = Row(
            f"worst case, {kind}, {size // 1000}, {2 * size // 1000} and {4 * size // 1000} KB",
            f"{shown}: grows with the power {exponent:.2f}",
            f"at most {LINEAR}",
            exponent <= LINEAR,
        )
        rows.append(row)
    return rows


def _seconds(text: str, runs: int) -> float:
    """Processor time to compile a page, the best of some runs."""
    from runbookc.config import Settings
    from runbookc.dialects.docusaurus import DocusaurusDialect
    from runbookc.dialects.docusaurus_config import DocusaurusConfig
    from runbookc.pipeline.page import compile_page
    from runbookc.pipeline.pool import without_collector

    settings = Settings()
    dialect = DocusaurusDialect(DocusaurusConfig(), settings)
    best = math.inf
    for _ in range(runs):
        gc.collect()
        with without_collector():
            start = time.process_time()
            compile_page("docs/page.md", text.encode(), dialect, settings)
            best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Measure input made to be slow.")
    options.add_argument("--size", type=int, default=_SIZE)
    for line in measure(options.parse_args().size):
        mark = "" if line.met else "  <-- NO"
        print(f"{line.what}: {line.measured}{mark}", flush=True)
