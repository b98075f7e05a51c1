"""The images of one runbook, as files beside its topics."""

import hashlib
import posixpath
from collections.abc import Callable

_FOLDER = "images"


class Images:
    """Each image once, named by its content.

    Args:
        read: gives an image's bytes by its path in the project, None where there is none.
    """

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read
        self.files: dict[str, bytes] = {}

    def add(self, path: str | None) -> str | None:
        """The image's path among `files`, or None where there is no picture to show."""
        content = self._read(path) if path is not None else None
        if path is None or content is None:
            return None
        extension = posixpath.splitext(path)[1].lower()
        name = f"{_FOLDER}/{hashlib.sha256(content).hexdigest()[:16]}{extension}"
        self.files[name] = content
        return name
