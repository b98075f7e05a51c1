"""What MDX has beyond Markdown and tags: imports, exports, `{expressions}` and comments in them.

A block of these is left out; an expression in a line of text stays as it is written.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.utils import EnvType

from runbookc.parsing.jsx import balanced, read_tag

_ESM = re.compile(
    r"import\s+(?:[\w*{].*?\sfrom\s*)?[\"']|import\s*\{\s*$|import\s+[\w$]+\s*,?\s*\{?\s*$"
    r"|export\s+(?:default|const|let|var|function|async|class)\b|export\s*[{*]"
)
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")
_BRACKET = re.compile(r"[{}()\[\]]")
_SHOWS_IDS = re.compile(r"\bid=|<h[1-6]\b|<[A-Z]|dangerously")
_CALL = re.compile(r"\w\(")
_MOST_READ_IN_VAIN = 2_000_000
_LONGEST_START = 200
_COMMENT = re.compile(r"\{\s*/\*.*\*/\s*\}", re.DOTALL)


class Patience:
    """Bounds what is read in vain: a page of opening braces would be read again from each.

    Args:
        environment: the page's, which keeps what is left from one rule to the next.
    """

    def __init__(self, environment: EnvType) -> None:
        self._environment = environment

    def is_left(self) -> bool:
        """Whether looking for an end still pays."""
        return int(self._environment.get("patience", _MOST_READ_IN_VAIN)) > 0

    def spend(self, characters: int) -> None:
        """Note that so many characters held no end."""
        left = int(self._environment.get("patience", _MOST_READ_IN_VAIN))
        self._environment["patience"] = left - characters


def _closing(environment: EnvType, text: str, start: int, end: int) -> int | None:
    """The offset after the brace that closes the one at `start`, looked for with patience."""
    patience = Patience(environment)
    if not patience.is_left():
        return None
    closing = balanced(text, start, end)
    if closing is None:
        patience.spend(end - start)
    return closing


def flow_expression(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`{/* comment */}` or any other expression on lines of its own."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{", first):
        return False
    closing = _closing(state.env, state.src, first, state.eMarks[end - 1])
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
        is_program = "open_program" not in state.env
        while line < end and not ((depth <= 0 or not is_program) and state.isEmpty(line)):
            text = state.src[state.bMarks[line] : state.eMarks[line]]
            if line > start and depth <= 0 and text.startswith(("#", "<")):
                break
            depth += sum(1 if mark in "{([" else -1 for mark in _BRACKET.findall(text))
            line += 1
        if depth > 0 and is_program:  # what never closes ends with the next empty line
            state.env["open_program"] = True
            line = start + 1
            while line < end and not state.isEmpty(line):
                line += 1
        state.line = line
        text = state.src[state.bMarks[start] : state.eMarks[line - 1]]
        state.env.setdefault("esm", []).append((start, text))
    return True


def jsx_inline(state: StateInline, silent: bool) -> bool:
    """A tag, its attributes written as in JSX."""
    patience = Patience(state.env)
    tag = read_tag(state.src, state.pos, state.posMax) if patience.is_left() else None
    if tag is None:
        if state.src.find("{", state.pos, state.pos + _LONGEST_START) >= 0:
            patience.spend(state.posMax - state.pos)
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : tag.end]
    state.pos = tag.end
    return True


def text_expression(state: StateInline, silent: bool) -> bool:
    """`{expression}` in text: nothing in it is Markdown."""
    end = _closing(state.env, state.src, state.pos, state.posMax)
    if end is None:
        return False
    if not silent:
        text = state.src[state.pos : end]
        kind = "comment" if _COMMENT.fullmatch(text) else "text_special"
        state.push(kind, "", 0).content = text
    state.pos = end
    return True
