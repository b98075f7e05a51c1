"""A file of an output: bytes that were made, or a file that stands already and has been proved."""

import hashlib
import os
import shutil
import stat
from functools import cached_property
from pathlib import Path


class OutputFile:
    """A file that is written once and linked wherever else it is to stand.

    Two places then share one file, until one of them is replaced; nothing may write into a place.

    Attributes:
        size: in bytes.
        stands: where it can be had from; None for bytes that are written nowhere yet.
        places: where it was put.
    """

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content
        self.size = len(content)
        self.stands: Path | None = None
        self.places: list[Path] = []

    @classmethod
    def proved(cls, path: Path, sha256: str) -> "OutputFile":
        """A file that stands already, its content not kept.

        Raises:
            ValueError: it has another content, or is no file of its own.
            OSError: it cannot be read.
        """
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != sha256 or not stat.S_ISREG(path.lstat().st_mode):
            raise ValueError(f"{path} is not as it was written")
        made = object.__new__(cls)
        made.__dict__.update(_content=None, size=size, stands=path, places=[], sha256=sha256)
        return made

    @cached_property
    def sha256(self) -> str:
        """Of its bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def content(self) -> bytes:
        """Its bytes, read where they are not known.

        Raises:
            OSError: it stands no more where it stood.
        """
        if self._content is not None:
            return self._content
        assert self.stands is not None, "a file has bytes, or a place"
        return self.stands.read_bytes()

    def put(self, place: Path) -> None:
        """Have it stand at a place, instead of what stands there.

        Raises:
            OSError: the machine refuses to write.
        """
        try:
            self._put(place)
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._put(place)
        except FileExistsError:
            place.unlink()
            self._put(place)
        self.stands = self.stands or place
        self.places.append(place)

    def _put(self, place: Path) -> None:
        """The same where the folder is there and nothing is in the way."""
        if self.stands is None:
            with place.open("xb") as file:
                file.write(self.content)
            return
        try:
            os.link(self.stands, place)
        except (FileNotFoundError, FileExistsError):
            raise
        except OSError:  # another file system, or one without links, or too many of them
            with self.stands.open("rb") as source, place.open("xb") as file:
                shutil.copyfileobj(source, file)
