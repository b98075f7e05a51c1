"""The large index for the search: every word, made by Pagefind's program from the pages' text."""

import gzip
import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from runbookc.source.frozen import dataclass

FOLDER: Final = "pagefind"
_OWN_INTERFACES: Final = ("*-ui.*", "pagefind-highlight.js")
"""What Pagefind brings for sites without a search of their own."""
_NOT_TEXT: Final = ".permalink, .page-runbooks, .products, .picker"
_META: Final = ("product", "version", "scope")
_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """What the index is to know of a page.

    Args:
        uri: where its file stands on the site.
        html: its text, without what the theme puts around it.
        product: by what a search can be narrowed; None for a page of no product.
        version: the same.
        scope: both, as a reader knows them.
    """

    uri: str
    html: str
    product: str | None = None
    version: str = ""
    scope: str = ""

    def document(self, language: str) -> str:
        """The page as Pagefind's program is to read it."""
        meta = ""
        if self.product is not None:
            named = ", ".join(f"{name}[data-{name}]" for name in _META)
            values = "".join(f' data-{one}="{escape(getattr(self, one))}"' for one in _META)
            meta = f' data-pagefind-meta="{named}"{values}'
        return (
            f'<!doctype html><html lang="{escape(language)}"><body>'
            f"<article data-pagefind-body{meta}>{self.html}</article></body></html>"
        )


class SearchIndex:
    """The index in the making: Pagefind works on a copy of the text, beside the rest of the build.

    What it reads holds the text alone: the tree of pages, which stands on every page of the site,
    takes it longer than the words. Nothing of the pages is executed.
    """

    def __init__(self) -> None:
        self._program: subprocess.Popen[bytes] | None = None
        self._text: tempfile.TemporaryDirectory[str] | None = None

    def start(self, pages: Iterable[IndexedPage], language: str, site: Path) -> None:
        """Begin; without Pagefind the site has its small index alone.

        Args:
            pages: those that can be found.
            language: the tag of the language that they are written in.
            site: the folder of the site, into which the program writes.
        """
        self.abandon()
        program = _program()
        listed = list(pages)
        if program is None or not listed:
            return
        self._text = tempfile.TemporaryDirectory()
        for page in listed:
            file = Path(self._text.name, page.uri)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page.document(language), encoding="utf-8", errors="replace")
        command = [str(program), "--site", self._text.name, "--output-path", str(site / FOLDER)]
        command += ["--quiet", "--exclude-selectors", _NOT_TEXT]
        nothing = subprocess.DEVNULL
        try:
            self._program = subprocess.Popen(command, stdout=nothing, stderr=nothing)
        except OSError:
            self.abandon()

    def finish(self, site: Path) -> bool:
        """Wait for the index, and complete it.

        Returns:
            Whether there is one now.
        """
        if self._program is None:
            return False
        try:
            failed = self._program.wait(_SECONDS) != 0
        except subprocess.TimeoutExpired:
            failed = True
        self.abandon()
        if failed:
            return False
        for pattern in _OWN_INTERFACES:
            for path in (site / FOLDER).glob(pattern):
                path.unlink()
        scopes = dict(_scopes(site / FOLDER))
        (site / FOLDER / "scopes.json").write_text(json.dumps(scopes), encoding="utf-8")
        return True

    def abandon(self) -> None:
        """End the program, if it runs still, and take its text away."""
        if self._program is not None and self._program.poll() is None:
            self._program.kill()
            self._program.wait()
        if self._text is not None:
            self._text.cleanup()
        self._program = self._text = None


def _scopes(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Product and version of each page of the index, by the page's name in it.

    Pagefind's own filters would do, were they written in the same order twice.
    """
    for path in sorted((folder / "fragment").glob("*.pf_fragment")):
        content = gzip.decompress(path.read_bytes())
        meta = json.loads(content[content.index(b"{") :])["meta"]
        if "product" in meta:
            yield path.stem, [meta["product"], meta.get("version", "")]


def _program() -> Path | None:
    if find_spec("pagefind_bin") is None:
        return None
    from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no stubs

    try:
        return Path(get_executable())
    except FileNotFoundError:
        return None
