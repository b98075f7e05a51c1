"""Block rules for the containers that CommonMark lacks: `:::note`, `!!! note`, `=== "Tab"`.

Both rules push a `container_open` token with `meta` of `kind` ("admonition" or "tab"), `name`,
`title`, `notation`, `closed`, parse what stands inside as blocks, and push `container_close`.
"""

import re

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock

_DIRECTIVE = re.compile(
    r"(?P<fence>:{3,})[ \t]*(?:\{(?P<myst>[A-Za-z][\w-]*)\}|(?P<name>[A-Za-z][\w-]*))"
    r"(?:\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\])?(?:\{[^}]*\})?(?P<title>.*)$"
)
_DIRECTIVE_END = re.compile(r"(:{3,})[ \t]*$")
_INDENTED = re.compile(
    r"(?:(?:!!!|\?\?\?\+?) ?(?P<name>[\w-]+)(?: +[\w-]+)*(?: +\"(?P<title>.*?)\")?"
    r"|===[!+]* +\"(?P<tab>.*?)\") *$"
)
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}[ \t]")
_LINES_LEFT = "directive_lines_left"
_LOOKS = 100
"""How often each line of a page, on average, is looked at for the ends of directives."""


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`:::name`, `:::name Title`, `:::name[Title]`, `:::{name} Title`, up to its closing fence.

    What closes on its own line (`:::image source="a.png":::`) is none.
    """
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]):
        return False
    text = _text(state, start)
    match = _DIRECTIVE.match(text)
    if match is None or match["title"].rstrip().endswith(":::") or state.is_code_block(start):
        return False
    if silent:
        return True
    last, closed = _find_end(state, start, end, len(match["fence"]))
    title = (match["label"] or match["title"] or "").strip()
    token = state.push("container_open", "div", 1)
    token.map = [start, last + closed]
    token.meta = {
        "kind": "admonition",
        "name": match["myst"] or match["name"],
        "title": title,
        "notation": "directive",
        "closed": closed,
    }
    outer = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = outer
    state.push("container_close", "div", -1)
    state.line = max(last + closed, start + 1)
    return True


def _find_end(state: StateBlock, start: int, end: int, width: int) -> tuple[int, bool]:
    """The line of the closing fence and True; without one, where the body sensibly ends and False.

    A directive that opens inside takes the next closing fence of its own. An unclosed directive
    ends before the next heading, so that it does not swallow the page. On a page with too many of
    them each ends there unread.
    """
    opened, code, heading = [width], "", end
    left = state.env.get(_LINES_LEFT, _LOOKS * state.lineMax)
    for line in range(start + 1, end):
        left = state.env[_LINES_LEFT] = left - 1
        if left < 0 and heading < end:
            break
        text = _text(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return min(line, heading), False
        if code:
            if text.startswith(code) and not text.strip(code[0] + " \t"):
                code = ""
        elif fence := _CODE_FENCE.match(text):
            code = fence[1]
        elif text.startswith(":::"):
            if closing := _DIRECTIVE_END.match(text):
                while opened and len(closing[1]) < opened[-1]:
                    opened.pop()
                if len(opened) <= 1:
                    return line, True
                opened.pop()
            elif inner := _DIRECTIVE.match(text):
                opened.append(len(inner["fence"]))
        elif heading == end and _HEADING.match(text):
            heading = line
    return heading, False


def indented_container(*, admonitions: bool, tabs: bool) -> RuleFuncBlockType:
    """The rule for `!!! note "Title"`, `??? note` and `=== "Tab"`, with bodies indented by four."""
    marks = (*(("!!!", "???") if admonitions else ()), *(("===",) if tabs else ()))

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = state.bMarks[start] + state.tShift[start]
        if not state.src.startswith(marks, first) or state.is_code_block(start):
            return False
        return _indented_container(state, start, end, silent)

    return rule


def _indented_container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    match = _INDENTED.match(_text(state, start))
    if match is None:
        return False
    if silent:
        return True
    last = _indented_end(state, start + 1, end)
    tab = match["tab"] is not None
    token = state.push("container_open", "div", 1)
    token.map = [start, last]
    token.meta = {
        "kind": "tab" if tab else "admonition",
        "name": "" if tab else match["name"],
        "title": (match["tab"] if tab else match["title"]) or "",
        "notation": "admonition",
        "closed": True,
    }
    outer = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax = "container", last
    state.blkIndent += 4
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = outer
    state.push("container_close", "div", -1)
    state.line = last
    return True


def _indented_end(state: StateBlock, line: int, end: int) -> int:
    last = line
    while line < end:
        if not state.isEmpty(line):
            if state.sCount[line] < state.blkIndent + 4:
                break
            last = line + 1
        line += 1
    return last
