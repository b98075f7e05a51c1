"""The block state of markdown-it-py with cheaper tokens.

The library's `Token` fills thirteen fields through a generated constructor, two of them with new
containers. Most tokens of a page need three. The state writes the fields itself and shares the
empty containers; every rule that gives a token attributes replaces them as a whole.
"""

from itertools import accumulate
from operator import add, sub
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

_new = Token.__new__
_NO_ATTRIBUTES: dict[str, str | int | float] = {}
_NO_META: dict[Any, Any] = {}


class BlockState(StateBlock):
    """The state of one page's block pass; a test holds that it begins as the library's does."""

    rounds_indent = False
    """Whether indented code is told as Python-Markdown tells it."""
    may_underline = True
    """Whether any line of the page can underline a heading."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        self._mark_lines(src)
        self.lineMax = len(self.bMarks) - 1

    def is_code_block(self, line: int) -> bool:
        """Whether a line is indented so far that it is code.

        Python-Markdown counts from the next multiple of four columns: in an item that begins with
        `- `, code is indented by eight.
        """
        base = self.blkIndent
        if self.rounds_indent:
            base = (base + 3) // 4 * 4
        return self.sCount[line] - base >= 4 and self._code_enabled

    def _mark_lines(self, src: str) -> None:
        """Note where each line begins and ends and how far it is indented.

        The library looks at each character of the indentation; most lines have none.
        """
        lines = src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()
        lengths = list(map(len, lines))
        begins = list(map(add, accumulate(lengths, initial=0), range(len(lines))))
        shifts = list(map(sub, lengths, [len(line.lstrip(" \t")) for line in lines]))
        indents = shifts
        if "\t" in src:
            pairs = zip(lines, shifts, strict=True)
            indents = [len(line[:shift].expandtabs(4)) for line, shift in pairs]
        length = len(src)
        self.bMarks, self.eMarks = [*begins, length], [*map(add, begins, lengths), length]
        self.tShift, self.sCount = [*shifts, 0], [*indents, 0]
        self.bsCount = [0] * (len(begins) + 1)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token, as the library does."""
        token = _new(Token)
        token.type, token.tag, token.nesting = ttype, tag, nesting
        token.attrs, token.meta = _NO_ATTRIBUTES, _NO_META
        token.map = token.children = None
        token.content = token.markup = token.info = ""
        token.block, token.hidden = True, False
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token
