"""Where on the site a file can stand: nothing that a page names gets into the way of another."""

from collections.abc import Iterable, Iterator
from typing import Final

RESERVED_PLACES: Final = ("pagefind", "sitemap.xml", "sitemap.xml.gz", "404.html")
"""What is written when all pages are there."""

_LONGEST_NAME: Final = 255
_LONGEST: Final = 1000
"""Bytes of a name, and of a whole path, that every file system takes."""


class Places:
    """The places that are taken.

    Args:
        taken: paths of files from the site's root.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()
        for uri in taken:
            self.take(uri)

    def take(self, uri: str) -> None:
        """A file stands there now."""
        self._files.add(uri)
        self._folders.update(_folders(uri))

    def is_free(self, uri: str) -> bool:
        """Whether a file can be written there."""
        return (
            _is_path(uri)
            and uri not in self._files
            and uri not in self._folders
            and self._files.isdisjoint(_folders(uri))
        )


def is_script_of_ours(uri: str) -> bool:
    """Whether a page of ours would load a script from there that was made for it."""
    made = uri == "search-index.js" or (uri.startswith("runbooks/") and uri.endswith(".js"))
    return made or uri.startswith("pagefind/")


def _folders(uri: str) -> Iterator[str]:
    """The folders above a file."""
    parts = uri.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _is_path(uri: str) -> bool:
    parts = uri.split("/")
    return (
        uri.isprintable()
        and "\\" not in uri
        and len(uri.encode()) <= _LONGEST
        and all(0 < len(part.encode()) <= _LONGEST_NAME for part in parts)
        and {".", ".."}.isdisjoint(parts)
    )
