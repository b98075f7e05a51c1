"""Runs every benchmark and prints what it measured; fails where one misses its target.

python -m benchmarks.run
"""

import argparse
import sys
from functools import partial

from benchmarks import (
    check_vs_docusaurus,
    check_vs_lychee,
    check_vs_markdown_it,
    git_history,
    pdf_vs_weasyprint,
    sample_pdfs,
    scaling,
    serve_latency,
    site_rebuild,
    site_scaling,
    site_vs_peers,
    startup,
    worst_case,
)


def main() -> int:
    """Measure everything."""
    parser = argparse.ArgumentParser(description="Measure runbookc beside its peers.")
    parser.add_argument("--pages", type=int, default=2000, help="pages that are checked")
    parser.add_argument("--runs", type=int, default=5, help="runs of each program")
    parser.add_argument("--tree", type=int, default=8000, help="pages of the tree beside lychee")
    parser.add_argument("--quick", action="store_true", help="leave out what takes many minutes")
    chosen = parser.parse_args()
    long = (
        ()
        if chosen.quick
        else (
            scaling.measure,
            check_vs_docusaurus.measure,
            git_history.measure,
            serve_latency.measure,
            site_vs_peers.measure,
            site_scaling.measure,
            site_rebuild.measure,
        )
    )
    missed = 0
    for measure in (
        partial(startup.measure, chosen.runs * 3),
        partial(check_vs_markdown_it.measure, chosen.pages, chosen.runs),
        partial(pdf_vs_weasyprint.measure, runs=chosen.runs),
        sample_pdfs.measure,
        partial(check_vs_lychee.measure, chosen.tree, max(1, chosen.runs // 2)),
        worst_case.measure,
        *long,
    ):
        for row in measure():
            missed += not row.met
            print(row.what)
            print(f"    {row.measured}; {row.target}: {'yes' if row.met else 'NO'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
