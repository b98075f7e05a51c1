"""Runs every benchmark and prints one table; fails where one misses its target.

python -m benchmarks.run
"""

import sys

from benchmarks import check_vs_markdown_it, pdf_vs_weasyprint, startup


def main() -> int:
    """Measure everything."""
    missed = 0
    for benchmark in (startup, check_vs_markdown_it, pdf_vs_weasyprint):
        for row in benchmark.measure():
            missed += not row.met
            print(row.what)
            print(f"    {row.measured}; {row.target}: {'yes' if row.met else 'NO'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
