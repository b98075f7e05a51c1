"""The common case of inline content, read in one pass.

Most paragraphs hold plain words, simple code spans, bold runs, links and images, none inside
another. Such content has one reading only, and a regular expression finds it. Whatever else
begins like markup sends the whole content to the full parser; a test holds that both agree.
"""

import re
from collections.abc import Sequence

from runbookc.model import (
    Inline,
    InlineImage,
    Strong,
    Text,
    break_node,
    code_node,
    link_node,
    text_node,
)
from runbookc.parsing.columns import ContentMap, tail_column
from runbookc.parsing.links import LinkCollector
from runbookc.source import span_of

_SPECIAL = re.compile(r"[\\`*_\[\]<&~]|!(?=\[)")
_SPECIAL_OR_LINE_END = re.compile(r"[\\`*_\[\]<&~\n]|!(?=\[)")
_CODE = re.compile(r"`(?P<code>[^`\n]+)`(?!`)")
_STRONG = re.compile(
    r"\*\*(?P<strong>[^\s*_`\[\]<>&\\!~](?:[^*_`\[\]<>&\\!~]*[^\s*_`\[\]<>&\\!~])?)"
    r"\*\*(?![^\s.,;:!?)\]}\"'”’/–—])"
)
_LINK = re.compile(r"!?\[(?P<label>[^\[\]`*_<>&\\!~\n]*)\]\((?P<target>[^\s()<>\\&]+)\)")
_INSIDE_WORD = re.compile(r"_+(?=[^\W_])")
_CONSTRUCTS = {"`": _CODE, "*": _STRONG, "[": _LINK, "!": _LINK}
_BEFORE_STRONG = frozenset(" \t\n\u00a0([{\"'“‘/–—")


class QuickInlines:
    """Builds the nodes of content in the common case.

    Args:
        links: takes the links that are found, in order.
        linkify: whether bare addresses become links, which only the full parser makes.
        braces: whether `{` begins an expression, which only the full parser reads.
    """

    def __init__(self, links: LinkCollector, *, linkify: bool, braces: bool = False) -> None:
        self._links, self._linkify, self._braces = links, linkify, braces

    def is_plain_line(self, content: str) -> bool:
        """Whether content is one line without any markup."""
        if _SPECIAL_OR_LINE_END.search(content) or (self._braces and "{" in content):
            return False
        return not (self._linkify and ("://" in content or "www." in content))

    def build(self, content: str, places: ContentMap) -> tuple[Inline, ...] | None:
        """The nodes, or None where the content needs the full parser."""
        if self._braces and "{" in content:
            return None
        special = _SPECIAL.search(content)
        if self._linkify and ("://" in content or "www." in content):
            if special is None or not self._addresses_are_linked(content):
                return None
        nodes: list[Inline] = []
        links = len(self._links.links)
        end = 0
        while special:
            match = self._construct(content, special.start())
            if match is None:
                del self._links.links[links:]
                return None
            if match.re is not _INSIDE_WORD:
                if match.start() > end:
                    plain(content, end, match.start(), places, nodes)
                nodes.append(self._node(match, content, places))
                end = match.end()
            special = _SPECIAL.search(content, match.end())
        if end < len(content):
            plain(content, end, len(content), places, nodes)
        return tuple(nodes)

    @staticmethod
    def _construct(content: str, start: int) -> re.Match[str] | None:
        """What begins at a special character, or None where only the full parser knows."""
        character = content[start]
        if character == "_":
            inside = start > 0 and content[start - 1].isalnum()
            return _INSIDE_WORD.match(content, start) if inside else None
        pattern = _CONSTRUCTS.get(character)
        if pattern is None:
            return None
        if character == "*" and start and content[start - 1] not in _BEFORE_STRONG:
            return None
        if character == "`" and start and content[start - 1] == "`":
            return None
        return pattern.match(content, start)

    @staticmethod
    def _addresses_are_linked(content: str) -> bool:
        """Whether every address in the content is a link's target already."""
        rest = _LINK.sub("", content)
        return "://" not in rest and "www." not in rest

    def _node(self, match: re.Match[str], content: str, places: ContentMap) -> Inline:
        span = places.span(match.start(), match.end())
        if match.re is _CODE:
            return code_node(_code(match["code"]), span)
        if match.re is _STRONG:
            inner: list[Inline] = []
            plain(content, match.start("strong"), match.end("strong"), places, inner)
            return Strong.trusted(children=tuple(inner), span=span)
        label, target = match["label"], match["target"]
        image = content[match.start()] == "!"
        where = places.span(match.start("target"), match.end("target"))
        self._links.add(label, target, span, where, image=image)
        if image:
            return InlineImage.trusted(target=target, alt=label, span=span)
        children: list[Inline] = []
        if label:
            plain(content, match.start("label"), match.end("label"), places, children)
        return link_node(tuple(children), target, span)


def plain_line(content: str, lines: Sequence[str], line: int, base: int | None) -> Text:
    """The node for one line of content without markup.

    Args:
        content: the content.
        lines: all lines of the file.
        line: index in `lines` of the content's line.
        base: the index in that line at which the content begins, or None for its tail.
    """
    column = (tail_column(lines[line], content) if base is None else base) + 1
    return text_node(content, span_of(line + 1, column, line + 1, column + len(content)))


def plain(content: str, start: int, end: int, places: ContentMap, nodes: list[Inline]) -> None:
    """Append the nodes of `content[start:end]`, which holds no markup: lines and breaks."""
    while True:
        stop = content.find("\n", start, end)
        if stop < 0:
            if start < end:
                nodes.append(text_node(content[start:end], places.line_span(start, end)))
            return
        text = content[start:stop].rstrip(" ")
        if text:
            after = start + len(text)
            nodes.append(text_node(text, places.line_span(start, after)))
        hard = content.endswith("  ", start, stop)
        start = stop + 1
        while start < len(content) and content[start] in " \t":
            start += 1
        nodes.append(break_node(places.span(stop, start), hard=hard))


def _code(text: str) -> str:
    if len(text) > 2 and text[0] == text[-1] == " " and text.strip(" "):
        return text[1:-1]
    return text
