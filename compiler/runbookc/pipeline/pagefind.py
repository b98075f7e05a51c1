"""Pagefind's program: documents in, one bundle of an index out, beside whatever else is done."""

import json
import os
import re
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from runbookc.pipeline.identity import digest_of
from runbookc.source.output_file import OutputFile

ENTRY: Final = "pagefind-entry.json"
_SCRIPT: Final = "pagefind.js"
_ABOUT: Final = ".pf_meta"
_FOLDERS: Final = ("fragment", "index")
_SECONDS: Final = 600
_ALONE: Final = {"RAYON_NUM_THREADS": "1", "TOKIO_WORKER_THREADS": "1"}
"""Its threads wait for one another, a sixth of the time; bundles are made side by side instead."""
_SHARED_MEMORY: Final = "/dev/shm"
_ROOM: Final = 4
_HEAD: Final = 400
"""Bytes of a fragment that tell, unpacked, which document it is of."""
_DOCUMENT: Final = re.compile(rb'"url":"/([0-9a-f]{32})\.html"')


class Pagefind:
    """One bundle in the making. Nothing of its documents is executed.

    The documents are read once and thrown away; where the system keeps files in memory, they never
    get onto the disk.

    Args:
        documents: by the path of their page, as HTML.
    """

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._made = tempfile.TemporaryDirectory()
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline = 0.0
        # A path may hold what no file name of another system does.
        self._paths = {digest_of(path): path for path in documents}
        contents = {
            name: documents[path].encode("utf-8", "replace") for name, path in self._paths.items()
        }
        self._text = tempfile.TemporaryDirectory(dir=_memory(sum(map(len, contents.values()))))
        for name, content in contents.items():
            # Many and small: what `pathlib` does for each of them takes as long as writing it.
            with open(f"{self._text.name}/{name}.html", "xb", buffering=0) as file:  # noqa: PTH123
                file.write(content)

    @property
    def is_waiting(self) -> bool:
        """Whether the program is still to be started."""
        return self._process is None

    @property
    def is_running(self) -> bool:
        """Whether the program is at work; one that takes too long is ended."""
        if self._process is None or self._process.poll() is not None:
            return False
        if time.monotonic() > self._deadline:
            self.abandon()
        return self._process.poll() is None

    def start(self) -> None:
        """Start the program.

        Raises:
            OSError: the machine refuses, or there is no such program.
        """
        command = [str(program()), "--site", self._text.name, "--output-path", self._made.name]
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [*command, "--quiet"], stdout=nothing, stderr=nothing, env=os.environ | _ALONE
        )
        self._deadline = time.monotonic() + _SECONDS

    def abandon(self) -> None:
        """End the program, if it runs, and take away what it reads and wrote."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._text.cleanup()
        self._made.cleanup()

    def files(self, own: str, shared: str) -> dict[str, OutputFile]:
        """The files that a browser asks for, by their place on the site; none where it failed.

        Args:
            own: the place of the bundle's files.
            shared: the place of those that are the same for all bundles, a folder above.
        """
        if self._process is None or self._process.poll() != 0:
            return {}
        try:
            made = self._made.name
            names = (_SCRIPT, _share_program(Path(made)))
            files = {f"{own}/{name}": f"{made}/{name}" for name in sorted(_index(made))}
            files |= {f"{shared}/{name}": f"{made}/{name}" for name in names}
            return {place: OutputFile.passing(path) for place, path in files.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def pages(self, files: Mapping[str, OutputFile]) -> dict[str, str]:
        """The path of the page that each fragment is of, by the fragment's name.

        Args:
            files: those of the bundle.
        """
        found = {}
        for place, file in files.items():
            name, _, kind = place.rpartition("/")[2].partition(".")
            if kind == "pf_fragment":
                head = zlib.decompressobj(wbits=31).decompress(file.content, _HEAD)
                if named := _DOCUMENT.search(head):
                    found[name] = self._paths[named[1].decode()]
        return found


def _index(made: str) -> Iterator[str]:
    """The files that a browser asks for in an index, by their path below it."""
    for name in os.listdir(made):  # noqa: PTH208 - there are thousands, which paths would slow down
        if name in _FOLDERS:
            yield from (f"{name}/{each}" for each in os.listdir(f"{made}/{name}"))  # noqa: PTH208
        elif name == ENTRY or name.endswith(_ABOUT):
            yield name


def _share_program(made: Path) -> str:
    """Have a bundle take its WebAssembly from the folder above; gives the file's name.

    Pagefind's script puts this word into the address of the file, which a browser then reads as a
    path; so a reader loads once what all bundles would bring along.
    """
    entry = json.loads((made / ENTRY).read_bytes())
    (language,) = entry["languages"].values()
    name = f"wasm.{language['wasm'] or 'unknown'}"
    language["wasm"] = f"/../../{name}"
    (made / ENTRY).write_text(json.dumps(entry, separators=(",", ":")), encoding="utf-8")
    return f"{name}.pagefind"


def _memory(size: int) -> str | None:
    """A folder whose files are kept in memory, with room for so many bytes several times over."""
    try:
        status = os.statvfs(_SHARED_MEMORY)
    except (OSError, AttributeError):  # there is none, or no way to ask
        return None
    has_room = status.f_bavail * status.f_frsize > _ROOM * size
    return _SHARED_MEMORY if has_room and os.access(_SHARED_MEMORY, os.W_OK) else None


@cache
def program() -> Path | None:
    """The program, where its wheel is installed."""
    if find_spec("pagefind_bin") is None:
        return None
    from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no stubs

    try:
        return Path(get_executable())
    except FileNotFoundError:
        return None
