"""What an earlier build made and a new one would make the same: it is taken over, not made again.

For each piece of the output is noted what was asked for while it was made, and a digest of that,
its recipe. A piece whose recipe is the same would be made of the same things by the same compiler,
so it would be the same. Its files are taken from the last output, where their bytes are those that
were noted; one that is missing or has been changed makes the piece anew.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from runbookc.pipeline.cache import FOLDER, make_folder
from runbookc.pipeline.identity import compiler
from runbookc.source.frozen import dataclass
from runbookc.source.output_file import OutputFile
from runbookc.source.writing import replace_file

_FILE: Final = "build.json"
_FORMAT: Final = {"format": "runbookc-build", "version": 2}
_READ_ERRORS: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Piece:
    """A piece of the output.

    Args:
        asked: the names of what was asked for while it was made.
        recipe: what stands for all that, and for whoever made it; "" where nothing can.
        files: the SHA-256 of each of its files, by path.
        note: what else became of it, as JSON values.
    """

    asked: Sequence[str]
    recipe: str
    files: Mapping[str, str]
    note: Any = None


class Kept:
    """The pieces of the last output.

    Args:
        root: the project's root, where it is remembered what they are.
        places: the folders in which files may be found, if they are there.
        cached: whether anything is remembered.
    """

    def __init__(self, root: Path, places: Sequence[Path], *, cached: bool = True) -> None:
        self._folder = root / FOLDER
        self._places = [os.fspath(place) for place in places if place.is_dir()]
        self._found_in = ""
        self.cached = cached and not self._folder.is_symlink()
        self._format = {**_FORMAT, "compiler": compiler()} if self.cached else {}
        document = self._read() if self.cached else {}
        self._old: dict[str, Any] = document.get("pieces", {})
        self._old_facts: dict[str, Any] = document.get("facts", {})
        self._new: dict[str, Piece] = {}
        self._facts: dict[str, Any] = {}
        self.files: set[OutputFile] = set()
        """Those of this build, as far as they are known."""

    def take(
        self, name: str, recipe_of: Callable[[Sequence[str]], str]
    ) -> tuple[Piece, dict[str, OutputFile]] | None:
        """A piece with its files, where it would be made the same again.

        Args:
            name: of the piece.
            recipe_of: the recipe of what is made of the things with these names, as they are now.
        """
        known = self._old.get(name)
        try:
            piece = Piece(**known) if known is not None else None
            if piece is None or not piece.recipe or recipe_of(piece.asked) != piece.recipe:
                return None
            files = {path: self._stands(path, digest) for path, digest in piece.files.items()}
        except _READ_ERRORS:
            return None
        self._new[name] = piece
        self.files.update(files.values())
        return piece, files

    def find(self, path: str, sha256: str) -> OutputFile | None:
        """A file of the last output, where it has this content."""
        if not self.cached:
            return None
        try:
            file = self._stands(path, sha256)
        except _READ_ERRORS:
            return None
        self.files.add(file)
        return file

    def made(self, path: str, content: bytes) -> OutputFile:
        """A file of this build; where the last output has the same bytes at its place, that one.

        It keeps its time of change then, and whoever publishes the output need not send it again.

        Args:
            path: as the pieces have it.
            content: its bytes.
        """
        file = OutputFile(content)
        for place in self._likely:
            if file.stands_at(os.path.join(place, path)):  # noqa: PTH118 - there are thousands
                self._found_in = place
                break
        self.files.add(file)
        return file

    def recall(self, name: str, find_out: Callable[[], Any]) -> Any:
        """What was found out once, as JSON values.

        Args:
            name: stands for all that it depends on, the compiler aside.
            find_out: asked where it is not known yet.
        """
        if name not in self._facts:
            known = self._old_facts.get(name)
            self._facts[name] = find_out() if known is None else known
        return self._facts[name]

    def keep(
        self,
        name: str,
        asked: Sequence[str],
        recipe: str,
        files: Mapping[str, OutputFile],
        note: Any = None,
    ) -> None:
        """Note a piece that was made."""
        digests = {path: file.sha256 for path, file in files.items()}
        self._new[name] = Piece(asked, recipe, digests, note)
        self.files.update(files.values())

    def save(self) -> None:
        """Remember the pieces, once the output that holds them is in place.

        Where the machine refuses, the next build makes everything.
        """
        if not self.cached:
            return
        pieces = {name: vars(piece) for name, piece in self._new.items()}
        document = {**self._format, "pieces": pieces, "facts": self._facts}
        text = json.dumps(document, separators=(",", ":"))
        try:
            make_folder(self._folder)
            replace_file(self._folder / _FILE, text.encode("utf-8", "surrogatepass"))
        except OSError:
            return

    def _read(self) -> dict[str, Any]:
        try:
            document = json.loads((self._folder / _FILE).read_bytes())
            if {name: document.get(name) for name in self._format} != self._format:
                return {}
            parts = ("pieces", "facts")
            return {name: document[name] for name in parts if isinstance(document[name], dict)}
        except _READ_ERRORS:
            return {}

    @property
    def _likely(self) -> list[str]:
        """The places in the order to look; where one was found the next one is, as a rule."""
        return sorted(self._places, key=self._found_in.__ne__)

    def _stands(self, path: str, sha256: str) -> OutputFile:
        """A file of the last output.

        Raises:
            ValueError: it is not as it was written, or not there.
        """
        if path[:1] in ("", "/") or ".." in path.split("/"):
            raise ValueError(f"{path} is no file of an output")
        for place in self._likely:
            with suppress(OSError, ValueError):
                found = OutputFile.proved(os.path.join(place, path), sha256)  # noqa: PTH118 - same
                self._found_in = place
                return found
        raise ValueError(f"{path} is not as it was written")
