"""The large index for the search: every word, made by Pagefind's program from the built pages."""

import gzip
import json
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

FOLDER: Final = "pagefind"
_OWN_INTERFACES: Final = ("*-ui.*", "pagefind-highlight.js")
"""What Pagefind brings for sites without a search of their own."""
_NOT_TEXT: Final = ".permalink, .page-runbooks, .products, .picker"
_SECONDS: Final = 600


def index_site(site: Path) -> bool:
    """Write the index into a built site.

    Pages say in their own markup what is indexed. Nothing of them is executed; the program reads
    and writes inside the site only.

    Returns:
        Whether there is an index now; without Pagefind the site has its small one alone.
    """
    program = _program()
    if program is None:
        return False
    command = [str(program), "--site", str(site), "--output-subdir", FOLDER, "--quiet"]
    command += ["--exclude-selectors", _NOT_TEXT]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return False
    for pattern in _OWN_INTERFACES:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()
    scopes = dict(_scopes(site / FOLDER))
    (site / FOLDER / "scopes.json").write_text(json.dumps(scopes), encoding="utf-8")
    return True


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
