"""What a reader is told by blocks, as plain text that two runbooks can be compared by."""

from collections.abc import Iterable, Iterator

from runbookc.model import (
    HAZARD_KINDS,
    Admonition,
    Block,
    Inline,
    ListItem,
    Step,
    walk_blocks,
)


def told(blocks: Iterable[Block], *, hazards: bool = False) -> str:
    """The text, a line for each paragraph, item, row or line of code.

    Code stands in backticks and the target of a link behind its words, so that a reader of changes
    sees them. Substeps are left out.

    Args:
        blocks: what to tell.
        hazards: whether the hazards among them are told too.
    """
    return "\n".join(line for block in blocks for line in _lines(block, hazards) if line)


def step_text(step: Step) -> str:
    """What a step says, without its substeps and hazards."""
    optional = "(optional)" if step.optional else ""
    return "\n".join(line for line in (optional, step.title.strip(), told(step.body)) if line)


def hazards_in(blocks: Iterable[Block]) -> Iterator[Admonition]:
    """The hazards among blocks, nested ones too."""
    for block in walk_blocks(blocks):
        if block.type == "admonition" and block.kind in HAZARD_KINDS:
            yield block


def admonition_text(admonition: Admonition, *, hazards: bool = True) -> str:
    """What a note or hazard says, its own title first."""
    own = admonition.title.strip()
    text = told(admonition.body, hazards=hazards)
    return f"{own}: {text}" if own and text else own or text


def _lines(block: Block, hazards: bool) -> Iterator[str]:
    if block.type == "paragraph" or block.type == "heading":
        yield inline_text(block.inlines)
    elif block.type == "code" or block.type == "html":
        yield from block.text.split("\n")
    elif block.type == "list":
        for number, item in enumerate(block.items, block.start or 1):
            yield from _item(item, f"{number}." if block.ordered else "-", hazards)
    elif block.type == "table":
        for row in (block.header, *block.rows):
            yield " | ".join(inline_text(cell.inlines) for cell in row)
    elif block.type == "image":
        yield _image(block.alt, block.target)
    elif block.type == "quote":
        yield told(block.body, hazards=hazards)
    elif block.type == "tab":
        yield f"{block.title}:"
        yield told(block.body, hazards=hazards)
    elif block.type == "admonition" and (hazards or block.kind not in HAZARD_KINDS):
        yield f"{block.kind.upper()} {admonition_text(block, hazards=hazards)}"


def _item(item: ListItem, mark: str, hazards: bool) -> Iterator[str]:
    text = told(item.body, hazards=hazards)
    yield f"{mark} {text}" if text else ""


def inline_text(inlines: Iterable[Inline]) -> str:
    """Inline content on one line, code in backticks, targets behind links."""
    return " ".join("".join(map(_inline, inlines)).split())


def _inline(node: Inline) -> str:
    if node.type == "text" or node.type == "html":
        return node.text
    if node.type == "code":
        return f"`{node.text}`"
    if node.type == "break":
        return " "
    if node.type == "image":
        return _image(node.alt, node.target)
    text = "".join(map(_inline, node.children))
    return f"{text} ({node.target})" if node.type == "link" and text != node.target else text


def _image(alt: str, target: str) -> str:
    return f"[image: {alt or target}]"
