"""Inline content as plain values for the template."""

import re
from collections.abc import Iterable
from typing import Any

from runbookc.backends import wording
from runbookc.backends.links import Destination, RunbookLinks
from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.pieces import LONG, columns, pieces
from runbookc.backends.raw_text import role_of
from runbookc.model import (
    Break,
    Code,
    Emphasis,
    ImageBlock,
    Inline,
    InlineHtml,
    InlineImage,
    LinkText,
    Strikethrough,
    Strong,
    Text,
    walk_inlines,
)

Value = dict[str, Any]
"""A JSON object; its `t` says what it is."""

_WORDS = re.compile(r"[^\s\u00a0]+")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufffe\uffff]"
)
_DEEPEST = 8
_NAMES = {"emphasis": "emphasis", "strong": "strong", "strikethrough": "strike"}


class InlineWriter:
    """Turns the inlines of one source page into values.

    Args:
        links: where the page's links lead.
        assets: takes the images.
    """

    def __init__(self, links: RunbookLinks, assets: Assets) -> None:
        self._links = links
        self._assets = assets

    def write(self, inlines: Iterable[Inline], depth: int = 0) -> list[Value]:
        """The values of a run of inline content."""
        return [value for node in inlines for value in self._node(node, depth)]

    def image(self, node: InlineImage | ImageBlock) -> Value:
        """An image with what stands for it where it cannot be shown."""
        path = self._links.image(node)
        name = self._assets.add(path) if path is not None else None
        return {
            "t": "image",
            "src": name,
            "alt": clean(node.alt or node.title or node.target.rsplit("/", 1)[-1]),
            "caption": clean(node.title),
            "missing": "" if name else wording.IMAGE_MISSING,
        }

    def _node(self, node: Inline, depth: int) -> list[Value]:
        match node:
            case Text():
                return text_values(node.text)
            case Code():
                return [code_value(node.text)]
            case Break():
                return [{"t": "break"}] if node.hard else [{"t": "text", "s": " "}]
            case InlineImage():
                return [self.image(node)]
            case InlineHtml():
                return html_values(node.text)
        if depth >= _DEEPEST:
            return text_values(flat_text(node.children))
        return self._container(node, depth)

    def _container(
        self, node: Emphasis | Strong | Strikethrough | LinkText, depth: int
    ) -> list[Value]:
        children = self.write(node.children, depth + 1)
        if not isinstance(node, LinkText):
            return [{"t": _NAMES[node.type], "c": children}]
        end = self._links.destination(node)
        if end.problem:
            return [*children, _mark(end)]
        after = _address(end, flat_text(node.children))
        if not children or not (end.href or end.part):
            return children + after
        return [{"t": "link", "to": end.href, "part": end.part, "c": children}, *after]


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
            values += [{"t": "text", "s": text[last : match.start()]}, _long("long", parts)]
            last = match.end()
    values.append({"t": "text", "s": text[last:]})
    return [value for value in values if value.get("s") != ""]


def code_value(text: str) -> Value:
    """A code span: laid unbroken where it fits into a line."""
    text = clean(text)
    return _long("code", pieces(text) or [""])


def html_values(tag: str) -> list[Value]:
    """A raw tag inside a line."""
    role = role_of(tag)
    if role == "break":
        return [{"t": "break"}]
    return [code_value(" ".join(tag.split()))] if role == "content" else []


def flat_text(inlines: Iterable[Inline]) -> str:
    """The plain text of inlines, however deeply nested."""
    return "".join(
        " " if isinstance(node, Break) else node.text
        for node in walk_inlines(inlines)
        if isinstance(node, Text | Code | Break)
    )


def _mark(end: Destination) -> Value:
    where = pieces(clean(end.place)) if end.place else []
    return {"t": "mark", "s": clean(end.problem), "p": where}


def _address(end: Destination, text: str) -> list[Value]:
    """Where a link leads, for whoever holds the paper; nothing where its text says that."""
    address = clean(end.place or wording.printed_address(end.href))
    if not address or address in text:
        return []
    return [_long("place", pieces(address))]


def _long(kind: str, parts: list[str]) -> Value:
    return {"t": kind, "p": parts, "n": columns("".join(parts))}
