"""Inline tokens become inline nodes with spans, and links on the way."""

import re
from typing import Any

from markdown_it.token import Token

from runbookc.model import (
    Break,
    Code,
    Emphasis,
    Inline,
    InlineHtml,
    InlineImage,
    LinkText,
    Strikethrough,
    Strong,
    Text,
    plain_text,
    text_node,
)
from runbookc.parsing.columns import ContentMap
from runbookc.parsing.links import LinkCollector
from runbookc.source import Span

_WRAPPERS: dict[str, Any] = {"em": Emphasis, "strong": Strong, "s": Strikethrough}
_MAX_NESTING = 40
"""Emphasis nested deeper than this gives its text only, so that no walk over it goes too deep."""

_TARGET = re.compile(
    r"\]\(\s*(?:<((?:[^<>\\\n]|\\.)*)>|((?:\{\{[<%][^\n]*?[%>]\}\})?(?:[^\s\\]|\\.)*))"
)
_BARE_URL = re.compile(r"(?<![\w/@.])(?:https?://|www\.)[^\s<>\[\]]+")


class InlineBuilder:
    """Builds the inline nodes of one page from the full parser's tokens.

    Args:
        links: takes the links that are found, in order.
        linkify: whether bare addresses become links.
    """

    def __init__(self, links: LinkCollector, *, linkify: bool) -> None:
        self._links, self._linkify = links, linkify

    def build(self, content: str, tokens: list[Token], places: ContentMap) -> tuple[Inline, ...]:
        """The nodes for the tokens of one run of inline content."""
        root: list[Inline] = []
        run = _Run(content, places, root)
        for token in tokens:
            self._token(token, run)
        while len(run.stack) > 1:
            run.flush()
            run.nodes.extend(run.stack.pop()[1])
        run.flush()
        return tuple(root)

    def _token(self, token: Token, run: "_Run") -> None:
        kind = token.type
        start, end = token.map or (0, 0)
        if kind == "text":
            self._text(token.content, start, run)
            return
        run.flush()
        if kind == "softbreak" or kind == "hardbreak":
            run.nodes.append(
                Break.trusted(hard=kind == "hardbreak", span=run.places.span(start, end))
            )
        elif kind == "text_special":
            run.nodes.append(Text.trusted(text=token.content, span=run.places.span(start, end)))
        elif kind == "code_inline":
            run.nodes.append(Code.trusted(text=token.content, span=run.places.span(start, end)))
        elif kind == "html_inline":
            run.nodes.append(
                InlineHtml.trusted(text=token.content, span=run.places.span(start, end))
            )
        elif kind == "comment":
            return
        elif kind == "image":
            self._image(token, start, end, run)
        elif token.nesting > 0:
            run.stack.append((token, []))
            run.nodes = run.stack[-1][1]
        else:
            self._close(token, run)

    def _text(self, content: str, start: int, run: "_Run") -> None:
        if self._linkify and ("://" in content or "www." in content) and run.link_depth == 0:
            done = 0
            for match in _BARE_URL.finditer(content):
                url = _trim_url(match[0])
                run.add(content[done : match.start()], start + done)
                run.flush()
                done = match.start() + len(url)
                span = run.places.span(start + match.start(), start + done)
                target = url if "://" in url else f"http://{url}"
                node = LinkText.trusted(
                    children=(Text.trusted(text=url, span=span),), target=target, span=span
                )
                run.nodes.append(node)
                self._links.add(url, target, span, span)
            run.add(content[done:], start + done)
        else:
            run.add(content, start)

    def _close(self, token: Token, run: "_Run") -> None:
        opening, children = run.stack.pop()
        run.nodes = run.stack[-1][1] if run.stack else run.root
        start, end = (opening.map or (0, 0))[0], (token.map or (0, 0))[1]
        if token.type != "link_close" and len(run.stack) > _MAX_NESTING:
            run.nodes.extend(children)
            return
        if token.type != "link_close":
            strong = token.markup in ("**", "__")
            span = run.places.span(start - strong, end + strong)
            run.nodes.append(_WRAPPERS[token.tag].trusted(children=tuple(children), span=span))
            return
        target, title = str(opening.attrs["href"]), str(opening.attrs.get("title", ""))
        span = run.places.span(start, end)
        run.nodes.append(
            LinkText.trusted(children=tuple(children), target=target, title=title, span=span)
        )
        if "target" in token.meta:
            where = run.places.span(*token.meta["target"])
        else:
            where = _target_span(run, int(token.meta["label_end"]), start, end, span)
        self._links.add(plain_text(children, alt=True), target, span, where)

    def _image(self, token: Token, start: int, end: int, run: "_Run") -> None:
        target, title = str(token.attrs["src"]), str(token.attrs.get("title", ""))
        alt = _alternative_text(token.children or [])
        span = run.places.span(start, end)
        run.nodes.append(InlineImage.trusted(target=target, alt=alt, title=title, span=span))
        if "target" in token.meta:
            where = run.places.span(*token.meta["target"])
        else:
            where = _target_span(run, start + 2 + len(token.content), start, end, span)
        self._links.add(alt, target, span, where, image=True)


class _Run:
    """The state of one run of inline content: open wrappers, and text that may still grow."""

    __slots__ = ("content", "nodes", "places", "root", "stack", "text", "text_start")

    def __init__(self, content: str, places: ContentMap, root: list[Inline]) -> None:
        self.content, self.places, self.root, self.nodes = content, places, root, root
        self.stack: list[tuple[Token, list[Inline]]] = []
        self.text, self.text_start = "", 0

    @property
    def link_depth(self) -> int:
        return sum(token.type == "link_open" for token, _ in self.stack)

    def add(self, text: str, start: int) -> None:
        if not text:
            return
        if self.text and self.text_start + len(self.text) != start:
            self.flush()
        if not self.text:
            self.text_start = start
        self.text += text

    def flush(self) -> None:
        if self.text:
            span = self.places.span(self.text_start, self.text_start + len(self.text))
            self.nodes.append(text_node(self.text, span))
            self.text = ""


def _target_span(run: _Run, label_end: int, start: int, end: int, whole: Span) -> Span:
    """The target's own span for an inline link; the whole link for a reference or an autolink."""
    if run.content.startswith("<", start) and label_end <= start + 1:
        return run.places.span(start + 1, end - 1)
    match = _TARGET.match(run.content, label_end, end - 1)
    if match is None:
        return whole
    group = 1 if match[1] is not None else 2
    if match.start(group) == match.end(group):
        return whole
    return run.places.span(match.start(group), match.end(group))


def _alternative_text(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type == "image":
            parts.append(_alternative_text(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type not in ("html_inline", "comment"):
            parts.append(token.content)
    return "".join(parts)


def _trim_url(url: str) -> str:
    """Drop what GitHub's autolinks leave outside: final punctuation, unbalanced parentheses."""
    while url:
        if url[-1] in "?!.,:;*_~'\"”’`|" or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        else:
            break
    return url
