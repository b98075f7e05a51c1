"""The block state of markdown-it-py with cheaper tokens.

The library's `Token` fills thirteen fields through a generated constructor, two of them with new
containers. Most tokens of a page need three. The state writes the fields itself and shares the
empty containers; every rule that gives a token attributes replaces them as a whole.
"""

from typing import Any, Literal

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_new = Token.__new__
_NO_ATTRIBUTES: dict[str, str | int | float] = {}
_NO_META: dict[Any, Any] = {}


class BlockState(StateBlock):
    """The state of one page's block pass."""

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
