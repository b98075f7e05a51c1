"""Block rules for headings of one line: CommonMark's, and the looser one of Python-Markdown."""

from typing import Literal

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

_TOKENS: tuple[tuple[str, Literal[-1, 0, 1]], ...] = (
    ("heading_open", 1),
    ("inline", 0),
    ("heading_close", -1),
)


def heading(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`## Heading ##`, as the library reads it, but not character by character."""
    text, level = _marked(state, startLine)
    if not 0 < level <= 6 or text[level : level + 1] not in ("", " ", "\t"):
        return False
    if state.is_code_block(startLine):
        return False
    if not silent:
        content = text[level:].rstrip(" \t")
        bare = content.rstrip("#")
        _push(state, startLine, level, mdTrim(bare if bare.endswith((" ", "\t")) else content))
    return True


def loose_heading(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`#Heading` without a space, which Python-Markdown takes for a heading."""
    text, level = _marked(state, startLine)
    content = text.rstrip().strip("#").strip()
    if not 0 < level <= 6 or not content or text[level] in " \t" or state.is_code_block(startLine):
        return False
    if not silent:
        _push(state, startLine, level, content)
    return True


def _marked(state: StateBlock, line: int) -> tuple[str, int]:
    """A line without its indentation, and how many marks of a heading it begins with."""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    return text, len(text) - len(text.lstrip("#"))


def _push(state: StateBlock, line: int, level: int, content: str) -> None:
    state.line = line + 1
    for kind, nesting in _TOKENS:
        token = state.push(kind, f"h{level}" if nesting else "", nesting)
        token.map = [line, line + 1]
        if nesting:
            token.markup = "#" * level
        else:
            token.content = content
