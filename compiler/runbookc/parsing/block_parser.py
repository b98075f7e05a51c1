"""markdown-it-py's block parser, bounded in depth and quicker to the rule that applies.

The library tries each rule at each line. Every rule begins with a test of the line's first
character, so this parser keeps the rules by that character; no result changes by it.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.rules_block import StateBlock, hr, lheading
from markdown_it.token import Token
from markdown_it.utils import EnvType

from runbookc.parsing.block_state import BlockState
from runbookc.parsing.headings import heading
from runbookc.parsing.tables import table_rule

MAX_NESTING = 60
"""Quotes and lists nested deeper than this are kept as plain text."""

_FIRST_CHARACTERS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "python_reference": "[",
    "footnote": "[",
    "definition": ":",
    "html_block": "<",
    "jsx_tags": "<",
    "heading": "#",
    "loose_heading": "#",
    "directive": ":",
    "indented": "!?=",
    "expression": "{",
    "esm": "ie",
}
_LINES_AHEAD = 16
"""How many lines are searched for a heading's underline before the library's own rule is asked."""
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?=\n|\Z)")
_ANYWHERE = ("paragraph",)
_DELIMITER_ROW = "|:-"


class BlockParser(ParserBlock):
    """The block parser; what is nested too deeply becomes text instead of being dropped."""

    def __init__(self, base: ParserBlock) -> None:
        super().__init__()
        self.ruler = base.ruler
        self._first: dict[bool, dict[str, list[RuleFuncBlockType]]] = {False: {}, True: {}}
        self._interrupting: dict[str, list[RuleFuncBlockType]] = {}
        self._ending_table: dict[str, list[RuleFuncBlockType]] = {}
        self._ending_item: dict[str, list[RuleFuncBlockType]] = {}
        self._table: RuleFuncBlockType | None = None
        self.rounds_indent = False

    def index_rules(self) -> None:
        """Sort the enabled rules by the characters that they begin with."""
        self.ruler.at("paragraph", self._paragraph)
        self.ruler.at("lheading", _setext_heading)
        self.ruler.at("heading", heading, {"alt": ["paragraph", "reference", "blockquote"]})
        self.ruler.at(
            "hr", _thematic_break, {"alt": ["paragraph", "reference", "blockquote", "list"]}
        )
        self.ruler.at("table", table_rule(self._ends_table), {"alt": ["paragraph", "reference"]})
        enabled = set(self.ruler.get_active_rules())
        rules = [rule for rule in self.ruler.__rules__ if rule.name in enabled]
        characters = {char for chars in _FIRST_CHARACTERS.values() for char in chars}
        for character in ("", *characters):
            for underlined, anywhere in ((False, _ANYWHERE), (True, ("lheading", *_ANYWHERE))):
                self._first[underlined][character] = [
                    rule.fn
                    for rule in rules
                    if rule.name in anywhere
                    or (character and character in _FIRST_CHARACTERS.get(rule.name, ""))
                ]
            for chain, kept in (
                ("paragraph", self._interrupting),
                ("blockquote", self._ending_table),
                ("list", self._ending_item),
            ):
                kept[character] = [
                    rule.fn
                    for rule in rules
                    if chain in rule.alt
                    and character
                    and character in _FIRST_CHARACTERS.get(rule.name, "")
                ]
        self._table = next((rule.fn for rule in rules if rule.name == "table"), None)
        # Lists, quotes and headings ask these chains, at each line and each level of nesting.
        self.ruler.getRules("")
        chains = self.ruler.__cache__
        assert chains is not None
        chains["blockquote"] = [self._ends_table]
        chains["list"] = [self._ends_item]
        chains["paragraph"] = [self._interrupts]

    def parse(
        self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]
    ) -> list[Token] | None:
        """Process a text and push its block tokens."""
        if not src:
            return None
        state = BlockState(src, md, env, outTokens)
        state.rounds_indent = self.rounds_indent
        state.may_underline = _UNDERLINE.search(src) is not None
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Generate tokens for a range of lines."""
        if state.level >= MAX_NESTING:
            _keep_as_text(state, startLine, endLine)
            return
        assert isinstance(state, BlockState)
        line, empty_lines = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            for rule in self._rules_at(state, line, endLine):
                if rule(state, line, endLine, False):
                    break
            state.tight = not empty_lines
            line = state.line
            if not empty_lines and line - 1 < endLine and state.isEmpty(line - 1):
                empty_lines = True
            if line < endLine and state.isEmpty(line):
                empty_lines = True
                line += 1
                state.line = line

    def _rules_at(self, state: BlockState, line: int, end: int) -> list[RuleFuncBlockType]:
        if state.sCount[line] - state.blkIndent >= 4:
            return self.ruler.getRules("")
        first = self._first[state.may_underline]
        rules = first.get(_first_character(state, line)) or first[""]
        if self._table is not None and self._row_follows(state, line, end):
            return [self._table, *rules]
        return rules

    @staticmethod
    def _row_follows(state: StateBlock, line: int, end: int) -> bool:
        """Whether the next line looks like a table's delimiter row."""
        after = line + 1
        if after >= end:
            return False
        start, stop = state.bMarks[after] + state.tShift[after], state.eMarks[after]
        if start >= stop or state.src[start] not in _DELIMITER_ROW:
            return False
        return not state.src[start:stop].strip(_DELIMITER_ROW + " \t")

    def _paragraph(self, state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
        """A paragraph, up to an empty line or to a block that may interrupt it.

        It is one token of the type by which the library marks the paragraphs of tight lists.
        """
        line, end = startLine + 1, state.lineMax
        outer, state.parentType = state.parentType, "paragraph"
        while line < end and state.bMarks[line] + state.tShift[line] < state.eMarks[line]:
            if state.sCount[line] >= 0 and state.sCount[line] - state.blkIndent <= 3:
                if self._interrupts(state, line, end):
                    break
            line += 1
        if line == startLine + 1:
            start = state.bMarks[startLine] + state.tShift[startLine]
            content = state.src[start : state.eMarks[startLine]].strip(" \t")
        else:
            content = state.getLines(startLine, line, state.blkIndent, False).strip(" \t\n")
        state.line = line
        token = state.push("paragraph_open", "p", 0)
        token.content, token.map = content, [startLine, line]
        state.parentType = outer
        return True

    def _interrupts(self, state: StateBlock, line: int, end: int, silent: bool = True) -> bool:
        if self._table is not None and self._row_follows(state, line, end):
            if self._table(state, line, end, True):
                return True
        rules = self._interrupting.get(_first_character(state, line))
        return rules is not None and _applies(rules, state, line, end)

    def _ends_item(self, state: StateBlock, line: int, end: int, silent: bool = True) -> bool:
        if state.isEmpty(line):
            return False
        rules = self._ending_item.get(_first_character(state, line))
        return rules is not None and _applies(rules, state, line, end)

    def _ends_table(self, state: StateBlock, line: int, end: int, silent: bool = True) -> bool:
        rules = self._ending_table.get(state.src[state.bMarks[line] + state.tShift[line]])
        return rules is not None and _applies(rules, state, line, end)


def _applies(rules: list[RuleFuncBlockType], state: StateBlock, line: int, end: int) -> bool:
    """Whether one of the rules begins a block at a line."""
    for rule in rules:  # noqa: SIM110 - asked at every line, and a loop is cheaper than `any`
        if rule(state, line, end, True):
            return True
    return False


def _first_character(state: StateBlock, line: int) -> str:
    """The character that decides which rules may apply at a line; "" for none of them.

    A line that begins with bold words is no list and no thematic break.
    """
    start = state.bMarks[line] + state.tShift[line]
    first = state.src[start]
    if (
        first == "*"
        and state.src.startswith("**", start)
        and state.src[start + 2 : start + 3].isalnum()
    ):
        return ""
    return first


def _setext_heading(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The library's rule, tried only where an underline can follow."""
    assert isinstance(state, BlockState)
    if not state.may_underline:
        return False
    line = startLine + 1
    end = min(endLine, line + _LINES_AHEAD)
    while line < end and not state.isEmpty(line):
        if state.src[state.bMarks[line] + state.tShift[line]] in "=-":
            return lheading(state, startLine, endLine, silent)
        line += 1
    return line < endLine and line == end and lheading(state, startLine, endLine, silent)


def _thematic_break(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The library's rule, asked only where the line holds nothing but its marks."""
    text = state.src[state.bMarks[startLine] + state.tShift[startLine] : state.eMarks[startLine]]
    return not text.strip("*-_ \t") and hr(state, startLine, endLine, silent)


def _keep_as_text(state: StateBlock, start: int, end: int) -> None:
    state.env.setdefault("too_deep", start)
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, end, state.blkIndent, False)
    token.map = [start, end]
    state.line = end
