"""Fenced code as Python-Markdown takes it: what the same fence closes, at the same indent.

A fence that nothing closes so is none, and what follows it is Markdown. CommonMark takes any longer
fence, at another indent, or the end of the page.
"""

import re

from markdown_it.rules_block import StateBlock

_FENCE = re.compile(r"(`{3,}|~{3,})(.*)$")
_UNCLOSED = "unclosed_fences"


def nested_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A fence at any indent, as PyMdown's superfences read it."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(("```", "~~~"), first) or state.is_code_block(start):
        return False
    match = _FENCE.match(state.src[first : state.eMarks[start]].rstrip())
    if match is None or (match[1][0] == "`" and "`" in match[2]):
        return False
    last = _closing_line(state, start, end, match[1])
    if last is None:
        return False
    if not silent:
        state.line = last + 1
        token = state.push("fence", "code", 0)
        token.info, token.markup, token.map = match[2], match[1], [start, last + 1]
        token.content = state.getLines(start + 1, last, state.sCount[start], True)
    return True


def outer_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A fence at the beginning of a line, the only place that Python-Markdown itself knows."""
    return state.sCount[start] == 0 and nested_fence(state, start, end, silent)


def _closing_line(state: StateBlock, start: int, end: int, fence: str) -> int | None:
    indent = state.sCount[start]
    # A search that failed need not be made again from a line that it went over.
    unclosed = state.env.setdefault(_UNCLOSED, {})
    if start < unclosed.get((fence, indent), 0):
        return None
    line = start + 1
    while line < end:
        if not state.isEmpty(line):
            if state.sCount[line] < state.blkIndent:
                break
            text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
            if state.sCount[line] == indent and text.rstrip() == fence:
                return line
        line += 1
    unclosed[fence, indent] = line
    return None
