"""A first `runbookc check` beside `docusaurus build`, which finds broken links on its way.

    python -m benchmarks.check_vs_docusaurus --pages 1000

Docusaurus is installed from `benchmarks/docusaurus/package-lock.json` into a folder that is kept
between runs. Without npm, or where it cannot install, nothing is measured, and the reason is told.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import generate
from benchmarks.memory import run
from benchmarks.timing import Row, runbookc

TARGET = 50.0
"""At least so many times faster."""

_SITE = Path(__file__).with_name("docusaurus")
_INSTALLED = Path(__file__).parent.parent / "build" / ".docusaurus-benchmark"


def measure(pages: int = 1000, runs: int = 1) -> list[Row]:
    """Build and check one docs set."""
    what = f"check, {pages} pages, cold, beside docusaurus build"
    if reason := _install():
        return [Row(what, f"not measured: {reason}", f"at least {TARGET:.0f} times faster", True)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        generate.write(folder, pages)
        (folder / "runbookc.toml").unlink()
        for file in ("package.json", "docusaurus.config.js"):
            shutil.copy(_SITE / file, folder / file)
        (folder / "node_modules").symlink_to(_INSTALLED / "node_modules")
        check = [runbookc(Path(sys.executable)), "check", "--no-cache", "--root", str(folder)]
        build = ["node", "node_modules/@docusaurus/core/bin/docusaurus.mjs", "build"]
        ours = statistics.median(run(check, folder).wall for _ in range(3))
        peer = statistics.median(run(build, folder, accept=(0,)).wall for _ in range(runs))
    ratio = peer / ours
    return [
        Row(
            what,
            f"{ours:.2f} s : {peer:.1f} s, {ratio:.0f} times faster",
            f"at least {TARGET:.0f} times faster",
            ratio >= TARGET,
        )
    ]


def _install() -> str:
    """Have Docusaurus installed; gives the reason why it is not, or ""."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "there is no npm"
    lock = (_SITE / "package-lock.json").read_bytes()
    done = _INSTALLED / "installed"
    if done.is_file() and done.read_bytes() == lock:
        return ""
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(_SITE / name, _INSTALLED / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    result = subprocess.run(command, cwd=_INSTALLED, capture_output=True, text=True)
    if result.returncode:
        return f"npm cannot install it: {result.stderr.strip().splitlines()[-1:]}"
    done.write_bytes(lock)
    return ""


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Time `check` beside `docusaurus build`.")
    options.add_argument("--pages", type=int, default=1000)
    for line in measure(options.parse_args().pages):
        print(line.what, line.measured, line.target, sep="\n  ")
