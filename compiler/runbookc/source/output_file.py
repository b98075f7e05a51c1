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

    Args:
        content: its bytes.

    Attributes:
        size: in bytes.
        stands: where it can be had from; "" for bytes that are written nowhere yet.
        places: where it was put.
    """

    def __init__(self, content: bytes) -> None:
        self._content: bytes | None = content
        self._is_passing = False
        self.size = len(content)
        self.stands = ""
        self.places: list[str] = []

    @classmethod
    def passing(cls, path: str) -> "OutputFile":
        """A file that stands already, where nobody needs it: it is moved to its first place.

        Raises:
            OSError: it cannot be read.
        """
        made = cls(read_bytes(path))
        made.stands, made._is_passing = path, True
        return made

    @classmethod
    def proved(cls, path: str, sha256: str) -> "OutputFile":
        """A file that stands already, its content not kept.

        Raises:
            ValueError: it has another content, or is no file of its own.
            OSError: it cannot be read.
        """
        content = read_bytes(path)
        is_file = stat.S_ISREG(os.lstat(path).st_mode)
        if not is_file or hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError(f"{path} is not as it was written")
        made = cls(content)
        made.__dict__.update(_content=None, stands=path, sha256=sha256)
        return made

    def stands_at(self, path: str) -> bool:
        """Whether a file holds its bytes; that one is then linked, and nothing written."""
        try:
            status = os.lstat(path)
            may_be = stat.S_ISREG(status.st_mode) and status.st_size == self.size
            is_same = may_be and read_bytes(path) == self.content
        except OSError:  # it is not there, or not for us to read
            return False
        if is_same:
            self.stands = path
        return is_same

    def forget(self) -> None:
        """Keep the digest of its bytes in their place, once it stands somewhere."""
        _ = self.sha256
        self._content = None

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
        return read_bytes(self.stands)

    def put(self, place: str | Path) -> None:
        """Have it stand at a place, instead of what stands there.

        Raises:
            OSError: the machine refuses to write.
        """
        place = os.fspath(place)
        try:
            self._put(place)
        except FileNotFoundError:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            self._put(place)
        except FileExistsError:
            Path(place).unlink()
            self._put(place)
        self.stands = self.stands or place
        self.places.append(place)

    def _put(self, place: str) -> None:
        """The same where the folder is there and nothing is in the way."""
        if not self.stands:
            # Of a thousand files, making paths would take longer than writing them.
            with open(place, "xb") as file:  # noqa: PTH123
                file.write(self.content)
            return
        try:
            if self._is_passing:
                os.rename(self.stands, place)  # noqa: PTH104 - the same
                self.stands, self._is_passing = place, False
            else:
                os.link(self.stands, place)
        except (FileNotFoundError, FileExistsError):
            raise
        except OSError:  # another file system, or one without links, or too many of them
            with Path(self.stands).open("rb") as source, Path(place).open("xb") as file:
                shutil.copyfileobj(source, file)


def read_bytes(path: str) -> bytes:
    """What a file holds, with as few steps as Python can do.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - there are thousands
        return file.readall()
