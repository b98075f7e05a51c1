"""Blocks as plain HTML, and HTML in a form that can be compared: for the specification's suite."""

from html import escape
from html.parser import HTMLParser

from markdown_it.common.normalize_url import normalizeLink

from runbookc.model import (
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    HeadingBlock,
    HtmlBlock,
    ImageBlock,
    Inline,
    InlineHtml,
    InlineImage,
    LinkText,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Rule,
    Strong,
    Text,
)


def render(blocks: tuple[Block, ...], *, tight: bool = False) -> str:
    """The HTML that the specification expects of these blocks."""
    return "\n".join(_block(block, tight) for block in blocks)


def _block(block: Block, tight: bool) -> str:
    match block:
        case Paragraph():
            text = _inlines(block.inlines)
            return text if tight else f"<p>{text}</p>"
        case ImageBlock():
            image = _image(block)
            return image if tight else f"<p>{image}</p>"
        case HeadingBlock():
            return f"<h{block.level}>{_inlines(block.inlines)}</h{block.level}>"
        case QuoteBlock():
            return f"<blockquote>\n{render(block.body)}\n</blockquote>"
        case ListBlock():
            return _list(block)
        case CodeBlock():
            kind = f' class="language-{escape(block.language)}"' if block.language else ""
            text = f"{block.text}\n" if block.text else ""
            return f"<pre><code{kind}>{escape(text)}</code></pre>"
        case HtmlBlock():
            return block.text
        case Rule():
            return "<hr />"
    raise AssertionError(block.type)


def _list(block: ListBlock) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    items = "\n".join(f"<li>{render(item.body, tight=block.tight)}</li>" for item in block.items)
    return f"<{tag}{start}>\n{items}\n</{tag}>"


def _inlines(inlines: tuple[Inline, ...]) -> str:
    return "".join(_inline(node) for node in inlines)


def _inline(node: Inline) -> str:
    match node:
        case Text():
            return escape(node.text)
        case Code():
            return f"<code>{escape(node.text)}</code>"
        case Break():
            return "<br />\n" if node.hard else "\n"
        case Emphasis():
            return f"<em>{_inlines(node.children)}</em>"
        case Strong():
            return f"<strong>{_inlines(node.children)}</strong>"
        case LinkText():
            title = f' title="{escape(node.title)}"' if node.title else ""
            target = (
                node.target if node.target.startswith("mailto:") else normalizeLink(node.target)
            )
            return f'<a href="{escape(target)}"{title}>{_inlines(node.children)}</a>'
        case InlineImage():
            return _image(node)
        case InlineHtml():
            return node.text
    raise AssertionError(node.type)


def _image(node: InlineImage | ImageBlock) -> str:
    title = f' title="{escape(node.title)}"' if node.title else ""
    return f'<img src="{escape(normalizeLink(node.target))}" alt="{escape(node.alt)}"{title} />'


class _Canonical(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag == "pre"
        self.parts.append(f"<{tag} {sorted(attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(f"<{tag} {sorted(attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "pre"
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        text = data if self._code else " ".join(data.split())
        if text:
            self.parts.append(text)

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def unknown_decl(self, data: str) -> None:
        self.parts.append(f"<![{data}]>")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.parts.append(f"<?{data}>")


def canonical(html: str) -> list[str]:
    """The tags and texts of HTML, without the white space that shows nowhere."""
    parser = _Canonical()
    parser.feed(html)
    parser.close()
    return parser.parts
