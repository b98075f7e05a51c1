"""Pages per second of our PDF beside WeasyPrint, which prints the HTML of the same runbook.

    python -m benchmarks.pdf_vs_weasyprint

A runbook over all versions of a generated product is composed once. Each run is a process of its
own, so that neither profits from what it kept of the run before; what counts is the time from
the runbook (ours) or its HTML (WeasyPrint's) to the bytes of the PDF, without imports.
"""

import argparse
import io
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import cast

from benchmarks import generate
from benchmarks.timing import Row
from benchmarks.words import PRODUCTS

TARGET = 5.0
STEPS = 150
"""Steps of each hop, so that the runbook has about a hundred pages."""

_OURS = """
import json, pathlib, sys, time
from runbookc.backends import pdf
from runbookc.model import Runbook
runbook = Runbook.model_validate_json(pathlib.Path(sys.argv[1]).read_bytes())
start = time.perf_counter()
(content,) = pdf.render(runbook, lambda path: None).values()
seconds = time.perf_counter() - start
pathlib.Path(sys.argv[3]).write_bytes(content)
print(json.dumps(seconds))
"""

_PEER = """
import json, pathlib, sys, time
import weasyprint
text = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
start = time.perf_counter()
content = weasyprint.HTML(string=text).write_pdf()
seconds = time.perf_counter() - start
pathlib.Path(sys.argv[3]).write_bytes(content)
print(json.dumps(seconds))
"""


def _compose(folder: Path, steps: int) -> tuple[Path, Path]:
    """Write the runbook's JSON and its HTML into the folder."""
    from runbookc import __version__
    from runbookc.backends.html import render as render_html
    from runbookc.config import load_settings
    from runbookc.model import Provenance, Route
    from runbookc.pipeline import compile_project
    from runbookc.planning import build_graph, compose, find_route

    source = folder / "docs-set"
    generate.write(source, generate.PRODUCT_COUNT * generate.VERSION_COUNT, upgrade_steps=steps)
    project = compile_project(source, load_settings(source)).project
    product = PRODUCTS[0][0]
    route = find_route(build_graph(project), product, "1.0", f"{generate.VERSION_COUNT}.0")
    if not isinstance(route, Route):
        raise SystemExit(f"the generated docs have no route: {route}")
    runbook = compose(project, route, Provenance(compiler=f"runbookc {__version__}"))
    model, page = folder / "runbook.json", folder / "runbook.html"
    model.write_text(json.dumps(runbook.to_json()), encoding="utf-8")
    (content,) = render_html(runbook, lambda path: None).values()
    page.write_bytes(content)
    return model, page


def _run(script: str, *files: Path) -> tuple[float, int]:
    """Seconds that a script reports, and the pages of the PDF that it wrote."""
    from pypdf import PdfReader

    command = [sys.executable, "-c", script, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    pages = len(PdfReader(io.BytesIO(files[-1].read_bytes())).pages)
    return cast(float, json.loads(done.stdout)), pages


def measure(steps: int = STEPS, runs: int = 5) -> list[Row]:
    """Time both on one runbook.

    Args:
        steps: how many steps each of its hops has.
        runs: how often each makes the PDF.
    """
    ours: list[float] = []
    peer: list[float] = []
    our_pages = peer_pages = 0
    with tempfile.TemporaryDirectory() as name:
        model, page = _compose(Path(name), steps)
        for _ in range(runs):
            seconds, our_pages = _run(_OURS, model, page, Path(name) / "ours.pdf")
            ours.append(our_pages / seconds)
            seconds, peer_pages = _run(_PEER, model, page, Path(name) / "peer.pdf")
            peer.append(peer_pages / seconds)
    ratio = statistics.median(ours) / statistics.median(peer)
    row = Row(
        f"PDF of one runbook ({our_pages} pages; WeasyPrint: {peer_pages})",
        f"{statistics.median(ours):.0f} : {statistics.median(peer):.0f} pages/s = {ratio:.1f}",
        f"at least {TARGET:.0f}",
        ratio >= TARGET,
    )
    return [row]


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Time our PDF beside WeasyPrint's.")
    options.add_argument("--steps", type=int, default=STEPS)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    for line in measure(chosen.steps, chosen.runs):
        print(line.what, line.measured, line.target, sep="\n  ")
