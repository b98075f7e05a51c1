"""Plain values for the template: JSON that holds no markup of the typesetter."""

import re
from typing import Any

from runbookc.backends.pdf.pieces import LONG, columns, pieces

Value = dict[str, Any]
"""A JSON object; its `t` says what it is."""

_WORDS = re.compile(r"[^\s\u00a0]+")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """The text without characters that are not seen: controls, marks of order, soft hyphens."""
    return _CONTROL.sub("", text)


def text_values(text: str) -> list[Value]:
    """Plain text; words too long for a line of their own are given their pieces."""
    text = clean(text)
    values: list[Value] = []
    last = 0
    for match in _WORDS.finditer(text):
        if len(match[0]) <= LONG:
            continue
        parts = pieces(match[0])
        if len(parts) > 1:
            values += [{"t": "text", "s": text[last : match.start()]}, broken_value("long", parts)]
            last = match.end()
    values.append({"t": "text", "s": text[last:]})
    return [value for value in values if value.get("s") != ""]


def broken_value(kind: str, parts: list[str]) -> Value:
    """A text with the places at which its line may end."""
    return {"t": kind, "p": parts, "n": columns("".join(parts))}
