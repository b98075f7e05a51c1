"""Blocks as Markdown."""

from collections.abc import Callable, Iterable, Sequence

from runbookc.backends import wording
from runbookc.backends.blocks_html import Raw, flat_text, join, keep_remote
from runbookc.backends.blocks_html.raw_html import whole_tags
from runbookc.backends.markdown.escape import Place, escape, fenced
from runbookc.backends.markdown.inlines import InlineWriter
from runbookc.model import (
    Admonition,
    Block,
    CodeBlock,
    HeadingBlock,
    HtmlBlock,
    ImageBlock,
    ListBlock,
    ListItem,
    Paragraph,
    QuoteBlock,
    Rule,
    Substeps,
    Tab,
    TableBlock,
    TableCell,
    inlines_of,
    walk_blocks,
)

_DEEPEST = 40
_ALIGNED = {None: "---", "left": ":---", "center": ":---:", "right": "---:"}


class BlockWriter:
    """Writes blocks.

    Args:
        inlines: writes their inline content.
        heading_level: the least level that a heading gets.
        heading_shift: how many levels headings go down.
        substeps: writes a step's `substeps[start : start + count]`.
    """

    def __init__(
        self,
        inlines: InlineWriter,
        *,
        heading_level: int = 1,
        heading_shift: int = 0,
        substeps: Callable[[Substeps], str] | None = None,
    ) -> None:
        self.inlines = inlines
        self._heading_level = heading_level
        self._heading_shift = heading_shift
        self._substeps = substeps

    def write(self, blocks: Iterable[Block], depth: int = 0, *, tight: bool = False) -> str:
        """The blocks with what sets them apart, no line end after the last."""
        if depth >= _DEEPEST:
            return _flat(blocks)
        parts: list[str] = []
        last: Block | None = None
        other_mark = False
        for block in blocks:
            other_mark = not other_mark and _would_merge(last, block)
            text = self._block(block, depth, other_mark=other_mark)
            if not text:
                continue
            if parts:
                parts.append("\n" if tight and _can_follow_closely(block) else "\n\n")
            parts.append(text)
            last = block
        return join(parts, keep_remote)

    def _block(self, block: Block, depth: int, *, other_mark: bool) -> str:
        match block:
            case Paragraph():
                return self.inlines.write(block.inlines)
            case ListBlock():
                return self._list(block, depth, other_mark=other_mark)
            case CodeBlock():
                title = f"{escape(block.title, Place())}\n\n" if block.title else ""
                return title + fenced(block.text, block.language)
            case Admonition():
                return quoted(self._admonition(block, depth))
            case TableBlock():
                return self._table(block)
            case ImageBlock():
                return self.inlines.image(block)
            case QuoteBlock():
                return quoted(self.write(block.body, depth + 1))
        return self._other(block, depth)

    def _other(self, block: HeadingBlock | HtmlBlock | Tab | Rule | Substeps, depth: int) -> str:
        match block:
            case HeadingBlock():
                level = min(6, max(block.level + self._heading_shift, self._heading_level))
                return f"{'#' * level} {self.inlines.write(block.inlines, one_line=True)}".rstrip()
            case HtmlBlock():
                return Raw(block.text) if whole_tags(block.text).strip() else ""
            case Tab():
                title = f"**{escape(block.title, Place('*', '*'))}**"
                return f"{title}\n\n{self.write(block.body, depth + 1)}"
            case Rule():
                return "___"
        return self._substeps(block) if self._substeps else ""

    def _list(self, block: ListBlock, depth: int, *, other_mark: bool) -> str:
        items = []
        for number, item in enumerate(block.items, block.start):
            bullet = "*" if other_mark else "-"
            mark = f"{number}{')' if other_mark else '.'}" if block.ordered else bullet
            items.append(self._item(item, mark, depth, tight=block.tight))
        return ("\n" if block.tight else "\n\n").join(items)

    def _item(self, item: ListItem, mark: str, depth: int, *, tight: bool) -> str:
        body = self.write(item.body, depth + 1, tight=tight)
        if item.checked is not None:
            body = f"[{'x' if item.checked else ' '}] {body}"
        return indented(body, mark)

    def _admonition(self, block: Admonition, depth: int) -> str:
        sign = wording.symbol(block.kind)
        label = escape(wording.label(block), Place("*", "*"))
        body = self.write(block.body, depth + 1)
        head = f"**{sign} {label}**" if sign else f"**{label}**"
        return f"{head}\n\n{body}" if body else head

    def _table(self, block: TableBlock) -> str:
        rows = [self._row(block.header)]
        rows.append(f"| {' | '.join(_ALIGNED[cell.align] for cell in block.header)} |")
        rows.extend(self._row(row) for row in block.rows)
        return "\n".join(rows)

    def _row(self, cells: Sequence[TableCell]) -> str:
        texts = (self.inlines.write(cell.inlines, one_line=True).strip() for cell in cells)
        return f"| {' | '.join(texts)} |"


def quoted(text: str) -> str:
    """The text as a quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def indented(text: str, mark: str) -> str:
    """The text as a list item: behind its mark, and indented to it."""
    margin = " " * (len(mark) + 1)
    lines = [f"{margin}{line}" if line else "" for line in text.split("\n")]
    lines[0] = f"{mark} {lines[0].lstrip(' ')}".rstrip(" ")
    return "\n".join(lines)


def _can_follow_closely(block: Block) -> bool:
    """Whether a block ends the paragraph before it without a blank line."""
    if isinstance(block, ListBlock):
        return bool(block.items[0].body) and (not block.ordered or block.start == 1)
    return isinstance(block, CodeBlock) and not block.title


def _would_merge(last: Block | None, block: Block) -> bool:
    return (
        isinstance(last, ListBlock)
        and isinstance(block, ListBlock)
        and last.ordered == block.ordered
    )


def _flat(blocks: Iterable[Block]) -> str:
    """The plain text of blocks that are nested beyond what a reader can follow."""
    texts: list[str] = []
    for block in walk_blocks(blocks):
        texts.extend(escape(flat_text(run), Place()) for run in inlines_of(block))
        if isinstance(block, CodeBlock | HtmlBlock):
            texts.append(fenced(block.text))
    return "\n\n".join(text for text in texts if text.strip())
