"""Blocks: a closed union, so that a backend that handles each of them handles every page."""

from typing import Annotated, Literal

from pydantic import Field

from runbookc.model.base import Node, keep_values, new_node
from runbookc.model.inlines import Inline
from runbookc.source import Span

AdmonitionKind = Literal[
    "note", "tip", "info", "important", "notice", "caution", "warning", "danger"
]
HAZARD_KINDS: tuple[AdmonitionKind, ...] = ("danger", "warning", "caution", "notice")
"""The kinds that tell of a hazard, worst first (ANSI Z535.6)."""

Notation = Literal["directive", "alert", "admonition", "prose", "quoted"]
"""How an admonition is written; in runbooks `quoted` is one that holds sentences of the text."""


class Paragraph(Node):
    """A paragraph of prose."""

    type: Literal["paragraph"] = "paragraph"
    inlines: tuple[Inline, ...]
    span: Span


class HeadingBlock(Node):
    """A heading where it stands in the text; the page lists all of them in `headings` too."""

    type: Literal["heading"] = "heading"
    level: int
    """1 to 6."""
    anchor: str
    """The id under which the dialect publishes it, unique on its page."""
    inlines: tuple[Inline, ...]
    span: Span


class ListItem(Node):
    """One item; `checked` is set where the author wrote a task box."""

    body: "tuple[Block, ...]"
    checked: bool | None = None
    span: Span


class ListBlock(Node):
    """A bulleted or an ordered list."""

    type: Literal["list"] = "list"
    ordered: bool
    start: int = 1
    """The first item's number in an ordered list."""
    tight: bool = True
    items: tuple[ListItem, ...]
    span: Span


class CodeBlock(Node):
    """Text to be shown, copied and typed exactly as it is."""

    type: Literal["code"] = "code"
    text: str
    """Without the last line end."""
    language: str = ""
    title: str = ""
    span: Span


class TableCell(Node):
    """One cell of a table."""

    inlines: tuple[Inline, ...]
    align: Literal["left", "center", "right"] | None = None


class TableBlock(Node):
    """A table: one header row, then rows of as many cells."""

    type: Literal["table"] = "table"
    header: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    span: Span


class ImageBlock(Node):
    """An image that is a paragraph by itself. What it resolves to stands in the page's `links`."""

    type: Literal["image"] = "image"
    target: str
    alt: str
    title: str = ""
    span: Span


class QuoteBlock(Node):
    """Quoted blocks."""

    type: Literal["quote"] = "quote"
    body: "tuple[Block, ...]"
    span: Span


class Admonition(Node):
    """A note or a hazard, in whatever notation it was written."""

    type: Literal["admonition"] = "admonition"
    kind: AdmonitionKind
    title: str = ""
    """Only where the author gave one."""
    body: "tuple[Block, ...]"
    notation: Notation
    line: int
    span: Span


class Tab(Node):
    """One alternative of several (an operating system, an edition), under its title."""

    type: Literal["tab"] = "tab"
    title: str
    body: "tuple[Block, ...]"
    span: Span


class HtmlBlock(Node):
    """Raw HTML or JSX as written. It is data: never trusted, never executed."""

    type: Literal["html"] = "html"
    text: str
    span: Span


class Rule(Node):
    """A thematic break."""

    type: Literal["rule"] = "rule"
    span: Span


class Substeps(Node):
    """The place in a step's body where its `substeps[start : start + count]` stand."""

    type: Literal["substeps"] = "substeps"
    start: int
    count: int


Block = Annotated[
    Paragraph
    | HeadingBlock
    | ListBlock
    | CodeBlock
    | TableBlock
    | ImageBlock
    | QuoteBlock
    | Admonition
    | Tab
    | HtmlBlock
    | Rule
    | Substeps,
    Field(discriminator="type"),
]


def paragraph_node(inlines: tuple[Inline, ...], span: Span) -> Paragraph:
    """A `Paragraph` of trusted values."""
    node = new_node(Paragraph)
    keep_values(node, {"type": "paragraph", "inlines": inlines, "span": span})
    return node


def heading_block_node(
    level: int, anchor: str, inlines: tuple[Inline, ...], span: Span
) -> HeadingBlock:
    """A `HeadingBlock` of trusted values."""
    node = new_node(HeadingBlock)
    keep_values(
        node,
        {"type": "heading", "level": level, "anchor": anchor, "inlines": inlines, "span": span},
    )
    return node


def cell_node(
    inlines: tuple[Inline, ...], align: Literal["left", "center", "right"] | None
) -> TableCell:
    """A `TableCell` of trusted values."""
    node = new_node(TableCell)
    keep_values(node, {"inlines": inlines, "align": align})
    return node


def item_node(body: "tuple[Block, ...]", checked: bool | None, span: Span) -> ListItem:
    """A `ListItem` of trusted values."""
    node = new_node(ListItem)
    keep_values(node, {"body": body, "checked": checked, "span": span})
    return node
