"""Block tokens become blocks with spans."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from markdown_it.utils import EnvType

from runbookc.dialects import Slugger, Syntax
from runbookc.model import (
    Admonition,
    Block,
    CodeBlock,
    Heading,
    HeadingBlock,
    HtmlBlock,
    ImageBlock,
    Inline,
    ListBlock,
    ListItem,
    Paragraph,
    QuoteBlock,
    Rule,
    Tab,
    TableBlock,
    Text,
    cell_node,
    heading_block_node,
    item_node,
    paragraph_node,
    plain_text,
)
from runbookc.parsing.alerts import alert_of
from runbookc.parsing.columns import ContentMap, TableColumns
from runbookc.parsing.elements import BlockLines, ElementReader, blank_out
from runbookc.parsing.inlines import InlineBuilder
from runbookc.parsing.jsx import read_tag
from runbookc.parsing.jsx_tabs import fold_tabs
from runbookc.parsing.kinds import kind_of
from runbookc.parsing.links import LinkCollector
from runbookc.parsing.python_markdown import footnote_anchors, unused_footnotes
from runbookc.parsing.quick_inlines import QuickInlines, plain_line
from runbookc.parsing.unseen_anchors import attribute_ids, contents_of
from runbookc.source import Span, span_of

_HEADING_ID = re.compile(r"\s*(?:\{#([^\s{}]+)\}|\{/\*\s*#([^\s{}]+)\s*\*/\})\s*$")
_ATTRIBUTE_ID = re.compile(r"\s*\{:?\s*(?:[^}]*?\s)?(?:#|id=[\"']?)([^\s}\"']+)[^}]*\}\s*$")
_ATTRIBUTES_AFTER = re.compile(r"^\{:?[ ]*[^}\n ][^}\n]*\}")
_SHORTCODE = re.compile(r":[A-Za-z0-9_+-]+:")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_GITHUB_FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_CODE_TITLE = re.compile(r"title=(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_MARKDOWN = re.compile(r"[\[#]|://|www\.")
_HTML_ID = re.compile(
    r"<(?:[A-Za-z][^<>]*?\sid|[aA]\s(?:[^<>]*?\s)?name)\s*=\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'>]+))",
    re.I,
)


class BlockBuilder:
    """Builds one page's blocks from the parser's tokens.

    Args:
        lines: all lines of the file, front matter included.
        offset: how many lines of the file stand before the first that was parsed.
        syntax: the notations that are read.
        slugger: the page's own, new.
        md: the parser that made the tokens; it parses their inline content too.
        environment: the link references that it found.
        link_components: components whose targets are links of the site.
    """

    def __init__(
        self,
        lines: Sequence[str],
        offset: int,
        syntax: Syntax,
        slugger: Slugger,
        md: MarkdownIt,
        environment: EnvType,
        link_components: frozenset[str] = frozenset(),
    ) -> None:
        self.lines, self._offset, self._syntax = lines, offset, syntax
        self._slugger, self._md, self._environment = slugger, md, environment
        self.links = LinkCollector()
        self._inlines = InlineBuilder(self.links, linkify=syntax.linkify)
        self._quick = QuickInlines(self.links, linkify=syntax.linkify, braces=syntax.mdx)
        self.headings: list[Heading] = []
        self.anchors: list[str] = []
        self.containers: list[tuple[Token, Span]] = []
        """Every directive and indented container, for the diagnostics of the parser."""
        self._table_columns = TableColumns(lines)
        self._elements = ElementReader(self.links, self.anchors, link_components)
        self._is_nested = False

    def build(self, tokens: list[Token]) -> tuple[Block, ...]:
        """The blocks of the whole page."""
        if self._syntax.attribute_lists:
            self._reserve_ids(tokens)
        frames: list[tuple[Token | None, list[Any]]] = [(None, [])]
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "paragraph_open":
                if not token.hidden:
                    _note_looseness(frames)
                if token.content:
                    frames[-1][1].append(self._paragraph(token))
            elif kind == "inline":
                frames[-1][1].append(token)
            elif kind == "table":
                frames[-1][1].append(self._table(token))
            elif token.nesting > 0:
                if kind == "container_open":
                    token.meta["title"] = self._title(token)
                frames.append((token, []))
            elif token.nesting < 0:
                opening, children = frames.pop()
                assert opening is not None
                frames[-1][1].extend(self._container(opening, children))
            else:
                frames[-1][1].append(self._leaf(token))
            index += 1
        return tuple(fold_tabs(frames[0][1]))

    def _reserve_ids(self, tokens: Sequence[Token]) -> None:
        """Python-Markdown knows every id that an author gave before it makes the first slug."""
        for anchor in attribute_ids(tokens):
            self._slugger.reserve(anchor)
        for opening, inline in pairwise(tokens):
            if opening.type == "heading_open" and (match := self._id_at_end(inline.content)):
                self._slugger.reserve(match[match.lastindex or 1])

    def span(self, token: Token) -> Span:
        """The span of a block token: its first to its last line with something on it."""
        first, after = token.map or (0, 1)
        first, last = first + self._offset, min(after + self._offset, len(self.lines)) - 1
        while last > first and not self.lines[last].strip(" \t>"):
            last -= 1
        line = self.lines[first]
        column = len(line) - len(line.lstrip(" \t")) + 1
        return span_of(first + 1, column, last + 1, len(self.lines[last].rstrip()) + 1)

    def _inline(
        self, content: str, row: int, base: int | None = None, *, cell: bool = False
    ) -> tuple[Inline, ...]:
        """The nodes of inline content that begins at a row of the parsed text."""
        if not content:
            return ()
        if self._quick.is_plain_line(content) and not (cell and "|" in content):
            return (plain_line(content, self.lines, row + self._offset, base),)
        places = ContentMap(content, self.lines, row + self._offset, base, cell=cell)
        quick = self._quick.build(content, places)
        if quick is not None:
            return quick
        tokens = self._md.inline.parse(content, self._md, self._environment, [])
        for child in tokens:
            if child.type != "html_inline":
                continue
            if not self._syntax.mdx:
                self._html_ids(child.content)
            elif tag := read_tag(content, (child.map or [0])[0]):
                self._elements.tag(tag, places.span)
        return self._inlines.build(content, tokens, places)

    def _title(self, opening: Token) -> str:
        """A container's title as plain text; links in it are links of the page."""
        title = str(opening.meta["title"])
        line = self.lines[(opening.map or [0])[0] + self._offset]
        return plain_text(self._inline(title, (opening.map or [0])[0], line.find(title)))

    def _html_ids(self, html: str) -> None:
        if "<!--" in html:
            html = _COMMENT.sub("", html)
        for match in _HTML_ID.finditer(html):
            self.anchors.append(match[1] or match[2] or match[3])

    def _html_block(self, token: Token) -> None:
        """The ids in a block of HTML; in MDX its links, too, and the Markdown between its tags."""
        if not self._syntax.mdx:
            self._html_ids(token.content)
        elif not self._is_nested:
            first = (token.map or [0])[0] + self._offset
            markdown, tags = blank_out(token.content)
            places = ContentMap(token.content, self.lines, first)
            for tag in tags:
                self._elements.tag(tag, places.span)
            if _MARKDOWN.search(markdown):
                shown = BlockLines(self.lines, first, token.content, markdown)
                self._between_tags(markdown, shown, first)

    def _between_tags(self, markdown: str, lines: Sequence[str], first: int) -> None:
        """Take the links and headings of Markdown that a block of HTML holds, in their order."""
        environment = {"references": self._environment.get("references", {})}
        inner = BlockBuilder(lines, first, self._syntax, self._slugger, self._md, environment)
        inner._is_nested = True
        inner.build(self._md.parse(markdown, environment))
        self.links.links += inner.links.links
        self.headings += inner.headings
        self.anchors += inner.anchors

    def _leaf(self, token: Token) -> Block:
        span = self.span(token)
        if token.type == "fence":
            info = unescapeAll(token.info).strip()
            language = re.split(r"[\s{,]", info, maxsplit=1)[0] if info else ""
            title = _CODE_TITLE.search(info)
            return CodeBlock.trusted(
                text=token.content.removesuffix("\n"),
                language=language,
                title=next((part for part in title.groups() if part), "") if title else "",
                span=span,
            )
        if token.type == "code_block":
            return CodeBlock.trusted(text=token.content.rstrip("\n"), span=span)
        if token.type == "html_block":
            self._html_block(token)
            return HtmlBlock.trusted(text=token.content.rstrip("\n"), span=span)
        return Rule.trusted(span=span)

    def _container(self, opening: Token, children: list[Any]) -> list[Any]:
        kind = opening.type
        if kind == "heading_open":
            return [self._heading(opening, children[0])]
        span = self.span(opening)
        if kind == "list_item_open":
            return [self._item(children, span)]
        if kind in ("bullet_list_open", "ordered_list_open"):
            return [self._list(opening, children, span)]
        if kind == "blockquote_open":
            alert = alert_of(children, span) if self._syntax.alerts else None
            return [alert or QuoteBlock.trusted(body=tuple(children), span=span)]
        if kind == "container_open":
            self.containers.append((opening, span))
            return [_container_block(opening, tuple(children), span)]
        return children

    def _paragraph(self, token: Token) -> Block:
        if self._syntax.github_footnotes and token.content.startswith("[^"):
            labels = _GITHUB_FOOTNOTE.findall(token.content)
            self.anchors += ["footnote-label"] if labels else []
            for label in labels:
                self.anchors += (f"user-content-fn-{label}", f"user-content-fnref-{label}")
        nodes = self._inline(token.content, (token.map or [0])[0])
        if len(nodes) == 1:
            only = nodes[0]
            if only.type == "image":
                return ImageBlock.trusted(
                    target=only.target, alt=only.alt, title=only.title, span=only.span
                )
            return paragraph_node(nodes, only.span)
        return paragraph_node(
            nodes, nodes[0].span.to(nodes[-1].span) if nodes else self.span(token)
        )

    def _heading(self, opening: Token, inline: Token) -> HeadingBlock:
        explicit = self._explicit_id(inline)
        level, row, base = int(opening.tag[1:]), (inline.map or [0])[0], None
        if opening.markup.startswith("#") and inline.content:
            line = self.lines[row + self._offset]
            base = line.find(inline.content, line.find("#") + level)
        nodes = self._inline(inline.content, row, None if base is not None and base < 0 else base)
        text = plain_text(nodes, alt=False).strip()
        if explicit:
            anchor = self._slugger.reserve(explicit)
        else:
            shown = plain_text(nodes, alt=True).strip() if self._syntax.alt_in_anchors else text
            anchor = self._slugger.slug(self._named(nodes, shown))
        span = self.span(opening)
        self.headings.append(
            Heading.trusted(
                level=level,
                text=text,
                anchor=anchor,
                line=span.line,
                explicit=bool(explicit),
                span=span,
            )
        )
        self.anchors.append(anchor)
        return heading_block_node(level, anchor, nodes, span)

    def _named(self, nodes: Sequence[Inline], text: str) -> str:
        """The text of a heading from which its anchor is made."""
        syntax = self._syntax
        if syntax.attribute_lists and "{" in text:
            kept = [
                node.changed(text=_ATTRIBUTES_AFTER.sub("", node.text))
                if node.type == "text" and index and nodes[index - 1].type != "text"
                else node
                for index, node in enumerate(nodes)
            ]
            text = plain_text(kept, alt=False).strip()
        if syntax.shortcodes and ":" in text:
            text = _SHORTCODE.sub("", text).strip()
        if syntax.footnotes and "[^" in text:
            text = _FOOTNOTE.sub("", text)
        return " ".join(text.split()) if syntax.python_markdown else text

    def footnotes(self, tokens: Sequence[Token], footnotes: Sequence[tuple[int, str]]) -> list[str]:
        """The anchors of the page's footnotes.

        A footnote leads back to the place that refers to it: where there is none, that link is
        broken.
        """
        anchors = [
            *footnote_anchors(
                [content for token in tokens for content in contents_of(token)], footnotes
            )
        ]
        for row, label in unused_footnotes(anchors, footnotes):
            line = self.lines[row + self._offset]
            column = line.find("[^") + 1
            where = Span(
                row + self._offset + 1, column, row + self._offset + 1, column + len(label) + 3
            )
            self.links.add(label, f"#fnref:{label}", where, where)
        return anchors

    def _explicit_id(self, inline: Token) -> str:
        if self._syntax.attribute_lists and inline.content.endswith("}"):
            before, _, attributes = inline.content.rpartition(" {")
            if before and "#" not in attributes and "id=" not in attributes:
                inline.content = before.rstrip()
        match = self._id_at_end(inline.content)
        if match is None:
            return ""
        inline.content = inline.content[: match.start()]
        return match[match.lastindex or 1]

    def _id_at_end(self, content: str) -> re.Match[str] | None:
        if not content.endswith("}"):
            return None
        match = _HEADING_ID.search(content) if self._syntax.heading_ids else None
        if match is None and self._syntax.attribute_lists:
            match = _ATTRIBUTE_ID.search(content)
        return match

    def _item(self, children: list[Any], span: Span) -> ListItem:
        checked = None
        if children and children[0].type == "paragraph":
            checked, first = _task_box(children[0])
            children = [first, *children[1:]] if first else children[1:]
        return item_node(tuple(fold_tabs(children)), checked, span)

    def _list(self, opening: Token, items: list[Any], span: Span) -> ListBlock:
        ordered = opening.type == "ordered_list_open"
        start = opening.attrs.get("start", 1) if ordered else 1
        return ListBlock.trusted(
            ordered=ordered,
            start=int(start),
            tight=bool(opening.meta.get("tight", True)),
            items=tuple(items),
            span=span,
        )

    def _table(self, token: Token) -> TableBlock:
        aligns: list[Any] = token.meta["aligns"]
        rows = []
        for row, contents in token.meta["rows"]:
            cells = []
            for content, align in zip(contents, aligns, strict=True):
                base = self._table_columns.cell(row + self._offset, content)
                cells.append(cell_node(self._inline(content, row, base, cell=True), align))
            rows.append(tuple(cells))
        return TableBlock.trusted(header=rows[0], rows=tuple(rows[1:]), span=self.span(token))


def _note_looseness(frames: list[tuple[Token | None, list[Any]]]) -> None:
    """A list is loose where a paragraph directly in an item is not hidden."""
    if len(frames) > 1:
        item, around = frames[-1][0], frames[-2][0]
        if item is not None and item.type == "list_item_open" and around is not None:
            around.meta = {"tight": False}


def _container_block(opening: Token, body: tuple[Block, ...], span: Span) -> Block:
    meta = opening.meta
    if meta["kind"] == "tab":
        return Tab.trusted(title=meta["title"], body=body, span=span)
    return Admonition.trusted(
        kind=kind_of(meta["name"]) or "note",
        title=meta["title"],
        body=body,
        notation=meta["notation"],
        line=span.line,
        span=span,
    )


def _task_box(paragraph: Paragraph) -> tuple[bool | None, Paragraph | None]:
    """Take `[ ]` or `[x]` off a paragraph's front: whether it is ticked, and what is left."""
    first = paragraph.inlines[0]
    match = _TASK.match(first.text) if first.type == "text" and first.text[:1] == "[" else None
    if match is None or first.type != "text":
        return None, paragraph
    text = first.text
    column = first.span.column + match.end()
    left = Span(first.span.line, column, first.span.end_line, first.span.end_column)
    rest = paragraph.inlines[1:]
    if len(text) > match.end():
        rest = (Text.trusted(text=text[match.end() :], span=left), *rest)
    span = left.to(paragraph.span)
    return match[1] != " ", Paragraph.trusted(inlines=rest, span=span) if rest else None
