"""How long it takes to learn when each page was last changed, in a long history with merges.

python -m benchmarks.git_history

The peer is what site generators commonly do: ask git for the log of each file.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Row
from runbookc.pipeline.history import History

COMMITS, PAGES, UNTOUCHED = 20_000, 1_000, 20
FASTER = 20
_SAMPLE = 10
_START = 1_500_000_000


def measure(commits: int = COMMITS) -> list[Row]:
    """Read the history of all pages.

    Args:
        commits: how many there are.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _git(root, "init", "--quiet", "--initial-branch=main")
        stream = "".join(_stream(commits)).encode()
        command = ["git", "-C", folder, "fast-import", "--quiet"]
        subprocess.run(command, input=stream, check=True)
        _git(root, "checkout", "--quiet", "main")
        started = time.perf_counter()
        pages = [_page(number) for number in range(PAGES)]
        found = History(root, pages, lambda path: (root / path).read_bytes(), remembered=False)
        known = {path: found.of(path) for path in pages}
        seconds = time.perf_counter() - started
        assert all(known.values())
        started = time.perf_counter()
        for path in pages[:: PAGES // _SAMPLE]:
            change = known[path]
            assert change and change.commit == _git(root, "log", "-1", "--format=%H", "--", path)
        each = (time.perf_counter() - started) / _SAMPLE
    return [
        Row(
            f"the last change of {PAGES} pages, {commits} commits",
            f"{seconds:.2f} s; a git log for each page {each * PAGES:.0f} s",
            f"at least {FASTER} times as fast",
            seconds * FASTER <= each * PAGES,
        )
    ]


def _page(number: int) -> str:
    return f"docs/product-{number % 10}/{number // 100}.0/page-{number}.md"


def _stream(commits: int) -> Iterator[str]:
    """What `git fast-import` reads: pages and code, and side branches that come back."""
    chance = random.Random(1)
    mark = 1
    first = {_page(number): f"# {number}\n" for number in range(PAGES)}
    yield _commit(mark, (), first | {f"code/{number}.c": "x\n" for number in range(3 * PAGES)})
    main = mark
    while mark < commits:
        if chance.random() < 0.2:
            side = main
            changed: dict[str, str] = {}
            for _ in range(3):
                mark += 1
                page = {_page(chance.randrange(UNTOUCHED, PAGES)): f"side {mark}\n"}
                yield _commit(mark, (side,), page, "side")
                side, changed = mark, changed | page
            mark += 1
            yield _commit(mark, (main, side), changed)
        else:
            mark += 1
            path = f"code/{chance.randrange(3 * PAGES)}.c"
            if chance.random() < 0.4:
                path = _page(chance.randrange(UNTOUCHED, PAGES))
            yield _commit(mark, (main,), {path: f"main {mark}\n"})
        main = mark
    yield "done\n"


def _commit(
    mark: int, parents: tuple[int, ...], files: dict[str, str], branch: str = "main"
) -> str:
    words = ("from", "merge")
    lines = [
        f"commit refs/heads/{branch}\nmark :{mark}\n",
        f"committer Writer <writer@example.org> {_START + mark * 600} +0000\ndata 1\nx\n",
        *(f"{word} :{parent}\n" for word, parent in zip(words, parents, strict=False)),
        *(f"M 100644 inline {path}\ndata {len(text)}\n{text}\n" for path, text in files.items()),
    ]
    return "".join(lines)


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    for row in measure():
        print(row.what, row.measured, row.target, sep="\n    ")
        if not row.met:
            sys.exit(1)
