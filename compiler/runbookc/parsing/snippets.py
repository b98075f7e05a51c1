"""The files that PyMdown's snippets put into a page before its Markdown is read."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from runbookc.model import Inclusion
from runbookc.parsing.unseen_anchors import contents_of

_MARKER = re.compile(
    r"(?P<escape>;*)(?:-+8<-+[ \t]+(?P<quote>[\"'])(?P<file>.+?)(?P=quote)|(?P<block>-+8<-+))"
)
_PART = re.compile(
    r"(?P<file>.*?)(?::(?P<part>[-0-9:]*(?:,[-0-9:]+)*|[a-z][-_0-9a-z]*))?", re.IGNORECASE
)
_LONGEST_NAME = 1000
_WHOLE = "1:"
"""The part that is the whole file, from its first line: such a text belongs to its includer."""


def snippets(tokens: Sequence[Token], offset: int, appended: Sequence[str]) -> Iterator[Inclusion]:
    """What a page includes, in order; snippets inside code are code and bring nothing.

    Args:
        tokens: the page's blocks.
        offset: how many lines of the file stand before the first that was parsed.
        appended: files that stand at the end of every page.
    """
    in_block = False
    for row, text in _lines(tokens):
        match = _MARKER.fullmatch(text)
        if match and match["escape"]:
            continue
        if match and match["block"]:
            in_block = not in_block
        elif match and not in_block:
            yield _inclusion(match["file"], row + offset + 1)
        elif in_block and text and not text.startswith(";"):
            yield _inclusion(text, row + offset + 1)
    for name in appended:
        yield _inclusion(name, 1)


def _lines(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    for token in tokens:
        contents = (token.content,) if token.type == "html_block" else contents_of(token)
        for content in contents:
            for row, line in enumerate(content.split("\n"), (token.map or [0])[0]):
                yield row, line.strip()


def _inclusion(written: str, line: int) -> Inclusion:
    match = _PART.fullmatch(written.strip()) if len(written) < _LONGEST_NAME else None
    target, part = (match["file"], match["part"]) if match else (written, None)
    if target in {"http", "https"}:
        target, part = written, None
    return Inclusion.trusted(target=target.strip(), part=part or _WHOLE, line=line)
