"""Inline content: what stands inside a paragraph, a heading or a table cell.

Every `Text` lies on one source line and is, character for character, the source at its span;
the one exception is an escape or an entity, which is a `Text` of its own. So the way from a
character of the model back to the source needs nothing but the model.
"""

from typing import Annotated, Literal

from pydantic import Field

from runbookc.model.base import Node, keep_values, new_node
from runbookc.source import Span, span_of


class Text(Node):
    """Plain characters of one line."""

    type: Literal["text"] = "text"
    text: str
    span: Span


class Code(Node):
    """A code span: a path, a command, a name to type."""

    type: Literal["code"] = "code"
    text: str
    span: Span
    """With its backticks."""


class Break(Node):
    """The end of a source line inside a paragraph; `hard` where the author wants a new line."""

    type: Literal["break"] = "break"
    hard: bool = False
    span: Span


class Emphasis(Node):
    """Emphasised content; the span includes the markers."""

    type: Literal["emphasis"] = "emphasis"
    children: "tuple[Inline, ...]"
    span: Span


class Strong(Node):
    """Strongly emphasised content; the span includes the markers."""

    type: Literal["strong"] = "strong"
    children: "tuple[Inline, ...]"
    span: Span


class Strikethrough(Node):
    """Struck-out content; the span includes the markers."""

    type: Literal["strikethrough"] = "strikethrough"
    children: "tuple[Inline, ...]"
    span: Span


class LinkText(Node):
    """The inline form of a link. What it resolves to stands in the page's `links`, at `span`."""

    type: Literal["link"] = "link"
    children: "tuple[Inline, ...]"
    target: str
    """As written, entities and escapes resolved, nothing else."""
    title: str = ""
    span: Span
    """The whole link, from its `[` or `<` to its last character."""


class InlineImage(Node):
    """An image inside a line. What it resolves to stands in the page's `links`, at `span`."""

    type: Literal["image"] = "image"
    target: str
    alt: str
    title: str = ""
    span: Span


class InlineHtml(Node):
    """A raw HTML tag or comment as written. It is data: never trusted, never executed."""

    type: Literal["html"] = "html"
    text: str
    span: Span


Inline = Annotated[
    Text | Code | Break | Emphasis | Strong | Strikethrough | LinkText | InlineImage | InlineHtml,
    Field(discriminator="type"),
]


def text_node(text: str, span: Span) -> Text:
    """A `Text` of trusted values."""
    node = new_node(Text)
    keep_values(node, {"type": "text", "text": text, "span": span})
    return node


def text_at(text: str, line: int, column: int) -> Text:
    """The `Text` of these characters, which begin at a place of the source."""
    span = span_of(line, column, line, column + len(text))
    node = new_node(Text)
    keep_values(node, {"type": "text", "text": text, "span": span})
    return node


def break_node(span: Span, *, hard: bool) -> Break:
    """A `Break` of trusted values."""
    node = new_node(Break)
    keep_values(node, {"type": "break", "hard": hard, "span": span})
    return node


def code_node(text: str, span: Span) -> Code:
    """A `Code` of trusted values."""
    node = new_node(Code)
    keep_values(node, {"type": "code", "text": text, "span": span})
    return node


def strong_node(children: "tuple[Inline, ...]", span: Span) -> Strong:
    """A `Strong` of trusted values."""
    node = new_node(Strong)
    keep_values(node, {"type": "strong", "children": children, "span": span})
    return node


def link_node(children: "tuple[Inline, ...]", target: str, span: Span) -> LinkText:
    """A `LinkText` of trusted values, without a title."""
    node = new_node(LinkText)
    keep_values(
        node, {"type": "link", "children": children, "target": target, "title": "", "span": span}
    )
    return node
