"""Blocks as HTML."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Final

from runbookc.backends import wording
from runbookc.backends.blocks_html.code import highlight
from runbookc.backends.blocks_html.inlines import (
    InlineRenderer,
    Resolve,
    flat_text,
    keep_remote,
)
from runbookc.backends.blocks_html.raw_html import Raw, RawUrl, join
from runbookc.model import (
    Admonition,
    Block,
    CodeBlock,
    HeadingBlock,
    HtmlBlock,
    ImageBlock,
    Inline,
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

_TASK: Final = ' class="task"'
_DEEPEST: Final = 50
"""Levels of nesting; what lies deeper is shown as plain text."""


class BlockRenderer:
    """Renders the blocks of one page, or of one part of a runbook.

    Args:
        resolve: the target of each link and image.
        raw_url: the target of each `href` and `src` in raw HTML.
        colours: whether code gets Pygments' classes.
        heading_shift: levels that headings go down, such as 1 where the page has its own `h1`.
        heading_ids: whether headings carry their anchors as ids.
        id_prefix: stands before each heading's id, where several pages become one.
        permalinks: whether each heading links to itself.
        substeps: renders a step's `substeps[start : start + count]`.
    """

    def __init__(
        self,
        resolve: Resolve,
        *,
        raw_url: RawUrl = keep_remote,
        colours: bool = False,
        heading_shift: int = 0,
        heading_ids: bool = True,
        id_prefix: str = "",
        permalinks: bool = False,
        substeps: Callable[[Substeps], str] | None = None,
    ) -> None:
        self._inlines = InlineRenderer(resolve, raw_url)
        self._raw_url = raw_url
        self._colours = colours
        self._heading_shift = heading_shift
        self._heading_ids = heading_ids
        self._id_prefix = id_prefix
        self._permalinks = permalinks
        self._substeps = substeps
        self._depth = 0

    def blocks(self, blocks: Iterable[Block]) -> str:
        """The blocks, one after the other, raw HTML among them sanitised."""
        if self._depth >= _DEEPEST:
            return _flat(blocks)
        self._depth += 1
        try:
            return join([self.block(block) for block in blocks], self._raw_url)
        finally:
            self._depth -= 1

    def inlines(self, inlines: Sequence[Inline]) -> str:
        """Inline content."""
        return self._inlines.render(inlines)

    def block(self, block: Block) -> str:
        """One block. Raw HTML comes back as `Raw`: give it to `raw_html.join`, never to a page."""
        match block:
            case Paragraph():
                return f"<p>{self.inlines(block.inlines)}</p>\n"
            case ListBlock():
                return self._list(block)
            case CodeBlock():
                return self._code(block)
            case HeadingBlock():
                return self.heading(block)
            case Admonition():
                return self._admonition(block)
            case ImageBlock():
                return self._image(block)
            case TableBlock():
                return self._table(block)
            case HtmlBlock():
                return Raw(block.text + "\n")
        return self._other(block)

    def _other(self, block: QuoteBlock | Tab | Rule | Substeps) -> str:
        match block:
            case QuoteBlock():
                return f"<blockquote>\n{self.blocks(block.body)}</blockquote>\n"
            case Tab():
                title = f'<p class="tab-title">{escape(block.title, quote=False)}</p>'
                return f'<section class="tab">\n{title}\n{self.blocks(block.body)}</section>\n'
            case Rule():
                return "<hr>\n"
        return self._substeps(block) if self._substeps else ""

    def heading(
        self, block: HeadingBlock, css: str = "", before: str = "", attributes: str = ""
    ) -> str:
        """A heading with its anchor.

        Args:
            block: the heading.
            css: its class names.
            before: trusted HTML that goes in front of its text.
            attributes: trusted HTML that goes into its tag, with a space in front.
        """
        level = min(6, max(1, block.level + self._heading_shift))
        classes = f' class="{css}"' if css else ""
        anchor = escape(self._id_prefix + block.anchor) if self._heading_ids else ""
        name = f' id="{anchor}"' if anchor else ""
        link = ""
        if self._permalinks and anchor:
            text = escape(flat_text(block.inlines))
            link = f' <a class="permalink" href="#{anchor}" aria-label="Link to “{text}”">#</a>'
        inner = self.inlines(block.inlines)
        return f"<h{level}{name}{classes}{attributes}>{before}{inner}{link}</h{level}>\n"

    def item(self, item: ListItem, *, tight: bool, attributes: str = "", before: str = "") -> str:
        """One item of a list; a single paragraph of a tight list is not set apart.

        Args:
            item: what to render.
            tight: whether its list is tight.
            attributes: trusted HTML that goes into its tag, with a space in front.
            before: trusted HTML that goes in front of its content.
        """
        body = item.body
        if tight and body and isinstance(body[0], Paragraph):
            rest = self.blocks(body[1:])
            inner = self.inlines(body[0].inlines) + (f"\n{rest}" if rest else "")
        else:
            inner = f"\n{self.blocks(body)}"
        if item.checked is None:
            return f"<li{attributes}>{before}{inner}</li>\n"
        state = 'checked aria-label="done"' if item.checked else 'aria-label="to do"'
        box = f'<input type="checkbox" disabled {state}>'
        return f"<li{attributes or _TASK}>{before}{box} {inner}</li>\n"

    def _list(self, block: ListBlock) -> str:
        items = "".join(self.item(item, tight=block.tight) for item in block.items)
        if not block.ordered:
            tasks = any(item.checked is not None for item in block.items)
            css = ' class="tasks"' if tasks else ""
            return f"<ul{css}>\n{items}</ul>\n"
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>\n{items}</ol>\n"

    def _code(self, block: CodeBlock) -> str:
        language = block.language
        text = highlight(block.text, language) if self._colours else escape(block.text, quote=False)
        css = f' class="language-{escape(language)}"' if language else ""
        title = f'<p class="code-title">{escape(block.title)}</p>' if block.title else ""
        return (
            f'<div class="code">{title}<pre tabindex="0"><code{css}>{text}\n</code></pre></div>\n'
        )

    def _admonition(self, block: Admonition) -> str:
        word = f'<span class="word">{wording.KIND_LABELS[block.kind]}</span>'
        if sign := wording.SYMBOLS.get(block.kind):
            word = f'<span class="symbol" aria-hidden="true">{sign}</span> {word}'
        if title := wording.own_title(block):
            word += f' <span class="title">{escape(title, quote=False)}</span>'
        return (
            f'<div class="admonition {block.kind}" role="note">\n'
            f'<p class="admonition-title">{word}</p>\n{self.blocks(block.body)}</div>\n'
        )

    def _image(self, block: ImageBlock) -> str:
        caption = f"<figcaption>{escape(block.title)}</figcaption>" if block.title else ""
        return f'<figure class="image">{self._inlines.image(block)}{caption}</figure>\n'

    def _table(self, block: TableBlock) -> str:
        head = self._row(block.header, "th") if any(c.inlines for c in block.header) else ""
        rows = "".join(self._row(row, "td") for row in block.rows)
        head = f"<thead>\n{head}</thead>\n" if head else ""
        return (
            '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n'
            f"{head}<tbody>\n{rows}</tbody>\n</table></div>\n"
        )

    def _row(self, cells: Sequence[TableCell], tag: str) -> str:
        parts = []
        for cell in cells:
            css = f' class="{cell.align}"' if cell.align else ""
            # A head that says nothing is no head to who listens.
            name = tag if cell.inlines else "td"
            parts.append(f"<{name}{css}>{self.inlines(cell.inlines)}</{name}>")
        return f"<tr>{''.join(parts)}</tr>\n"


def _flat(blocks: Iterable[Block]) -> str:
    """The plain text of blocks that are nested too deeply to be shown as they are."""
    texts: list[str] = []
    for block in walk_blocks(blocks):
        texts.extend(flat_text(run) for run in inlines_of(block))
        if isinstance(block, CodeBlock | HtmlBlock):
            texts.append(block.text)
        elif isinstance(block, ImageBlock):
            texts.append(block.alt)
    return "".join(f"<p>{escape(text, quote=False)}</p>\n" for text in texts if text.strip())
