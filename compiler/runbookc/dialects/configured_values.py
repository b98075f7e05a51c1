"""What readers of docs systems' configurations share: hostile values, paths, addresses."""

import re
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_MOST_VALUES = 1_000_000
_NO_TEXT = re.compile(r"[\0\ud800-\udfff]")
_SITE = re.compile(r"https?://[^\s<>\"\x00-\x20]+")
"""What no name of a file holds, and no file in UTF-8."""


def refuse_hostile(values: Any) -> None:
    """Refuse values that no reader could walk through, or that name no file.

    Raises:
        ValueError: aliases make millions of values of a few, or a text holds no text.
        RecursionError: they are nested too deeply, or within themselves.
    """
    _count(values, {})


def _count(value: Any, known: dict[int, int]) -> int:
    """How many values there are; a part that stands in several places counts each time."""
    if isinstance(value, str):
        if _NO_TEXT.search(value):
            raise ValueError("a text holds characters that are none")
        return 1
    if not isinstance(value, dict | list | tuple | set):
        return 1
    amount = known.get(id(value))
    if amount is None:
        parts = (*value, *value.values()) if isinstance(value, dict) else value
        amount = known[id(value)] = 1 + sum(_count(part, known) for part in parts)
    if amount > _MOST_VALUES:
        raise ValueError("too many values")
    return amount


def base_path(address: Any) -> str:
    """The path of a site's address, with slashes at both ends."""
    try:
        path = urlsplit(str(address or "")).path.strip("/")
    except ValueError:
        path = ""
    return f"/{path}/" if path else "/"


def site_address(value: Any) -> str:
    """The full address of a site without its last slash; "" where the value is none."""
    address = value.strip().rstrip("/") if isinstance(value, str) else ""
    return address if _SITE.fullmatch(address) else ""


def ignore_patterns(lines: Iterable[str]) -> "GitIgnoreSpec":
    """Patterns as `.gitignore` writes them; a line that is none matches nothing."""
    # Most projects have no such patterns and need not wait for the library.
    from pathspec import GitIgnoreSpec

    def compiled(line: str) -> "Iterable[GitIgnoreSpecPattern]":
        try:
            return GitIgnoreSpec.from_lines([line]).patterns
        except (ValueError, re.error):
            return ()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of brackets that Python may read otherwise one day
        return GitIgnoreSpec(pattern for line in lines for pattern in compiled(line))
