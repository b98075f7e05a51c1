"""The images of one runbook, as files for the typesetter."""

import hashlib
import re
from collections.abc import Callable

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)


class Assets:
    """Each image once, named by its content.

    Args:
        read: gives an asset's bytes by its path in the project, None where there is none.
        refused: paths that the typesetter could not read; they count as missing.
    """

    def __init__(
        self, read: Callable[[str], bytes | None], refused: frozenset[str] = frozenset()
    ) -> None:
        self._read = read
        self._refused = refused
        self._names: dict[str, str | None] = {}
        self.files: dict[str, bytes] = {}

    def add(self, path: str) -> str | None:
        """The image's name among `files`, or None where no picture can be shown."""
        if path not in self._names:
            self._names[path] = self._load(path)
        return self._names[path]

    def paths(self, name: str) -> set[str]:
        """The paths in the project of the image of this name."""
        return {path for path, known in self._names.items() if known == name}

    def _load(self, path: str) -> str | None:
        content = None if path in self._refused else self._read(path)
        if content is None or not is_image(content):
            return None
        name = hashlib.sha256(content).hexdigest()
        self.files[name] = content
        return name


def is_image(content: bytes) -> bool:
    """Whether the bytes begin as a PNG, JPEG, GIF, WebP or SVG image does."""
    if content.startswith(_SIGNATURES):
        return True
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return True
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(
        _SVG.search(content[:4096])
    )
