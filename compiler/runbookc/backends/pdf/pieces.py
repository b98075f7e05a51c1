"""Where a text may break that has no good place to break: paths, commands, addresses, hashes.

A line may end after a separator, never inside a name, and no hyphen is invented. The pieces
are laid side by side, so that copied text is the text.
"""

import re
import unicodedata

LONG = 24
"""Words of more characters than this are given their pieces; shorter ones stay whole."""

_PIECE = 34
_PATH = re.compile(r"^(?:[A-Za-z]:[\\/]|[\\/~%]|\.{1,3}[\\/]|…[\\/]|https?://)")
_SLASHES = re.compile(r"(?<=[\\/])(?![\\/])")
_SPACES = re.compile(r"(?<=\s)(?=\S)")
_MARKS = re.compile(r"(?<=[-_.,:;=&?|#+@)])(?=\w)")


def columns(text: str) -> int:
    """How many columns of a monospaced font the text takes; East Asian wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def pieces(text: str) -> list[str]:
    """The text cut at its separators; joined, the pieces are the text.

    A path is cut at its slashes, a command at its spaces first. Only a piece that stays too long
    is cut at weaker separators, and one without any after a fixed number of characters.
    """
    first, second = (_SLASHES, _SPACES) if _PATH.match(text) else (_SPACES, _SLASHES)
    parts = first.split(text)
    for separator in (second, _MARKS):
        parts = [piece for part in parts for piece in _cut(part, separator)]
    return [piece for part in parts for piece in _chunks(part) if piece]


def _cut(text: str, separator: re.Pattern[str]) -> list[str]:
    return separator.split(text) if columns(text) > _PIECE else [text]


def _chunks(text: str) -> list[str]:
    if columns(text) <= _PIECE:
        return [text]
    step = _PIECE // 2 if columns(text) > len(text) else _PIECE
    return [text[start : start + step] for start in range(0, len(text), step)]
