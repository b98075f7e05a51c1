"""Blocks and inlines of the model as safe HTML, for the site and for HTML runbooks.

What comes out holds no script, no style attribute and no address that runs anything; classes and
ids are its only hooks for a stylesheet.
"""

from importlib import resources

from runbookc.backends.blocks_html.inlines import (
    InlineRenderer,
    LinkNode,
    Opening,
    Resolve,
    Target,
    flat_text,
    keep_remote,
)
from runbookc.backends.blocks_html.raw_html import Raw, RawUrl, join
from runbookc.backends.blocks_html.renderer import BlockRenderer
from runbookc.backends.blocks_html.urls import is_remote, is_safe_url, needs_no_project

__all__ = [
    "BlockRenderer",
    "InlineRenderer",
    "LinkNode",
    "Opening",
    "Raw",
    "RawUrl",
    "Resolve",
    "Target",
    "block_style",
    "flat_text",
    "is_remote",
    "is_safe_url",
    "join",
    "keep_remote",
    "needs_no_project",
]


def block_style() -> str:
    """The style sheet of the blocks; it wants the custom properties of the page's own sheet."""
    return resources.files(__package__).joinpath("blocks.css").read_text("utf-8")
