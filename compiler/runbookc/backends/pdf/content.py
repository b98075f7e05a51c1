"""Blocks and steps as plain values for the template.

The template decides how things look; here is decided what there is to show. No value holds
markup of the typesetter: text stays text.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from runbookc.backends import wording
from runbookc.backends.pdf.extent import SHORT, lines
from runbookc.backends.pdf.inlines import (
    InlineWriter,
    Value,
    clean,
    flat_text,
    text_values,
)
from runbookc.backends.pdf.pieces import columns, pieces
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
    Step,
    Substeps,
    Tab,
    TableBlock,
    TableCell,
    inlines_of,
    plain_text,
    step_numbers,
    walk_blocks,
)

_DEEPEST = 9
_DEEPEST_STEP = 4
_TAB = 4


class BlockWriter:
    """Turns the blocks and steps of one source page into values.

    Args:
        path: the source page, named beside each step.
        inlines: writes its inline content.
    """

    def __init__(self, path: str, inlines: InlineWriter) -> None:
        self._path = path
        self._inlines = inlines

    def blocks(self, blocks: Iterable[Block], depth: int = 0) -> list[Value]:
        """The values of blocks, in order; what is nested beyond reason is flattened."""
        if depth > _DEEPEST:
            return _flat(blocks)
        return guarding([value for block in blocks for value in self._block(block, depth)])

    def steps(self, steps: Sequence[Step]) -> Value:
        """Steps with their boxes."""
        return _steps([self._step(*one, 0) for one in _numbered(steps)], sub=False)

    def _step(self, step: Step, number: str, depth: int) -> Value:
        inner = _numbered(step.substeps, number)
        body: list[Value] = []
        for block in wording.shown(step):
            if isinstance(block, Substeps):
                some = slice(block.start, block.start + block.count)
                if depth < _DEEPEST_STEP:
                    items = [self._step(*one, depth + 1) for one in inner[some]]
                    body.append(_steps(items, sub=True))
                else:
                    body += _flat(_bodies(step.substeps[some]))
            else:
                body += self._block(block, depth + 1)
        optional = wording.optional_mark(step)
        return {
            "label": number,
            "title": text_values(step.title),
            "optional": f"{optional}:" if optional else "",
            "body": guarding(body),
            "source": pieces(wording.source_place(self._path, step.line)),
            "keep": lines(body) <= SHORT,
        }

    def _block(self, block: Block, depth: int) -> list[Value]:
        match block:
            case Paragraph():
                return [_paragraph(self._inlines.write(block.inlines))]
            case ListBlock():
                return [self._list(block, depth)]
            case CodeBlock():
                return [_code(block.text, block.title)]
            case Admonition():
                return [self._admonition(block, depth)]
            case TableBlock():
                return [self._table(block)] if block.header else []
            case ImageBlock():
                return [self._inlines.image(block)]
            case HtmlBlock():
                return [_run(run) for run in runs_of(block.text)]
        return [self._other(block, depth)]

    def _other(self, block: HeadingBlock | QuoteBlock | Tab | Rule | Substeps, depth: int) -> Value:
        match block:
            case HeadingBlock():
                return {"t": "heading", "c": self._inlines.write(block.inlines)}
            case QuoteBlock():
                return {"t": "quote", "body": self.blocks(block.body, depth + 1)}
            case Tab():
                body = self.blocks(block.body, depth + 1)
                return {"t": "tab", "title": text_values(block.title), "body": body}
            case Rule():
                return {"t": "rule"}
        return _steps([], sub=True)

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

    def _table(self, block: TableBlock) -> Value:
        return {
            "t": "table",
            "widths": _widths((block.header, *block.rows)),
            "align": [cell.align for cell in block.header],
            "header": self._row(block.header),
            "rows": [self._row(_filled(row, len(block.header))) for row in block.rows],
        }

    def _row(self, cells: Sequence[TableCell]) -> list[list[Value]]:
        return [self._inlines.write(cell.inlines) for cell in cells]


def _numbered(steps: Sequence[Step], within: str = "") -> list[tuple[Step, str]]:
    return list(zip(steps, step_numbers(steps, within), strict=True))


def _steps(items: list[Value], *, sub: bool) -> Value:
    return {"t": "steps", "sub": sub, "items": items}


def _filled(row: Sequence[TableCell], count: int) -> Sequence[TableCell]:
    return (*row, *[TableCell(inlines=())] * count)[:count]


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


def _widths(rows: Sequence[Sequence[TableCell]]) -> list[int]:
    """Each column's share of the width, by its longest word and its longest cell."""
    shares = []
    for column in zip(*rows, strict=False):
        texts = [plain_text(cell.inlines, alt=True) for cell in column]
        word = max((len(word) for text in texts for word in text.split()), default=0)
        cell = max(map(len, texts))
        shares.append(max(4, min(word, 24), round(min(cell, 120) ** 0.75)) + 2)
    return shares


def _paragraph(inlines: list[Value]) -> Value:
    leads = bool(inlines) and str(inlines[-1].get("s", "")).rstrip().endswith(":")
    return {"t": "paragraph", "c": inlines, "leads": leads}


def _code(text: str, title: str = "") -> Value:
    rows = [clean(row.expandtabs(_TAB)) for row in text.split("\n")]
    longest = max(map(columns, rows))
    return {
        "t": "code",
        "title": text_values(title),
        "lines": [{"s": row, "n": columns(row), "p": pieces(row)} for row in rows],
        "text": "\n".join(rows),
        "columns": longest,
        "keep": len(rows) <= SHORT,
    }


def _run(run: Run) -> Value:
    return _code(run.text) if run.code else _paragraph(text_values(run.text))


def _bodies(steps: Iterable[Step]) -> Iterator[Block]:
    stack = list(reversed(tuple(steps)))
    while stack:
        step = stack.pop()
        yield from step.body
        stack.extend(reversed(step.substeps))


def _flat(blocks: Iterable[Block]) -> list[Value]:
    texts: list[str] = []
    for block in walk_blocks(blocks):
        texts.extend(flat_text(run) for run in inlines_of(block))
        if isinstance(block, CodeBlock | HtmlBlock):
            texts.append(block.text)
    return [_paragraph(text_values(text)) for text in texts if text.strip()]
