"""How long all PDFs of the sample take: every route and procedure of `sources/`, without parsing.

    python -m benchmarks.sample_pdfs

Composing and typesetting count, in as many processes as the machine has; fonts are loaded in each.
"""

import os
import time
from pathlib import Path

from benchmarks.timing import Row

TARGET_SECONDS = 5.0
_ROOT = Path(__file__).resolve().parent.parent


def measure() -> list[Row]:
    """Make them once."""
    from runbookc.config import load_settings
    from runbookc.pipeline import compile_project
    from runbookc.pipeline.runbooks import compose_all, provenance_of, render_all

    compilation = compile_project(_ROOT, load_settings(_ROOT))
    start = time.perf_counter()
    runbooks = compose_all(compilation, provenance_of(compilation))
    made = render_all(compilation, runbooks, ("pdf",), jobs=os.cpu_count() or 1)
    seconds = time.perf_counter() - start
    return [
        Row(
            f"all {len(made.files)} PDFs of the sample",
            f"{seconds:.1f} s",
            f"at most {TARGET_SECONDS:.0f} s",
            seconds <= TARGET_SECONDS,
        )
    ]


if __name__ == "__main__":
    for line in measure():
        print(line.what, line.measured, line.target, sep="\n  ")
