"""Reads tags as JSX and HTML write them, and JavaScript expressions in braces, without running any.

A tag's attributes are read as far as their values are literal; what an expression computes is
unknown.
"""

import re
from collections.abc import Iterator
from typing import Literal

from runbookc.source import Pattern
from runbookc.source.frozen import dataclass

LinkSource = Literal["plain", "base", "module"]
"""Where a literal stands: alone, in `useBaseUrl(…)`, or in `require(…)`."""

_TAG_START = Pattern(r"<(?P<close>/?)(?P<name>[A-Za-z_$][\w$.:-]*|(?=/?>))")
_ATTRIBUTE = Pattern(r"[A-Za-z_:@][\w.:-]*")
_BLANK = Pattern(r"\s*")
_UNQUOTED = Pattern(r"[^\s\"'=<>`{}/][^\s\"'=<>`{}]*")
_QUOTED = Pattern(r"\"[^\"]*\"|'[^']*'")
_STRING = Pattern(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|//[^\n]*|/\*.*?\*/", re.DOTALL
)
_IN_BRACES = Pattern(r"[{}\"'`/]")
_LITERAL = Pattern(r"\{\s*(?P<quote>[\"'`])(?P<text>(?:(?!(?P=quote))[^\\\n])*)(?P=quote)\s*\}")
_CALL = Pattern(
    r"\b(?P<call>useBaseUrl|require)\(\s*(?P<quote>[\"'`])(?P<text>[^\"'`\n\\]*)(?P=quote)"
)
_LONGEST_EXPRESSION = 200_000


@dataclass(frozen=True, slots=True)
class Value:
    """A literal in a tag.

    Args:
        attribute: the attribute's name.
        text: the literal without its quotes.
        start: its offset, without the quote.
        source: where it stands.
    """

    attribute: str
    text: str
    start: int
    source: LinkSource = "plain"

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag.

    Args:
        name: as written; "" for a fragment.
        closes: whether it is a closing tag.
        end: the offset after it.
        values: the literals in its attributes.
    """

    name: str
    closes: bool
    end: int
    values: tuple[Value, ...] = ()


def read_tag(text: str, start: int, end: int | None = None) -> Tag | None:
    """The tag that begins at `text[start]`, or None where there is none that ends before `end`."""
    end = len(text) if end is None else end
    match = _TAG_START.match(text, start, end)
    if match is None:
        return None
    position = match.end()
    values: list[Value] = []
    while True:
        blank = _BLANK.match(text, position, end)
        separated = blank is not None and blank.end() > position
        position = blank.end() if blank else position
        if text.startswith(">", position, end) or text.startswith("/>", position, end):
            after = position + (1 if text[position] == ">" else 2)
            return Tag(match["name"], bool(match["close"]), after, tuple(values))
        if not separated:
            return None
        if text.startswith("{", position, end):
            closing = balanced(text, position, end)
        else:
            name = _ATTRIBUTE.match(text, position, end)
            closing = _read_value(text, name, end, values) if name else None
        if closing is None:
            return None
        position = closing


def _read_value(text: str, name: re.Match[str], end: int, values: list[Value]) -> int | None:
    """The offset after an attribute; its literals are added to `values`."""
    position = _after_blank(text, name.end(), end)
    if not text.startswith("=", position, end):
        return name.end()
    position = _after_blank(text, position + 1, end)
    if text.startswith("{", position, end):
        closing = balanced(text, position, end)
        if closing is not None:
            values.extend(_in_expression(name[0], text, position, closing))
        return closing
    quoted = _QUOTED.match(text, position, end)
    match = quoted or _UNQUOTED.match(text, position, end)
    if match is None:
        return None
    values.append(Value(name[0], match[0][1:-1] if quoted else match[0], position + bool(quoted)))
    return match.end()


def _in_expression(name: str, text: str, start: int, end: int) -> Iterator[Value]:
    literal = _LITERAL.fullmatch(text, start, end)
    if literal:
        if literal["quote"] != "`" or "${" not in literal["text"]:
            yield Value(name, literal["text"], literal.start("text"))
        return
    for call in _CALL.finditer(text, start, end):
        if "${" not in call["text"]:
            source: LinkSource = "base" if call["call"] == "useBaseUrl" else "module"
            yield Value(name, call["text"], call.start("text"), source)


def balanced(text: str, start: int, end: int | None = None) -> int | None:
    """The offset after the brace that closes the one at `start`, or None where none does."""
    end = min(len(text) if end is None else end, start + _LONGEST_EXPRESSION)
    depth, position = 0, start
    while match := _IN_BRACES.search(text, position, end):
        position = match.end()
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                return position
        elif string := _STRING.match(text, match.start(), end):
            position = string.end()
    return None


def _after_blank(text: str, position: int, end: int) -> int:
    blank = _BLANK.match(text, position, end)
    return blank.end() if blank else position
