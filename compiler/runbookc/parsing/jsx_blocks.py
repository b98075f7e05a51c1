"""MDX takes a tag on a line of its own for a tag, and what follows for Markdown again.

CommonMark goes on with raw HTML up to an empty line, so that a code fence right after
`<summary>…</summary>` would be swallowed and its end would open another.
"""

import re

from markdown_it.rules_block import StateBlock

from runbookc.parsing.jsx import read_tag
from runbookc.parsing.mdx import Patience

_NAME = r"(?:[A-Z][\w.]*|details|summary|div|section|article|aside|center|figure)"
_ALONE = re.compile(rf"</?(?P<name>{_NAME})(?:\s[^<>]*)?>[ \t]*$")
_LONG = re.compile(r"<[A-Za-z][\w.-]*(?:\s[^<>]*)?$")
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")
_SUMMARY = re.compile(r"<summary\b[^<>]*>.*</summary>[ \t]*$")


def jsx_tags(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that are one tag each, or a whole `<summary>`, or one tag over several lines."""
    tabs = _kind(state, start)
    after = start + 1 if tabs is not None else _after_long_tag(state, start, end)
    if after is None:
        return False
    if silent:
        return True
    line = after
    while (
        tabs is not None
        and line < end
        and state.sCount[line] >= state.blkIndent
        and _kind(state, line) is tabs
    ):
        line += 1
    token = state.push("html_block", "", 0)
    token.map = [start, line]
    token.content = state.getLines(start, line, state.blkIndent, True)
    state.line = line
    return True


def _kind(state: StateBlock, line: int) -> bool | None:
    """Whether a line's tag is one of tabs, which are folded; None where it is no tag alone."""
    first = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("<", first, state.eMarks[line]):
        return None
    text = state.src[first : state.eMarks[line]]
    match = _ALONE.match(text)
    if match is None:
        return False if _SUMMARY.match(text) else None
    return match["name"] in ("Tabs", "TabItem")


def _after_long_tag(state: StateBlock, start: int, end: int) -> int | None:
    """The line after a tag that goes on over several lines and after which its last line is empty.

    Whatever its lines begin with, a `>` too, belongs to it.
    """
    first, last = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    patience = Patience(state.env)
    if not state.src.startswith("<", first, last) or not _LONG.match(state.src, first, last):
        return None
    tag = read_tag(state.src, first, state.eMarks[end - 1]) if patience.is_left() else None
    if tag is None or tag.end <= last or not _LINE_END.match(state.src, tag.end):
        patience.spend(state.eMarks[end - 1] - first if tag is None else 0)
        return None
    line = start
    while line < end and state.eMarks[line] < tag.end:
        line += 1
        if state.src[state.bMarks[line] - 1] != "\n":  # in a quote; its marks are no part of a tag
            return None
    return line + 1
