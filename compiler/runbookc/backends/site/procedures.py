"""A page's blocks, its procedures shown as such: numbered steps that can be linked to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final

from runbookc.backends.blocks_html import BlockRenderer, RawUrl, Resolve
from runbookc.model import (
    Block,
    Emphasis,
    HeadingBlock,
    Inline,
    ListBlock,
    Page,
    Paragraph,
    Step,
    Strikethrough,
    Strong,
    Text,
)
from runbookc.source import Position
from runbookc.source.frozen import dataclass

_WEIGHT: Final = ' data-pagefind-weight="3"'
"""A search finds a word in a step before the same word in prose."""
_SEPARATOR: Final = re.compile(r"\s*(?:[–—:.-](?=\s))?\s*")


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step, the number that is shown for it, and the id under which it can be linked to."""

    step: Step
    number: int
    anchor: str


def placed_steps(page: Page) -> dict[int, PlacedStep]:
    """The steps of a page by the line of their marker.

    The ids are `step-3`; where the page has several procedures, `<procedure>-step-3`.
    """
    procedures = [procedure for procedure in page.procedures if procedure.steps]
    taken = set(page.anchors)
    placed: dict[int, PlacedStep] = {}
    for procedure in procedures:
        prefix = f"{procedure.id.partition('#')[2]}-" if len(procedures) > 1 else ""
        for ordinal, step in enumerate(procedure.steps, 1):
            number = step.number if step.number is not None else ordinal
            stem = anchor = f"{prefix}step-{number}"
            copies = 1
            while anchor in taken:
                copies += 1
                anchor = f"{stem}-{copies}"
            taken.add(anchor)
            placed[step.line] = PlacedStep(step, number, anchor)
    return placed


class ProcedureRenderer(BlockRenderer):
    """Renders the body of a page; lists and headings that are steps get number and id."""

    def __init__(self, page: Page, resolve: Resolve, **options: Any) -> None:
        super().__init__(resolve, **options)
        self._steps = placed_steps(page)
        self._outline: list[tuple[int, int]] = []
        """The headings that the next one may stand below: level as written, and in the outline."""

    def body(self, blocks: Sequence[Block]) -> str:
        """The whole page; a title that it does not show stands above it."""
        self._outline = [] if shows_title(blocks) else [(1, 1)]
        out: list[str] = []
        for step, group in self._groups(blocks):
            if step is None:
                out.append(self.blocks(group))
            else:
                out.append(self._step(step, group))
        return "".join(out)

    def _groups(self, blocks: Iterable[Block]) -> Iterator[tuple[PlacedStep | None, list[Block]]]:
        """The blocks in order, those of one step together."""
        current: PlacedStep | None = None
        group: list[Block] = []
        for block in blocks:
            span = getattr(block, "span", None)
            starts = self._steps.get(span.line) if span else None
            begins = starts is not None and not isinstance(block, ListBlock)
            ends = current is not None and span and span.line > current.step.span.end_line
            if begins or ends:
                if group:
                    yield current, group
                current, group = (starts if begins else None), []
            group.append(block)
        if group:
            yield current, group

    def _step(self, placed: PlacedStep, blocks: list[Block]) -> str:
        step, anchor = placed.step, escape(placed.anchor)
        if isinstance(blocks[0], HeadingBlock):
            body = self.blocks(blocks)
            return f'<section class="step-section" id="{anchor}"{_WEIGHT}>\n{body}</section>\n'
        first = blocks[0]
        if isinstance(first, Paragraph) and step.label:
            rest = Paragraph(inlines=after(first.inlines, step.marker_span.end), span=first.span)
            blocks = [rest, *blocks[1:]]
        number = _number(placed.number, placed.anchor)
        return f'<div class="step" id="{anchor}"{_WEIGHT}>{number}\n{self.blocks(blocks)}</div>\n'

    def block(self, block: Block) -> str:
        """One block; a list of steps and the heading of a step are shown as such."""
        if isinstance(block, ListBlock) and any(i.span.line in self._steps for i in block.items):
            return self._step_list(block)
        if isinstance(block, HeadingBlock):
            placed = self._steps.get(block.span.line)
            if placed and placed.step.marker == "section":
                number = f'<span class="step-number">{placed.number}</span> '
                return self.heading(block, "step-heading", number)
        return super().block(block)

    def heading(
        self, block: HeadingBlock, css: str = "", before: str = "", attributes: str = ""
    ) -> str:
        """A heading as large as its author wants it; one without words is left out.

        Where a level is skipped, who hears the page is told the level that the outline has.
        """
        if not block.inlines:
            return ""
        while self._outline and self._outline[-1][0] >= block.level:
            self._outline.pop()
        depth = self._outline[-1][1] + 1 if self._outline else block.level
        self._outline.append((block.level, depth))
        if depth != block.level:
            attributes += f' aria-level="{depth}"'
        return super().heading(block, css, before, attributes)

    def _step_list(self, block: ListBlock) -> str:
        items: list[str] = []
        for position, item in enumerate(block.items, block.start):
            placed = self._steps.get(item.span.line)
            attributes = f' class="step" id="{escape(placed.anchor)}"{_WEIGHT}' if placed else ""
            number = _number(placed.number, placed.anchor) if placed else f"{position}. "
            items.append(self.item(item, tight=block.tight, attributes=attributes, before=number))
        tag = "ol" if block.ordered else "ul"
        return f'<{tag} class="steps">\n{"".join(items)}</{tag}>\n'


def shows_title(body: Sequence[Block]) -> bool:
    """Whether the body of a page shows a title."""
    return any(isinstance(block, HeadingBlock) and block.level == 1 for block in body)


def page_renderer(page: Page, resolve: Resolve, raw_url: RawUrl) -> ProcedureRenderer:
    """What makes the body of a page of the site."""
    return ProcedureRenderer(page, resolve, raw_url=raw_url, colours=True, permalinks=True)


def after(inlines: Iterable[Inline], place: Position) -> tuple[Inline, ...]:
    """What of a paragraph stands behind a place in the source, without the dash at its start."""
    kept: list[Inline] = []
    for node in inlines:
        if kept or node.span.start >= place:
            kept.append(node)
        elif node.span.end > place and isinstance(node, Text):
            if text := node.text[place.column - node.span.column :]:
                kept.append(node.model_copy(update={"text": text}))
        elif node.span.end > place and isinstance(node, Emphasis | Strong | Strikethrough):
            if children := after(node.children, place):
                kept.append(node.model_copy(update={"children": children}))
    if kept and isinstance(kept[0], Text):
        kept[0] = kept[0].model_copy(update={"text": _SEPARATOR.sub("", kept[0].text, count=1)})
    return tuple(kept)


def _number(number: int, anchor: str) -> str:
    shown = f'<span class="hidden">Step </span>{number}'
    return f'<a class="step-number" href="#{escape(anchor)}">{shown}</a> '
