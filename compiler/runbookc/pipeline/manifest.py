"""`manifest.json` and `SHA256SUMS`: what a build wrote, and from what."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from runbookc.model import Input, Node, Provenance
from runbookc.source.output_file import OutputFile, read_bytes

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"

_HEAD: Final = 200
_BEGINNING: Final = re.compile(rb'\{\s*"version": 1,\s*"compiler": "runbookc')
"""How each manifest of ours begins, which is told sooner than that all of it is one."""


class ManifestFile(Node):
    """One file of the build."""

    path: str
    """Posix, from the build's folder."""
    bytes: int
    """Its size."""
    sha256: str
    inputs: tuple[str, ...]
    """The sources that it was made from, as `sources` names them; all of them where empty."""


class Manifest(Node):
    """Every file of a build but this one and SHA256SUMS."""

    version: Literal[1] = 1
    compiler: str
    """`runbookc` and its version."""
    commit: str
    """Full commit of the sources; "" where the tree is not under git."""
    dirty: bool
    """Whether the sources differ from that commit."""
    date: str
    """ISO 8601, from SOURCE_DATE_EPOCH or the commit; "" where there is neither."""
    files: tuple[ManifestFile, ...]
    """Sorted by path."""
    sources: tuple[Input, ...]
    """Every page that was compiled and every image that runbooks show, sorted by path."""


def write_manifest(
    folder: Path,
    provenance: Provenance,
    sources: tuple[Input, ...],
    inputs: Mapping[str, tuple[str, ...]],
    known: Iterable[OutputFile] = (),
) -> dict[str, int]:
    """Describe and sum up every file below a folder.

    Args:
        folder: the finished build.
        provenance: compiler, commit and date.
        sources: the pages that were compiled and the images that runbooks show.
        inputs: for each file, the sources that it was made from.
        known: files that were put there, which need not be read again.

    Returns:
        How many bytes each file has, by path, these two included.
    """
    written = {place: file for file in known for place in file.places}
    files = tuple(
        _describe(path, place, written.get(place), inputs.get(path, ()))
        for path, place in sorted(_below(folder))
    )
    manifest = Manifest(
        compiler=provenance.compiler,
        commit=provenance.commit,
        dirty=provenance.dirty,
        date=provenance.date,
        files=files,
        sources=sources,
    )
    text = (manifest.model_dump_json(indent=2) + "\n").encode()
    (folder / MANIFEST).write_bytes(text)
    sums = [(one.path, one.sha256) for one in files]
    sums.append((MANIFEST, hashlib.sha256(text).hexdigest()))
    lines = "".join(_sum_line(path, digest) for path, digest in sorted(sums)).encode()
    (folder / SUMS).write_bytes(lines)
    sizes = {one.path: one.bytes for one in files}
    return {**sizes, MANIFEST: len(text), SUMS: len(lines)}


def is_ours(folder: Path) -> bool:
    """Whether a folder holds a build of runbookc, so that another may take its place."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            if _BEGINNING.match(file.read(_HEAD)):
                return True
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        return Manifest.model_validate_json(text).compiler.startswith("runbookc")
    except (OSError, ValueError):
        return False


def _below(folder: Path) -> Iterator[tuple[str, str]]:
    """All files below a folder: the path from there, and the whole one."""
    top = os.path.join(folder, "")  # noqa: PTH118 - there are thousands of files
    for place, _, names in os.walk(folder):
        above = os.path.join(place, "")  # noqa: PTH118 - same
        for name in names:
            path = f"{above}{name}"
            yield path.removeprefix(top).replace(os.sep, "/"), path


def _describe(
    path: str, place: str, known: OutputFile | None, inputs: tuple[str, ...]
) -> ManifestFile:
    if known is not None:
        return ManifestFile(path=path, bytes=known.size, sha256=known.sha256, inputs=inputs)
    content = read_bytes(place)
    digest = hashlib.sha256(content).hexdigest()
    return ManifestFile(path=path, bytes=len(content), sha256=digest, inputs=inputs)


def _sum_line(path: str, digest: str) -> str:
    """A line that `sha256sum -c` reads; it marks names that it had to escape by a backslash."""
    escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == path else chr(92)}{digest}  {escaped}\n"
