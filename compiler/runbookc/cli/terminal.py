"""Text on its way to the terminal: nothing that the docs hold steers it."""

import re

_STEERING = re.compile(
    r"\x1b\[[0-9;]*m|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def safe(text: str, *, styled: bool = False) -> str:
    r"""The text with control characters, and those that reorder text, written as `\u001b`.

    That is how JSON writes them, so a JSON document keeps its meaning.

    Args:
        text: what is to be printed.
        styled: whether colours that are in the text stay; content is then to be made safe before
            it is coloured.
    """
    return _STEERING.sub(lambda match: _shown(match[0], styled), text)


def _shown(steering: str, styled: bool) -> str:
    if styled and len(steering) > 1:
        return steering
    return f"\\u{ord(steering[0]):04x}{steering[1:]}"
