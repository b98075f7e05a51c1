"""A site of generated pages beside MkDocs with Material, and Zensical, in one run.

All build the same pages with a search into static files; runbooks, which the others do not know,
are off in the row that is judged and on in the one below it. Ours finds broken links and checks
every page on the way. Each builds into a folder that is not there yet.
"""

import argparse
import os
import re
import statistics
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from benchmarks import generate
from benchmarks.timing import Row, Series, alternate, runbookc

MATERIAL_TARGET: Final = 8.0
ZENSICAL_TARGET: Final = 5.0
"""At least so many times faster."""
MEDIAN_PAGE: Final = 30_000
FIRST_LOAD: Final = 150_000
"""Bytes."""

_PEERS: Final = """site_name: Generated docs
docs_dir: docs
site_dir: {site}
theme:
  name: material
  font: false
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - toc
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.highlight
plugins:
  - search
"""


def measure(pages: int = 1000, runs: int = 3) -> list[Row]:
    """Build one docs set with each program, in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate.write(folder, pages)
        for peer in ("material", "zensical"):
            configuration = _PEERS.format(site=f"site-{peer}")
            (folder / f"{peer}.yml").write_text(configuration, encoding="utf-8")
        python = Path(sys.executable)
        bare = without_runbooks(folder)
        ours = [runbookc(python), "build", "--only", "site", "--keep-going", "--no-cache"]
        ours += ["--root", str(folder)]
        # Material prints an opinion on MkDocs 2, and wants no answer.
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        commands = {
            "ours": [*ours, "--config", str(bare), "--out", str(folder / "site-ours")],
            "material": _peer(python, "mkdocs", folder / "material.yml"),
            "zensical": _peer(python, "zensical", folder / "zensical.yml"),
            "runbooks": [*ours, "--out", str(folder / "site-runbooks")],
        }
        outputs = [folder / f"site-{name}" for name in commands]
        # The first round writes bytecode and warms the disk's cache; peers keep none of their own.
        series = alternate(
            list(commands.values()), runs, accept=(0, 1), prepare=lambda n: _put_aside(outputs[n])
        )
        found = dict(zip(commands, series, strict=True))
        sizes = _sizes(folder / "site-ours" / "site", pages)
    what = f"site of {pages} pages, runbooks off"
    return [
        _row(what, "MkDocs and Material", found["ours"], found["material"], MATERIAL_TARGET),
        _row(what, "Zensical", found["ours"], found["zensical"], ZENSICAL_TARGET),
        _with_runbooks(pages, found),
        *sizes,
    ]


def _put_aside(output: Path) -> None:
    """Make room; to remove thousands of files would make new ones slow for minutes."""
    if output.exists():
        output.rename(tempfile.mkdtemp(prefix="before-", dir=output.parent))


def without_runbooks(folder: Path) -> Path:
    """A configuration beside a docs set's own, for a site without runbooks."""
    settings = (folder / "runbookc.toml").read_text(encoding="utf-8")
    bare = folder / "without-runbooks.toml"
    bare.write_text(f"{settings}\n[site]\nrunbooks = false\n", encoding="utf-8")
    return bare


def _peer(python: Path, program: str, configuration: Path) -> list[str]:
    clean = ["--clean"] if program == "zensical" else ["--clean", "--quiet"]
    return [str(python.with_name(program)), "build", *clean, "--config-file", str(configuration)]


def _row(what: str, peer: str, ours: Series, theirs: Series, target: float) -> Row:
    ratio = theirs.wall_median / ours.wall_median
    times = f"{ours.wall_median:.1f} s : {theirs.wall_median:.1f} s"
    times += f" (CPU {ours.cpu_median:.1f} s : {theirs.cpu_median:.1f} s)"
    return Row(
        f"{what}, beside {peer}",
        f"{times}, {ratio:.1f} times faster",
        f"at least {target:.0f} times faster",
        ratio >= target,
    )


def _with_runbooks(pages: int, found: dict[str, Series]) -> Row:
    """What runbooks cost on top; nobody beside us makes any."""
    took = found["runbooks"].wall_median
    ratios = (found[peer].wall_median / took for peer in ("material", "zensical"))
    words = ", ".join(f"{ratio:.1f}" for ratio in ratios)
    return Row(
        f"the same with every runbook (Markdown, HTML, JSON), {pages} pages",
        f"{took:.1f} s; {words} times faster than sites without any",
        "told, not judged",
        True,
    )


def _sizes(site: Path, pages: int) -> list[Row]:
    """What a reader's browser loads."""
    median = median_page(site)
    first = first_load(site)
    return [
        Row(
            f"HTML of a page, median of {pages}",
            f"{median / 1000:.1f} KB",
            f"under {MEDIAN_PAGE // 1000} KB",
            median < MEDIAN_PAGE,
        ),
        Row(
            "first load of the start page, nothing compressed",
            f"{first / 1000:.0f} KB",
            f"under {FIRST_LOAD // 1000} KB",
            first < FIRST_LOAD,
        ),
    ]


def median_page(site: Path) -> float:
    """Bytes of HTML of the page in the middle."""
    return statistics.median(file.stat().st_size for file in site.rglob("*.html"))


class _Loaded(HTMLParser):
    """The files of its own that a page has a browser load at once."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names."""
        found = dict(attrs)
        name = {"script": "src", "img": "src", "link": "href"}.get(tag, "")
        address = found.get(name)
        if address and found.get("rel", "") in ("", "stylesheet", "icon", "preload"):
            self.addresses.append(address)


def first_load(site: Path) -> int:
    """Bytes of the start page with all that it loads at once, the fonts of its styles included."""
    page = site / "index.html"
    parser = _Loaded()
    parser.feed(page.read_text(encoding="utf-8"))
    files = {page, *((site / address) for address in parser.addresses)}
    styles = [file for file in files if file.suffix == ".css"]
    for style in styles:
        named = re.findall(r"url\(['\"]?([^'\")]+)", style.read_text(encoding="utf-8"))
        files.update((style.parent / address).resolve() for address in named)
    return sum(file.stat().st_size for file in files if file.is_file())


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Time a site beside other builders.")
    options.add_argument("--pages", type=int, default=1000)
    for line in measure(options.parse_args().pages):
        print(line.what, line.measured, line.target, sep="\n  ")
