"""How many terminal columns text takes, and text that is safe to print."""

import unicodedata
from functools import lru_cache

TAB = 4
_REPLACED = "\ufffd"


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if character < "\x7f":
        return 1
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """Columns that printable text takes."""
    return len(text) if text.isascii() else sum(map(_character_width, text))


def printable(text: str) -> str:
    """The text with every character that a terminal would obey replaced by U+FFFD.

    Control characters and the invisible ones that reorder or hide text are replaced one for one,
    so columns still count.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character in "\u00a0\u3000\u200d"
        else " "
        if unicodedata.category(character) == "Zs"
        else _REPLACED
        for character in text
    )


def expand(line: str) -> tuple[str, ...]:
    """Each character of a line as it is printed: tabs reach their stop, controls go."""
    if line.isascii() and line.isprintable():
        return tuple(line)
    shown: list[str] = []
    column = 0
    for character in line:
        cell = " " * (TAB - column % TAB) if character == "\t" else printable(character)
        column += width(cell)
        shown.append(cell)
    return tuple(shown)
