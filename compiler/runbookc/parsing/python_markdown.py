"""What Python-Markdown reads otherwise than CommonMark does, as far as links depend on it."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_DEFINITION = re.compile(r":[ ]{1,3}(?=\S)")
_FOOTNOTE = re.compile(r"\[\^([^\]]*)\]:[ ]*")
_REFERENCE = re.compile(r"\[([^\[\]]+)\]:[ ]*<?([^\s>]+)>?[ ]*(?:([\"'])(.*)\3[ ]*|\((.*)\)[ ]*)?$")
_FOOTNOTE_USE = re.compile(r"\[\^([^\]]*)\]")
_LONGEST_TARGET = 500
"""Characters of a target with blanks and its title; what is longer is text."""
_TITLE = re.compile(r"(.*?)\s*([\"'])(.*)\2\s*", re.DOTALL)


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`:   text` below a term; what is indented by four columns belongs to it."""
    match = _DEFINITION.match(_text(state, start))
    if match is None or not _follows_text(state, start):
        return False
    if not silent:
        _hanging(state, start, end, match.end())
    return True


def footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]: text`; what is indented by four columns belongs to it."""
    match = _FOOTNOTE.match(_text(state, start))
    if match is None or state.sCount[start] - state.blkIndent > 3:
        return False
    if not silent:
        state.env.setdefault("footnotes", []).append((start, match[1]))
        _hanging(state, start, end, match.end())
    return True


def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[label]: target`, which needs no blank line before it; the last one counts."""
    text, after = _text(state, start).rstrip(), start + 1
    if text.endswith("]:") and after < end and not state.isEmpty(after):
        text, after = f"{text} {_text(state, after).rstrip()}", after + 1
    match = _REFERENCE.match(text)
    if match is None or state.sCount[start] - state.blkIndent > 3:
        return False
    if not silent:
        label = normalizeReference(match[1])
        state.env.setdefault("references", {})[label] = {
            "href": match[2],
            "title": match[4] or match[5] or "",
            "map": [start, after],
        }
        state.line = after
    return True


def _follows_text(state: StateBlock, line: int) -> bool:
    """Whether a term can stand before this line: in the line above, or one blank line higher."""
    above = line - 1
    if above >= 0 and state.isEmpty(above):
        above -= 1
    return above >= 0 and not state.isEmpty(above)


def _hanging(state: StateBlock, start: int, end: int, skipped: int) -> None:
    """Parse as blocks what follows a marker, and the lines that hang on it."""
    last = start + 1
    blank = False
    for line in range(start + 1, end):
        if state.isEmpty(line):
            blank = True
            continue
        if state.sCount[line] < state.blkIndent + 4 and (blank or _begins_another(state, line)):
            break
        last = line + 1
    outer = state.blkIndent, state.lineMax, state.parentType
    first = state.bMarks[start], state.tShift[start], state.sCount[start]
    lazy = [
        (line, state.sCount[line])
        for line in range(start + 1, last)
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent + 4
    ]
    state.blkIndent += 4
    state.level += 1
    state.lineMax = last
    state.bMarks[start] += state.tShift[start] + skipped
    state.tShift[start] = 0
    for line in (start, *(line for line, _ in lazy)):
        state.sCount[line] = state.blkIndent
    state.md.block.tokenize(state, start, last)
    for line, indent in lazy:
        state.sCount[line] = indent
    state.bMarks[start], state.tShift[start], state.sCount[start] = first
    state.level -= 1
    state.blkIndent, state.lineMax, state.parentType = outer
    state.line = last


def _begins_another(state: StateBlock, line: int) -> bool:
    text = _text(state, line)
    return bool(_DEFINITION.match(text) or _FOOTNOTE.match(text))


def loose_link(state: StateInline, silent: bool) -> bool:
    """`[text](a file.md)`: a target with blanks in it."""
    return _loose(state, state.pos, silent, image=False)


def loose_image(state: StateInline, silent: bool) -> bool:
    """`![text](a picture.png)`: a target with blanks in it."""
    if not state.src.startswith("![", state.pos):
        return False
    return _loose(state, state.pos + 1, silent, image=True)


def _loose(state: StateInline, bracket: int, silent: bool, *, image: bool) -> bool:
    label_end = state.md.helpers.parseLinkLabel(state, bracket, not image)
    if label_end < 0 or not state.src.startswith("(", label_end + 1, state.posMax):
        return False
    first = label_end + 2
    after = _closing(state.src, first, state.posMax)
    inner = state.src[first : after - 1]
    if after < 0 or "\n" in inner or "<" in inner:
        return False
    titled = _TITLE.fullmatch(inner)
    written, title = (titled[1], titled[3]) if titled else (inner, "")
    target = written.strip()
    if " " not in target:
        return False
    if not silent:
        begin = first + len(written) - len(written.lstrip())
        _push(state, bracket, label_end, target, title, begin, image=image)
    state.pos = after
    return True


def _push(
    state: StateInline,
    bracket: int,
    label_end: int,
    target: str,
    title: str,
    begin: int,
    *,
    image: bool,
) -> None:
    place = [begin, begin + len(target)]
    label = state.src[bracket + 1 : label_end]
    attributes: dict[str, str | int | float] = {"title": title} if title else {}
    if image:
        token = state.push("image", "img", 0)
        token.attrs = {"src": target, "alt": "", **attributes}
        token.content, token.meta = label, {"target": place}
        token.children = []
        state.md.inline.parse(label, state.md, state.env, token.children)
        return
    outer = state.posMax
    state.pos, state.posMax = bracket + 1, label_end
    state.push("link_open", "a", 1).attrs = {"href": target, **attributes}
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    closing = state.push("link_close", "a", -1)
    closing.meta["target"] = place
    state.posMax = outer


def _closing(source: str, place: int, end: int) -> int:
    """The place after the bracket that closes one opened before `place`; -1 where none does."""
    depth = 1
    for index in range(place, min(end, place + _LONGEST_TARGET)):
        if source[index] == "(":
            depth += 1
        elif source[index] == ")":
            depth -= 1
            if depth == 0:
                return index + 1
    return -1


def footnote_anchors(
    contents: Sequence[str], footnotes: Sequence[tuple[int, str]]
) -> Iterator[str]:
    """The anchors of footnotes and of the places that refer to them."""
    defined = dict.fromkeys(label for _, label in footnotes)
    yield from (f"fn:{label}" for label in defined)
    counts: dict[str, int] = {}
    for content in contents:
        for label in _FOOTNOTE_USE.findall(content) if "[^" in content else ():
            if label in defined:
                counts[label] = counts.get(label, 0) + 1
                number = counts[label] if counts[label] > 1 else ""
                yield f"fnref{number}:{label}"


def unused_footnotes(
    anchors: Sequence[str], footnotes: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, str]]:
    """The footnotes that no place refers to."""
    known = frozenset(anchors)
    return ((row, label) for row, label in footnotes if f"fnref:{label}" not in known)
