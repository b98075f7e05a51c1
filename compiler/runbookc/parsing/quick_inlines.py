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

_SPECIAL = re.compile(r"[\\`*_\[\]<&~!\n]")
"""One set of characters: that is searched for much faster than a choice of several things."""
_CODE = re.compile(r"`(?P<code>[^`\n]+)`(?!`)")
_STRONG = re.compile(
    r"\*\*(?P<strong>[^\s*_`\[\]<>&\\!~](?:[^*_`\[\]<>&\\!~\n]*[^\s*_`\[\]<>&\\!~])?)"
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
        # To look for each character is quicker than to look at each.
        return not (
            "\n" in content
            or "`" in content
            or "*" in content
            or "[" in content
            or "_" in content
            or "\\" in content
            or "]" in content
            or "<" in content
            or "&" in content
            or "~" in content
            or (self._braces and "{" in content)
            or (self._linkify and ("://" in content or "www." in content))
        )

    def build(self, content: str, places: ContentMap) -> tuple[Inline, ...] | None:
        """The nodes, or None where the content needs the full parser."""
        if places.is_escaped or (self._braces and "{" in content):
            return None
        if self._linkify and ("://" in content or "www." in content):
            if not self._addresses_are_linked(content):
                return None
        nodes: list[Inline] = []
        links = len(self._links.links)
        row, start = 0, 0
        line, shift = places.line(0)
        special = _SPECIAL.search(content)
        while special:
            stop = end = special.start()
            character = content[stop]
            if character == "\n":
                start = end = _end_line(content, start, stop, (line, shift), places, nodes)
                row += 1
                line, shift = places.line(row)
            elif character not in "!_" or (end := _plain_until(content, stop)) == stop:
                match = _construct(content, stop)
                if match is None:
                    del self._links.links[links:]
                    return None
                if start < stop:
                    nodes.append(_text(content, start, stop, line, shift))
                nodes.append(self._node(match, line, shift))
                start = end = match.end()
            special = _SPECIAL.search(content, end)
        if start < len(content):
            nodes.append(_text(content, start, len(content), line, shift))
        return tuple(nodes)

    @staticmethod
    def _addresses_are_linked(content: str) -> bool:
        """Whether every address in the content is a link's target already."""
        rest = _LINK.sub("", content)
        return "://" not in rest and "www." not in rest

    def _node(self, match: re.Match[str], line: int, shift: int) -> Inline:
        """The node of a construct, which stands on one line."""
        content, (start, end) = match.string, match.span()
        span = span_of(line, start + shift, line, end + shift)
        if match.re is _CODE:
            return code_node(_code(match[1]), span)
        if match.re is _STRONG:
            inner = _text(content, start + 2, end - 2, line, shift)
            return Strong.trusted(children=(inner,), span=span)
        label, target = match.groups()
        image = content[start] == "!"
        where = span_of(line, end - 1 - len(target) + shift, line, end - 1 + shift)
        self._links.add(label, target, span, where, image=image)
        if image:
            return InlineImage.trusted(target=target, alt=label, span=span)
        shown = (_text(content, start + 1, start + 1 + len(label), line, shift),) if label else ()
        return link_node(shown, target, span)


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


def _text(content: str, start: int, end: int, line: int, shift: int) -> Text:
    """The node of characters without markup on one line."""
    return text_node(content[start:end], span_of(line, start + shift, line, end + shift))


def _end_line(
    content: str,
    start: int,
    stop: int,
    place: tuple[int, int],
    places: ContentMap,
    nodes: list[Inline],
) -> int:
    """Append the text before a line end, and the break; gives where the next line begins."""
    line, shift = place
    after = stop
    while after > start and content[after - 1] == " ":
        after -= 1
    if after > start:
        nodes.append(_text(content, start, after, line, shift))
    begin = stop + 1
    while content.startswith((" ", "\t"), begin):
        begin += 1
    span = (
        span_of(line, stop + shift, line, begin + shift)
        if begin == stop + 1
        else places.span(stop, begin)
    )
    nodes.append(break_node(span, hard=stop - after > 1))
    return begin


def _plain_until(content: str, stop: int) -> int:
    """Where a special character that is text here ends; itself where it may be markup."""
    if content[stop] == "!" and not content.startswith("[", stop + 1):
        return stop + 1
    if content[stop] == "_" and stop and content[stop - 1].isalnum():
        inside = _INSIDE_WORD.match(content, stop)
        return inside.end() if inside else stop
    return stop


def _construct(content: str, start: int) -> re.Match[str] | None:
    """What begins at a special character, or None where only the full parser knows."""
    character = content[start]
    pattern = _CONSTRUCTS.get(character)
    if pattern is None:
        return None
    if character == "*" and start and content[start - 1] not in _BEFORE_STRONG:
        return None
    if character == "`" and start and content[start - 1] == "`":
        return None
    return pattern.match(content, start)


def _code(text: str) -> str:
    if len(text) > 2 and text[0] == text[-1] == " " and text.strip(" "):
        return text[1:-1]
    return text
