"""What MDX does not show: comments, imports and exports. Each is left out as a block."""

import re

from markdown_it.rules_block import StateBlock

_ESM = re.compile(
    r"import\s+(?:[\w*{].*?\sfrom\s*)?[\"']|import\s*\{\s*$|import\s+[\w$]+\s*,?\s*\{?\s*$"
    r"|export\s+(?:default|const|let|var|function|async|class)\b|export\s*[{*]"
)
_COMMENT_END = re.compile(r"\*/\}[ \t]*(?:\n|$)")


def mdx_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`{/* comment */}` on lines of its own."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{/*", first):
        return False
    closing = state.src.find("*/}", first, state.eMarks[end - 1])
    if closing < 0 or not _COMMENT_END.match(state.src, closing):
        return False
    if not silent:
        line = start
        while state.eMarks[line] < closing:
            line += 1
        state.line = line + 1
    return True


def esm(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`import … from "…"` and `export …` at the left margin, up to the next empty line."""
    if state.level or state.sCount[start] or state.blkIndent:
        return False
    if not _ESM.match(state.src[state.bMarks[start] : state.eMarks[start]]):
        return False
    if not silent:
        line = start + 1
        while line < end and not state.isEmpty(line):
            if state.src.startswith(("#", "<"), state.bMarks[line]):
                break
            line += 1
        state.line = line
        text = state.src[state.bMarks[start] : state.eMarks[line - 1]]
        state.env.setdefault("esm", []).append((start, text))
    return True
