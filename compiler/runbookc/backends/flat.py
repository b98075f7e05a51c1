"""Plain text of blocks, for places that take no markup, and for what is nested beyond reason."""

from collections.abc import Iterable, Iterator

from runbookc.model import (
    Admonition,
    Block,
    Break,
    Code,
    CodeBlock,
    HtmlBlock,
    ImageBlock,
    Inline,
    Text,
    inlines_of,
    walk_blocks,
    walk_inlines,
)


def flat_text(inlines: Iterable[Inline]) -> str:
    """The text of inlines, however deeply nested."""
    return "".join(
        " " if isinstance(node, Break) else node.text
        for node in walk_inlines(inlines)
        if isinstance(node, Text | Code | Break)
    )


def flat_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of blocks in order, those of nested ones too; one for each table cell."""
    for block in walk_blocks(blocks):
        texts = [flat_text(run) for run in inlines_of(block)]
        if isinstance(block, CodeBlock | HtmlBlock):
            texts.append(block.text)
        elif isinstance(block, ImageBlock):
            texts.append(block.alt)
        elif isinstance(block, Admonition):
            texts.append(block.title)
        yield from (text.strip() for text in texts if text.strip())
