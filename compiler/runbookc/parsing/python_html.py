"""Raw HTML as Python-Markdown takes it out of a page, before it looks for any Markdown.

An element that stands at the beginning of a line is raw up to its end tag, blank lines and all,
unless `md_in_html` is on and the element says `markdown`. What is no block element stays in its
paragraph. CommonMark ends such a block at the next blank line.
"""

import re

from markdown_it.rules_block import StateBlock, html_block

_BLOCK_ELEMENTS = frozenset(
    "address article aside blockquote body canvas center colgroup dd details div dl dt fieldset "
    "figcaption figure footer form group h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li "
    "main map math menu nav noscript object ol option output p pre progress script section style "
    "summary table tbody td textarea tfoot th thead tr ul video".split()
)
_NEVER_MARKDOWN = frozenset("canvas hr math option pre script style textarea".split())
_START = re.compile(r"<(/?)([A-Za-z][\w-]*)")
# No `<` may stand in a tag, so that no search goes beyond the next one.
_ATTRIBUTES = re.compile(r"(?:[^\"'<>]|\"[^\"<]*\"|'[^'<]*')*>")
_MARKDOWN = re.compile(r"\smarkdown(?:\s*=\s*[\"']?(\w+))?(?=[\s\"'/>])")
_TAG = re.compile(
    r"(?P<comment><!--)|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>`]*)"
    r"(?P<rest>(?:[^\"'<>]|\"[^\"<]*\"|'[^'<]*')*)>"
)
_VERBATIM_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}


def raw_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block of raw HTML without Markdown in it."""
    return _html(state, start, end, silent, markdown_inside=False)


def raw_html_with_markdown(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The same; an element that says `markdown` gives its tags only."""
    return _html(state, start, end, silent, markdown_inside=True)


def _html(state: StateBlock, start: int, end: int, silent: bool, *, markdown_inside: bool) -> bool:
    source = state.src
    first = state.bMarks[start] + state.tShift[start]
    if not source.startswith("<", first) or not _begins_line(source, first):
        return False
    match = _START.match(source, first)
    if match is None:
        return html_block(state, start, end, silent)
    if match[2].lower() not in _BLOCK_ELEMENTS:
        return False
    attributes = _ATTRIBUTES.match(source, match.end())
    if attributes is None:
        return False
    tag_end = attributes.end()
    takes_markdown = markdown_inside and _takes_markdown(match[2].lower(), attributes[0])
    if match[1] or takes_markdown:
        line_end = _line_end(source, tag_end)
        if source[tag_end:line_end].strip():
            return False
        if match[1] and source[line_end + 1 : _line_end(source, line_end + 1)].strip():
            return False
        after = tag_end
    elif match[2].lower() == "hr" or attributes[0].endswith("/>"):
        after = tag_end
    else:
        after = tag_end if silent else _end_of_element(source, first, state.eMarks[end - 1])
    if not silent:
        last = start + 1
        while last < end and state.bMarks[last] < after:
            last += 1
        token = state.push("html_block", "", 0)
        token.map = [start, last]
        token.content = state.getLines(start, last, state.blkIndent, True)
        state.line = last
        tail = source[after : state.eMarks[last - 1]]
        if tail.strip():  # What stands behind the end tag is text again.
            token.content = source[first:after]
            state.line = last - 1
            state.bMarks[last - 1] = after + len(tail) - len(tail.lstrip())
            state.tShift[last - 1], state.sCount[last - 1] = 0, state.blkIndent
    return True


def _begins_line(source: str, first: int) -> bool:
    before = source[source.rfind("\n", 0, first) + 1 : first]
    return len(before) <= 3 and not before.strip(" ")


def _line_end(source: str, start: int) -> int:
    found = source.find("\n", start)
    return found if found >= 0 else len(source)


def _takes_markdown(name: str, attributes: str) -> bool:
    match = _MARKDOWN.search(attributes)
    return match is not None and match[1] != "0" and name not in _NEVER_MARKDOWN


def _end_of_element(source: str, start: int, end: int) -> int:
    """Where the element that begins at `start` ends; at `end` where it is never closed."""
    opened: list[str] = []
    place, may_close = start, True
    while match := _TAG.search(source, place, end):
        place = match.end()
        if match["comment"]:
            closed = source.find("-->", place, end) if may_close else -1
            may_close = closed >= 0
            place = closed + 3 if may_close else place
            continue
        name = match["name"].lower()
        if match["end"]:
            if name in opened:
                while opened.pop() != name:
                    pass
            if not opened:
                return place
        elif name in _VERBATIM_END:
            closing = _VERBATIM_END[name].search(source, place, end)
            place = closing.start() if closing else end
            opened.append(name)
        elif not match["rest"].endswith("/"):
            opened.append(name)
    return end
