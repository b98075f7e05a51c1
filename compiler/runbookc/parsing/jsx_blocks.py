"""MDX takes a tag on a line of its own for a tag, and what follows for Markdown again.

CommonMark goes on with raw HTML up to an empty line, so that a code fence right after
`<summary>…</summary>` would be swallowed and its end would open another.
"""

import re

from markdown_it.rules_block import StateBlock

_NAME = r"(?:[A-Z][\w.]*|details|summary|div|section|article|aside|center|figure)"
_ALONE = re.compile(rf"</?(?P<name>{_NAME})(?:\s[^<>]*)?>[ \t]*$")
_SUMMARY = re.compile(r"<summary\b[^<>]*>.*</summary>[ \t]*$")


def jsx_tags(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that are one tag each, or a whole `<summary>`."""
    tabs = _kind(state, start)
    if tabs is None:
        return False
    if silent:
        return True
    line = start + 1
    while line < end and state.sCount[line] >= state.blkIndent and _kind(state, line) is tabs:
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
