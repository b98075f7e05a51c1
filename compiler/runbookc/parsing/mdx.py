"""What MDX has beyond Markdown and tags: imports, exports, `{expressions}` and comments in them.

A block of these is left out; an expression in a line of text stays as it is written.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from runbookc.parsing.jsx import balanced, read_tag

_ESM = re.compile(
    r"import\s+(?:[\w*{].*?\sfrom\s*)?[\"']|import\s*\{\s*$|import\s+[\w$]+\s*,?\s*\{?\s*$"
    r"|export\s+(?:default|const|let|var|function|async|class)\b|export\s*[{*]"
)
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")
_BRACKET = re.compile(r"[{}()\[\]]")
_SHOWS_IDS = re.compile(r"\bid=|<h[1-6]\b|<[A-Z]|dangerously")
_CALL = re.compile(r"\w\(")
_COMMENT = re.compile(r"\{\s*/\*.*\*/\s*\}", re.DOTALL)


def flow_expression(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`{/* comment */}` or any other expression on lines of its own."""
    first = state.bMarks[start] + state.tShift[start]
    closing = balanced(state.src, first, state.eMarks[end - 1])
    if closing is None or not _LINE_END.match(state.src, closing):
        return False
    text = state.src[first:closing]
    comment = _COMMENT.fullmatch(text) is not None
    if not comment and "\n" not in text:
        return False
    if not silent:
        line = start
        while state.eMarks[line] < closing:
            line += 1
        state.line = line + 1
        if not comment and (_SHOWS_IDS if "<" in text else _CALL).search(text):
            state.env["computed"] = True
    return True


def esm(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`import … from "…"` and `export …` at the left margin.

    They go on up to the next empty line outside all brackets.
    """
    if state.level or state.sCount[start] or state.blkIndent:
        return False
    if not _ESM.match(state.src[state.bMarks[start] : state.eMarks[start]]):
        return False
    if not silent:
        line, depth = start, 0
        while line < end and not (depth <= 0 and state.isEmpty(line)):
            text = state.src[state.bMarks[line] : state.eMarks[line]]
            if line > start and depth <= 0 and text.startswith(("#", "<")):
                break
            depth += sum(1 if mark in "{([" else -1 for mark in _BRACKET.findall(text))
            line += 1
        if depth > 0:  # what never closes is no program; the next empty line ends it
            line = start + 1
            while line < end and not state.isEmpty(line):
                line += 1
        state.line = line
        text = state.src[state.bMarks[start] : state.eMarks[line - 1]]
        state.env.setdefault("esm", []).append((start, text))
    return True


def jsx_inline(state: StateInline, silent: bool) -> bool:
    """A tag, its attributes written as in JSX."""
    tag = read_tag(state.src, state.pos, state.posMax)
    if tag is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : tag.end]
    state.pos = tag.end
    return True


def text_expression(state: StateInline, silent: bool) -> bool:
    """`{expression}` in text: nothing in it is Markdown."""
    end = balanced(state.src, state.pos, state.posMax)
    if end is None:
        return False
    if not silent:
        text = state.src[state.pos : end]
        kind = "comment" if _COMMENT.fullmatch(text) else "text_special"
        state.push(kind, "", 0).content = text
    state.pos = end
    return True
