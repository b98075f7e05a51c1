"""markdown-it-py's inline parser, with the place of every token in its content.

markdown-it-py gives no positions to inline tokens. This parser runs the library's own rules and
writes into each token's `map` the offsets, in the inline content, of what the rule consumed.
It also chooses rules by the character at hand instead of trying each, which changes no result:
every rule begins with a test of that character.
"""

import re
from functools import cached_property
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_FIRST_CHARACTERS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "loose_link": "[",
    "image": "!",
    "loose_image": "!",
    "autolink": "<",
    "html_inline": "<",
    "jsx": "<",
    "expression": "{",
    "entity": "&",
}
_INSIDE_WORD = re.compile(r"_+(?=[^\W_])")
_TERMINATORS = re.compile(r"[\n\\`~*_\[\]!<&{]")


_MAX_LINK_NESTING = 20
"""Brackets nested deeper than this are text; the library's own limit for CommonMark."""


class SpannedState(StateInline):
    """The inline state, remembering where the pending text began."""

    pending_start = 0

    @cached_property
    def last_bracket(self) -> int:
        """The place of the last `]`, after which no link and no image begins."""
        return self.src.rfind("]")

    def pushPending(self) -> Token:
        """Flush the pending text as a token that knows its offsets."""
        token = super().pushPending()
        token.map = [self.pending_start, self.pending_start + len(token.content)]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token; what follows an opening one begins where the rule put `pos`."""
        token = super().push(ttype, tag, nesting)
        if nesting > 0:
            self.pending_start = self.pos
        elif nesting < 0:
            token.meta["label_end"] = self.pos
        return token


class SpannedInlineParser(ParserInline):
    """The inline parser whose tokens carry `map = [start, end]` in their content."""

    def __init__(self, base: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = base.ruler, base.ruler2
        self.terminator_re = _TERMINATORS
        self._rules: dict[str, list[RuleFuncInlineType]] = {}

    def index_rules(self) -> None:
        """Sort the enabled rules by the characters that they begin with."""
        for name in self.ruler.get_active_rules():
            rule = next(r.fn for r in self.ruler.__rules__ if r.name == name)
            for character in _FIRST_CHARACTERS.get(name, ""):
                self._rules.setdefault(character, []).append(rule)

    def tokenize(self, state: StateInline) -> None:
        """Generate tokens for the state's range."""
        assert isinstance(state, SpannedState)
        src, end, limit = state.src, state.posMax, _MAX_LINK_NESTING
        search, by_character, tokens = _TERMINATORS.search, self._rules, state.tokens
        while state.pos < end:
            pos = state.pos
            match = search(src, pos, end)
            stop = match.start() if match else end
            if stop > pos:
                state.append_pending(src[pos:stop])
                state.pos = stop
                continue
            if src[pos] == "_" and (inside := _INSIDE_WORD.match(src, pos)) and pos:
                if src[pos - 1].isalnum():  # such a run opens and closes nothing
                    state.append_pending(inside[0])
                    state.pos = inside.end()
                    continue
            count = len(tokens)
            could_match = state.level < limit and (src[pos] not in "[!" or pos < state.last_bracket)
            for rule in by_character.get(src[pos], ()) if could_match else ():
                if rule(state, False):
                    if len(tokens) > count:
                        _place(tokens, count, pos, state.pos)
                        state.pending_start = state.pos
                    break
            else:
                state.append_pending(src[pos])
                state.pos = pos + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:
        """Skip one token, as the library's parser does, by the rules of its first character."""
        pos = state.pos
        if pos in state.cache:
            state.pos = state.cache[pos]
            return
        match = _TERMINATORS.search(state.src, pos, state.posMax)
        stop = match.start() if match else state.posMax
        if stop > pos:
            state.pos = stop
        elif state.level >= _MAX_LINK_NESTING:
            state.pos = state.posMax
        elif not self._skip(state, pos):
            state.pos = pos + 1
        state.cache[pos] = state.pos

    def _skip(self, state: StateInline, pos: int) -> bool:
        assert isinstance(state, SpannedState)
        if state.src[pos] in "[!" and pos > state.last_bracket:
            return False
        for rule in self._rules.get(state.src[pos], ()):
            state.level += 1
            matched = rule(state, True)
            state.level -= 1
            if matched:
                return True
        return False

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Process inline content and push its tokens, each with its offsets."""
        state = SpannedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _place(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Give the tokens that one rule pushed their offsets; inner ones have theirs already."""
    fresh: list[Any] = [token for token in tokens[first:] if token.map is None]
    if fresh[0].type == "link_open":
        for token in fresh:
            token.map = [start + 1, end - 1] if token.type == "text" else [start, end]
        return
    if len(fresh) == 1:
        fresh[0].map = [start, end]
        return
    for token in fresh:
        token.map = [start, start + len(token.content)]
        start += len(token.content)
