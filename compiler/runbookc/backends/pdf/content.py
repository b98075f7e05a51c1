"""Blocks as plain values for the template.

The template decides how things look; here is decided what there is to show. No value holds
markup of the typesetter: text stays text.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from runbookc.backends import wording
from runbookc.backends.pdf.extent import SHORT, lines
from runbookc.backends.pdf.inlines import InlineWriter, flat_text
from runbookc.backends.pdf.pieces import columns, pieces
from runbookc.backends.pdf.tables import table
from runbookc.backends.pdf.values import Value, clean, text_values
from runbookc.backends.raw_text import Run, runs_of
from runbookc.model import (
    Admonition,
    Block,
    CodeBlock,
    HeadingBlock,
    HtmlBlock,
    ImageBlock,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Rule,
    Substeps,
    Tab,
    TableBlock,
    inlines_of,
    walk_blocks,
)

_DEEPEST = 9
_TAB = 4


class BlockWriter:
    """Turns the blocks of one source page into values.

    Args:
        inlines: writes its inline content.
        below: level of the heading below which the blocks stand; theirs follow it without a gap.
            Without it, as within a step, a heading is only a bold line.
    """

    def __init__(self, inlines: InlineWriter, below: int = 0) -> None:
        self._inlines = inlines
        self._below = below
        self._last = below
        self._offset: int | None = None

    def blocks(self, blocks: Iterable[Block], depth: int = 0) -> list[Value]:
        """The values of blocks, in order; what is nested beyond reason is flattened."""
        if depth > _DEEPEST:
            return flat_values(blocks)
        return guarding([value for block in blocks for value in self.block(block, depth)])

    def block(self, block: Block, depth: int) -> list[Value]:
        """The values of one block: most often one."""
        match block:
            case Paragraph():
                return [_paragraph(self._inlines.write(block.inlines))]
            case ListBlock():
                return [self._list(block, depth)]
            case CodeBlock():
                entries = self._inlines.index.of_block(block.text, block.language)
                return [_code(block.text, block.title, entries)]
            case Admonition():
                return [self._admonition(block, depth)]
            case TableBlock():
                return [table(block, self._inlines)] if block.header else []
            case ImageBlock():
                return [self._inlines.image(block)]
            case HtmlBlock():
                return [_run(run) for run in runs_of(block.text)]
        return [self._other(block, depth)]

    def _other(self, block: HeadingBlock | QuoteBlock | Tab | Rule | Substeps, depth: int) -> Value:
        match block:
            case HeadingBlock():
                level = 0 if depth else self._level(block.level)
                return {"t": "heading", "level": level, "c": self._inlines.write(block.inlines)}
            case QuoteBlock():
                return {"t": "quote", "body": self.blocks(block.body, depth + 1)}
            case Tab():
                body = self.blocks(block.body, depth + 1)
                return {"t": "tab", "title": text_values(block.title), "body": body}
            case Rule():
                return {"t": "rule"}
        return {"t": "steps", "sub": True, "items": []}

    def _level(self, written: int) -> int:
        """The level of a heading in the document: never further in than one below the last."""
        if not self._below:
            return 0
        if self._offset is None:
            self._offset = self._below + 1 - written
        self._last = min(max(written + self._offset, self._below + 1), self._last + 1)
        return self._last

    def _list(self, block: ListBlock, depth: int) -> Value:
        items = [
            {"body": self.blocks(item.body, depth + 1), "checked": item.checked}
            for item in block.items
        ]
        return {
            "t": "list",
            "ordered": block.ordered,
            "start": block.start,
            "tight": block.tight,
            "items": items,
        }

    def _admonition(self, block: Admonition, depth: int) -> Value:
        body = self.blocks(block.body, depth + 1)
        return {
            "t": "admonition",
            "kind": block.kind,
            "word": wording.KIND_LABELS[block.kind],
            "title": text_values(wording.own_title(block)),
            "body": body,
            "keep": lines(body) <= SHORT,
        }


def guarding(values: list[Value]) -> list[Value]:
    """The values, each told whether it stays on the page of what follows.

    A hazard does where something follows that it guards, and so does the sentence that leads to
    a hazard or to the first step.
    """
    for value, follower in zip_longest(values, values[1:]):
        if value["t"] == "admonition":
            value["guards"] = follower is not None
        elif value["t"] == "paragraph" and follower is not None:
            hazard = follower.get("kind") in wording.HAZARDS
            value["leads"] = value["leads"] or hazard or follower["t"] == "steps"
    return values


def _paragraph(inlines: list[Value]) -> Value:
    announces = bool(inlines) and str(inlines[-1].get("s", "")).rstrip().endswith(":")
    # A line that is bold from end to end stands for a heading.
    titles = bool(inlines) and all(inline.get("t") == "strong" for inline in inlines)
    return {"t": "paragraph", "c": inlines, "leads": announces or titles}


def _code(text: str, title: str = "", entries: Sequence[int] = ()) -> Value:
    rows = [clean(row.expandtabs(_TAB)) for row in text.split("\n")]
    longest = max(map(columns, rows))
    return {
        "t": "code",
        "title": text_values(title),
        "lines": [{"s": row, "n": columns(row), "p": pieces(row)} for row in rows],
        "text": "\n".join(rows),
        "columns": longest,
        "keep": len(rows) <= SHORT,
        "e": list(entries),
    }


def _run(run: Run) -> Value:
    return _code(run.text) if run.code else _paragraph(text_values(run.text))


def flat_values(blocks: Iterable[Block]) -> list[Value]:
    """The text of blocks, paragraph by paragraph, without any nesting."""
    texts: list[str] = []
    for block in walk_blocks(blocks):
        texts.extend(flat_text(run) for run in inlines_of(block))
        if isinstance(block, CodeBlock | HtmlBlock):
            texts.append(block.text)
    return [_paragraph(text_values(text)) for text in texts if text.strip()]
