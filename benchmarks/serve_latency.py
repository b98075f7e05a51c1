"""How long a saved page takes into the browser, from the write to the changed words on the screen.

    python -m benchmarks.serve_latency [--pages N]

`runbookc serve` runs as a process, a headless Chromium shows one page of a generated tree, and that
page's file is written: with another sentence, another heading, another title. What counts is the
worst of several saves of each kind.
"""

import argparse
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import generate
from benchmarks.timing import Row

if TYPE_CHECKING:
    from playwright.sync_api import Page

TARGET_SECONDS = 0.5
SAVES = 8
_PAGE = "docs/harbor/3.0/operate/topic-0002"
_KINDS = {
    "a sentence": "{text}\nThe word is {word}.\n",
    "a heading": "{text}\n## The word is {word}\n",
    "the title": '---\ntitle: "Title {word}"\n---\n\n# Title {word}\n\n{text}',
}
_SHOWN = "word => document.querySelector('article')?.innerText.includes(word) ?? false"
_PATIENCE = 120


def measure(pages: int = 1000, saves: int = SAVES) -> list[Row]:
    """Save a page again and again.

    Args:
        pages: how many the tree has.
        saves: how many of each kind are made.
    """
    if shutil.which("chromium") is None:
        return [Row("a saved page in the browser", "no chromium", "", False)]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate.write(root, pages)
        _commit(root)
        with _served(root) as address, _browser() as page:
            page.goto(f"{address}/{_PAGE.removeprefix('docs/')}.html", timeout=_PATIENCE * 1000)
            found = {kind: _times(page, root / f"{_PAGE}.md", kind, saves) for kind in _KINDS}
    return [
        Row(
            f"a saved page in the browser, {pages} pages: {kind}",
            f"{statistics.median(times):.2f} s, at worst {max(times):.2f} s",
            f"at worst {TARGET_SECONDS} s",
            max(times) <= TARGET_SECONDS,
        )
        for kind, times in found.items()
    ]


def _times(page: "Page", file: Path, kind: str, saves: int) -> list[float]:
    text = file.read_text(encoding="utf-8")
    body = text.partition("\n---\n")[2] if kind == "the title" else text
    found = []
    for number in range(saves):
        word = f"{kind.split()[-1]}{number}"
        new = _KINDS[kind].format(text=body, word=word)
        time.sleep(0.7)
        start = time.perf_counter()
        file.write_text(new, encoding="utf-8")
        page.wait_for_function(_SHOWN, arg=word, polling="raf", timeout=_PATIENCE * 1000)
        found.append(time.perf_counter() - start)
    return found


def _commit(root: Path) -> None:
    """Put a tree under git, as docs are: each page tells when it was last changed."""
    named = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.com")
    for command in (("init", "-q"), ("add", "-A"), (*named, "commit", "-q", "-m", "pages")):
        subprocess.run(["git", *command], cwd=root, check=True)


@contextmanager
def _served(root: Path) -> Iterator[str]:
    """The address of a running preview."""
    command = [sys.executable, "-m", "runbookc", "serve", "--root", str(root), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = re.match(r"http://[\d.:]+", process.stderr.readline())
        try:
            if address is None:
                raise SystemExit("runbookc serve did not start")
            for line in process.stderr:
                if re.match(r"\d+ pages", line):
                    break
            # What it says from now on is read, or it would wait for a reader.
            with subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL):
                yield address[0]
                process.send_signal(signal.SIGINT)
        finally:
            process.terminate()


@contextmanager
def _browser() -> Iterator["Page"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser.new_page()
        browser.close()


def main() -> None:
    """Print what is measured."""
    parser = argparse.ArgumentParser(description="Measure a save to the screen.")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=SAVES)
    chosen = parser.parse_args()
    for row in measure(chosen.pages, chosen.saves):
        print(row.what, f"    {row.measured}; {row.target}", sep="\n")


if __name__ == "__main__":
    main()
