"""Inline content as HTML."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Final

from runbookc.backends.blocks_html.raw_html import Raw, RawUrl, join
from runbookc.backends.blocks_html.urls import is_remote, is_safe_url
from runbookc.model import (
    Break,
    Code,
    Emphasis,
    ImageBlock,
    Inline,
    InlineHtml,
    InlineImage,
    LinkText,
    Strikethrough,
    Strong,
    Text,
    plain_text,
    walk_inlines,
)
from runbookc.source.frozen import dataclass

_DEEPEST: Final = 50
"""Levels of nesting; what lies deeper is shown as plain text."""


_LONG: Final = 24
"""Characters of code from which it may have to go on in the next line."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, or what an image shows.

    Args:
        href: the address; None where there is nothing to lead to, then the text alone is shown.
        css: class names, such as `broken`.
        title: what a pointer on it says, such as why it is broken.
        after: words in brackets behind the link, such as where in the document it leads.
        size: an image's width and height in pixels, where they are known.
    """

    href: str | None
    css: str = ""
    title: str = ""
    after: str = ""
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """In place of a target that is not known yet: what is written, to be filled in later.

    Args:
        begin: in front of a link's words, or in place of an image.
        end: behind a link's words.
    """

    begin: str
    end: str = ""


LinkNode = LinkText | InlineImage | ImageBlock
Resolve = Callable[[LinkNode], Target | Opening]
"""Gives each link and image its target; asked once for each of them."""


def keep_remote(url: str, image: bool) -> str | None:
    """The way of raw HTML where nothing else is said: anchors and links to other hosts stay."""
    return url if not image and (is_remote(url) or url.startswith("#")) else None


class InlineRenderer:
    """Renders runs of inline content.

    Args:
        resolve: the target of each link and image.
        raw_url: the target of each `href` and `src` in raw HTML.
    """

    def __init__(self, resolve: Resolve, raw_url: RawUrl = keep_remote) -> None:
        self._resolve = resolve
        self._raw_url = raw_url

    def render(self, inlines: Sequence[Inline]) -> str:
        """The content as HTML, raw tags sanitised."""
        return self._run(inlines, 0, linked=False)

    def image(self, node: InlineImage | ImageBlock, *, linked: bool = False) -> str:
        """An image; one that another host would serve becomes a link to it.

        Args:
            linked: whether it stands in a link.
        """
        target = self._resolve(node)
        if isinstance(target, Opening):
            return target.begin
        alt = escape(node.alt)
        attributes = _attributes(target, node.title)
        href = target.href
        if href is None or not is_safe_url(href, image=True):
            return f"<span{attributes}>{alt or escape(node.target)}</span>"
        if is_remote(href):
            shown = alt or escape(href)
            return shown if linked else f'<a href="{escape(href)}"{attributes}>{shown}</a>'
        # What is in the file already must be there when the page is printed.
        lazy = "" if href.startswith("data:") else ' loading="lazy"'
        size = ' width="{}" height="{}"'.format(*target.size) if target.size else ""
        return f'<img src="{escape(href)}" alt="{alt}"{size}{attributes}{lazy}>'

    def link_tags(self, node: LinkText) -> tuple[str, str]:
        """What stands in front of a link's words and behind them."""
        target = self._resolve(node)
        if isinstance(target, Opening):
            return target.begin, target.end
        attributes = _attributes(target, node.title)
        if target.href is None or not is_safe_url(target.href):
            return (f"<span{attributes}>", "</span>") if attributes else ("", "")
        after = f' <span class="after">({escape(target.after)})</span>' if target.after else ""
        return f'<a href="{escape(target.href)}"{attributes}>', f"</a>{after}"

    def _run(self, inlines: Sequence[Inline], depth: int, *, linked: bool) -> str:
        if len(inlines) == 1 and isinstance(inlines[0], Text):  # as most runs are
            return escape(inlines[0].text, quote=False)
        return join([self._inline(node, depth, linked) for node in inlines], self._raw_url)

    def _inline(self, node: Inline, depth: int, linked: bool) -> str:
        match node:
            case Text():
                return escape(node.text, quote=False)
            case Code():
                return f"<code>{_breakable(escape(node.text, quote=False))}</code>"
            case Break():
                return "<br>\n" if node.hard else "\n"
            case InlineImage():
                return self.image(node, linked=linked)
            case InlineHtml():
                return "<br>" if node.text in ("<br>", "<br/>", "<br />") else Raw(node.text)
        return self._container(node, depth, linked)

    def _container(
        self, node: Emphasis | Strong | Strikethrough | LinkText, depth: int, linked: bool
    ) -> str:
        if depth >= _DEEPEST:
            return escape(flat_text(node.children), quote=False)
        is_link = isinstance(node, LinkText)
        children = _named(node) if isinstance(node, LinkText) else node.children
        inner = self._run(children, depth + 1, linked=linked or is_link)
        match node:
            case Emphasis():
                return f"<em>{inner}</em>"
            case Strong():
                return f"<strong>{inner}</strong>"
            case Strikethrough():
                return f"<del>{inner}</del>"
        # Nobody would see a link around nothing, and the keyboard would stop at it.
        begin, end = self.link_tags(node) if inner.strip() and not linked else ("", "")
        return f"{begin}{inner}{end}"


def flat_text(inlines: Iterable[Inline]) -> str:
    """The plain text, however deeply nested it is."""
    return "".join(
        plain_text((node,), alt=True)
        for node in walk_inlines(inlines)
        if isinstance(node, Text | Code | Break | InlineImage)
    )


def _named(node: LinkText) -> tuple[Inline, ...]:
    """What a link shows; a picture without words gets those of where the link leads."""
    if flat_text(node.children).strip():
        return node.children
    return tuple(
        child.changed(alt=node.target) if isinstance(child, InlineImage) else child
        for child in node.children
    )


def _breakable(code: str) -> str:
    """Let a long path go on in the next line after a separator; what is copied stays the same."""
    if len(code) < _LONG:
        return code
    return code[:-1].replace("\\", "\\<wbr>").replace("/", "/<wbr>") + code[-1]


def _attributes(target: Target, author_title: str) -> str:
    title = target.title or author_title
    css = f' class="{escape(target.css)}"' if target.css else ""
    return f'{css} title="{escape(title)}"' if title else css
