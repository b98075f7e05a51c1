"""Characters that no installed font has, spelled out so that nothing of the text is lost."""

import unicodedata
from collections.abc import Iterable
from typing import Any

_ADDRESSES = frozenset({"to", "src"})
_SILENT = ("Mn", "Me", "Cf", "Cc", "Co", "Cn")


def spell(value: Any, missing: Iterable[str]) -> Any:
    """A copy of a JSON value whose shown texts do without the missing characters."""
    return _spell(value, str.maketrans({char: name_of(char) for char in missing}))


def name_of(char: str) -> str:
    """What stands for a character: its plain form, else a sign's name ("[rocket]"), else a number.

    A full-width colon has a plain form, the colon.
    """
    plain = plain_form(char)
    if plain:
        return plain
    kind = unicodedata.category(char)
    if kind in _SILENT:
        return ""
    name = unicodedata.name(char, "") if kind.startswith("S") else ""
    return f"[{name.lower()}]" if name else f"[U+{ord(char):04X}]"


def plain_form(char: str) -> str:
    """The ASCII characters that mean the same, or ""."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain.isascii() else ""


def _spell(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, list):
        return [_spell(one, table) for one in value]
    if isinstance(value, dict):
        return {key: one if key in _ADDRESSES else _spell(one, table) for key, one in value.items()}
    return value
