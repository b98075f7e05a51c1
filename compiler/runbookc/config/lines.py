"""Finds the line of a TOML key; the standard library's reader keeps no positions."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*\[(\[?)(.+?)\]?\]\s*(#.*)?$")
_KEY_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")


def line_of(text: str, location: Sequence[str | int]) -> int | None:
    """The line, from 1, of the key at a location, or of the nearest table around it.

    Args:
        text: the TOML file.
        location: names of tables and keys; a number is an index in an array.
    """
    wanted = [str(part) for part in location]
    best, best_length = None, 0
    table: list[str] = []
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header and (parts := _key(header[2])) and parts[1] == len(header[2]):
            table = parts[0]
            if header[1]:
                index = counts.get(tuple(table), -1) + 1
                counts[tuple(table)] = index
                table = [*table, str(index)]
            path = table
        else:
            found = _key(line)
            if not found or not line[found[1] :].startswith("="):
                continue
            path = [*table, *found[0]]
        if best_length < len(path) <= len(wanted) and wanted[: len(path)] == path:
            best, best_length = number, len(path)
    return best


def _key(text: str) -> tuple[list[str], int] | None:
    """The dotted key at the start of a text, and where it ends."""
    parts, position = [], 0
    while match := _KEY_PART.match(text, position):
        parts.append(next(group for group in match.groups() if group is not None))
        position = match.end()
        if not text.startswith(".", position):
            return parts, position
        position += 1
    return None
