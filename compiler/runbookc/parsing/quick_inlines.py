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
    Text,
    break_node,
    code_node,
    link_node,
    strong_node,
    text_at,
)
from runbookc.parsing.columns import ContentMap, tail_column
from runbookc.parsing.links import LinkCollector
from runbookc.source import span_of

_SPECIAL = re.compile(r"[\\`*_\[\]<&~!\n]")
"""One set of characters: that is searched for much faster than a choice of several things."""
_A_LINK = r"!?\[(?P<label>[^\[\]`*_<>&\\!~\n]*)\]\((?P<target>[^\s()<>\\&]+)\)"
_LINK = re.compile(_A_LINK)
_CONSTRUCT = re.compile(
    r"(?<!`)`(?P<code>[^`\n]+)`(?!`)"
    r"|(?<![^ \t\n\u00a0(\[{\"'“‘/–—])"
    r"\*\*(?P<strong>[^\s*_`\[\]<>&\\!~](?:[^*_`\[\]<>&\\!~\n]*[^\s*_`\[\]<>&\\!~])?)"
    r"\*\*(?![^\s.,;:!?)\]}\"'”’/–—])"
    rf"|{_A_LINK}"
)
"""A code span, bold words, a link or an image; what else begins at a special character, only the
full parser knows."""
_INSIDE_WORD = re.compile(r"_+(?=[^\W_])")


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
            elif match := _CONSTRUCT.match(content, stop):
                if start < stop:
                    nodes.append(text_at(content[start:stop], line, start + shift))
                nodes.append(self._node(match, line, shift))
                start = end = match.end()
            else:
                end = _plain_until(content, stop)
                if end == stop:
                    del self._links.links[links:]
                    return None
            special = _SPECIAL.search(content, end)
        if start < len(content):
            nodes.append(text_at(content[start:], line, start + shift))
        return tuple(nodes)

    @staticmethod
    def _addresses_are_linked(content: str) -> bool:
        """Whether every address in the content is a link's target already."""
        rest = _LINK.sub("", content)
        return "://" not in rest and "www." not in rest

    def _node(self, match: re.Match[str], line: int, shift: int) -> Inline:
        """The node of a construct, which stands on one line."""
        start, end = match.span()
        span = span_of(line, start + shift, line, end + shift)
        code, strong, label, target = match.groups()
        if code:
            return code_node(_code(code), span)
        if strong:
            return strong_node((text_at(strong, line, start + 2 + shift),), span)
        where = span_of(line, end - 1 - len(target) + shift, line, end - 1 + shift)
        image = match.string[start] == "!"
        self._links.add(label, target, span, where, image=image)
        if image:
            return InlineImage.trusted(target=target, alt=label, span=span)
        shown = (text_at(label, line, start + 1 + shift),) if label else ()
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
    return text_at(content, line + 1, column)


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
        nodes.append(text_at(content[start:after], line, start + shift))
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


def _code(text: str) -> str:
    if len(text) > 2 and text[0] == text[-1] == " " and text.strip(" "):
        return text[1:-1]
    return text
