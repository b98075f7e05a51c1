"""Nodes that are made without validation have every field, in the fields' order."""

from runbookc.model import (
    Node,
    break_node,
    cell_node,
    code_node,
    heading_block_node,
    item_node,
    link_node,
    paragraph_node,
    strong_node,
    text_at,
    text_node,
)
from runbookc.parsing.links import LinkCollector
from runbookc.source import Span

SPAN = Span(1, 1, 1, 2)


def test_makers_know_every_field() -> None:
    links = LinkCollector()
    links.add("text", "target.md", SPAN, SPAN)
    text = text_node("a", SPAN)
    nodes: list[Node] = [
        text,
        break_node(SPAN, hard=True),
        code_node("a", SPAN),
        link_node((text,), "b.md", SPAN),
        strong_node((text,), SPAN),
        paragraph_node((text,), SPAN),
        heading_block_node(2, "a", (text,), SPAN),
        cell_node((text,), None),
        item_node((), None, SPAN),
        *links.links,
    ]
    assert text_at("a", 1, 1) == text
    for node in nodes:
        assert list(node.__dict__) == list(type(node).model_fields)
        assert type(node).model_validate_json(node.model_dump_json()) == node
