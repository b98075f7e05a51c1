"""Reads the literal values in a JavaScript or TypeScript file, without executing it.

The name of a constant that the file gives a literal value stands for that value. What is not
literal (a call, another variable, a template with a hole) becomes `UNKNOWN`.
"""

import re
from typing import Any, Final

UNKNOWN: Final = object()

_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)
      | (?P<number>-?\d+(?:\.\d+)?)
      | (?P<word>[A-Za-z_$][\w$]*)
      | (?P<mark>\.\.\.|=>|.)""",
    re.DOTALL | re.VERBOSE,
)
_HOLE = re.compile(r"\$\{([A-Za-z_$][\w$]*)\}")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_CLOSERS = {"{": "}", "[": "]", "(": ")"}
_RESOLVE = [("mark", "."), ("word", "resolve")]
_STATEMENTS = frozenset("class const export function if import let module return var".split())
_DEEPEST = 60
_LONGEST_TYPE = 24


def object_literals(text: str) -> list[dict[str, Any]]:
    """Every object literal that is in no other, in the order of the file."""
    tokens = [
        (match.lastgroup or "", match[0])
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "skip"
    ]
    reader = _Reader(tokens, _constants(tokens))
    found = []
    while reader.position < len(tokens):
        if reader.at("{") and reader.opens_literal():
            value = reader.value()
            if isinstance(value, dict):
                found.append(value)
        else:
            reader.position += 1
    return found


def _constants(tokens: list[tuple[str, str]]) -> dict[str, Any]:
    """The literal values that the file gives to names, by name; later ones may use earlier ones."""
    found: dict[str, Any] = {}
    for index, token in enumerate(tokens):
        if token != ("word", "const") or index + 2 >= len(tokens):
            continue
        kind, name = tokens[index + 1]
        start = _value_after(tokens, index + 2)
        if kind == "word" and start is not None:
            reader = _Reader(tokens, found)
            reader.position = start
            value = reader.value()
            if value is not UNKNOWN:
                found[name] = value
    return found


def _value_after(tokens: list[tuple[str, str]], start: int) -> int | None:
    """Where the value of a constant begins, whose name, and maybe type, ends before."""
    for index in range(start, min(start + _LONGEST_TYPE, len(tokens))):
        if tokens[index] == ("mark", "="):
            return index + 1
        if tokens[index][1] in {";", "=>", "(", "{", "const"}:
            return None
    return None


class _Reader:
    """Reads values from a list of tokens; it never fails, and always moves on."""

    def __init__(self, tokens: list[tuple[str, str]], constants: dict[str, Any]) -> None:
        self.tokens = tokens
        self._constants = constants
        self.position = 0
        self._depth = 0

    def at(self, text: str) -> bool:
        return self.position < len(self.tokens) and self.tokens[self.position] == ("mark", text)

    def opens_literal(self) -> bool:
        """Whether the brace here opens an object, not a block of statements."""
        before = self.tokens[self.position - 1][1] if self.position else ""
        return before in {"=", "(", "default", "return", ",", "[", ":"}

    def value(self) -> Any:
        """The value here, up to the comma or bracket that ends it."""
        self._depth += 1
        value = self._literal() if self._depth < _DEEPEST else UNKNOWN
        self._depth -= 1
        return UNKNOWN if self._skip_expression() else value

    def _literal(self) -> Any:
        if self.position >= len(self.tokens):
            return UNKNOWN
        kind, text = self.tokens[self.position]
        if self.at("{"):
            return self._object()
        if self.at("["):
            return self._array()
        if self.at("("):
            return self._parenthesised()
        if (kind, text) == ("word", "require"):
            return self._required()
        if kind == "string" and (filled := self._filled(text)) is not None:
            self.position += 1
            return _ESCAPE.sub(r"\1", filled[1:-1])
        if kind == "number":
            self.position += 1
            return _number(text)
        if kind == "word" and text in _WORDS:
            self.position += 1
            return _WORDS[text]
        if kind == "word" and text in self._constants:
            self.position += 1
            return self._constants[text]
        return UNKNOWN

    def _filled(self, text: str) -> str | None:
        """A string with its holes filled from constants; None where one cannot be."""
        if text[0] != "`" or "${" not in text:
            return text
        for name in _HOLE.findall(text):
            value = self._constants.get(name)
            if not isinstance(value, str):
                return None
            text = text.replace(f"${{{name}}}", value)
        return text if "${" not in text else None

    def _parenthesised(self) -> Any:
        """`({…})`, as a comment that names its type wants it."""
        start = self.position
        self.position += 1
        if self.at("{") or self.at("["):
            value = self.value()
            if self.at(")"):
                self.position += 1
                return value
        self.position = start
        return UNKNOWN

    def _required(self) -> Any:
        """`require("name")` and `require.resolve("name")` stand for the name."""
        following = self.tokens[self.position + 1 : self.position + 6]
        call = following[2:] if following[:2] == _RESOLVE else following
        names = [text for kind, text in call[1:2] if kind == "string"]
        if not names or (call[0], *call[2:3]) != (("mark", "("), ("mark", ")")):
            return UNKNOWN
        self.position += 4 + len(following) - len(call)
        return names[0][1:-1]

    def _object(self) -> dict[str, Any]:
        self.position += 1
        found: dict[str, Any] = {}
        while self.position < len(self.tokens) and not self.at("}"):
            kind, text = self.tokens[self.position]
            self.position += 1
            if kind in {"word", "string", "number"} and self.at(":"):
                self.position += 1
                found[text[1:-1] if kind == "string" else text] = self.value()
            elif text == "..." and isinstance(value := self._spread(), dict):
                found.update(value)
            elif kind == "word" and (self.at(",") or self.at("}")) and text in self._constants:
                found[text] = self._constants[text]
            elif text in _CLOSERS:
                self.position -= 1
                self._skip_expression()
        self.position += 1
        return found

    def _array(self) -> list[Any]:
        self.position += 1
        found = []
        while self.position < len(self.tokens) and not self.at("]"):
            if self.at("...") and isinstance(value := self._spread(1), list):
                found += value
            else:
                found.append(self.value())
            if not self.at("]"):
                self.position += 1
        self.position += 1
        return found

    def _spread(self, ahead: int = 0) -> Any:
        """The constant that is spread here, and the move past it; None where it is none."""
        names = self.tokens[self.position + ahead : self.position + ahead + 2]
        value = self._constants.get(names[0][1]) if len(names) == 2 else None
        if value is None or names[1][1] not in {",", "}", "]"}:
            return None
        self.position += ahead + 1
        return value

    def _skip_expression(self) -> bool:
        """Move to the comma or bracket that ends this expression; whether anything was skipped.

        `as const`, `satisfies Type` and the like after a literal do not change its value.
        """
        start = self.position
        harmless = self.position < len(self.tokens) and self.tokens[self.position][1] in {
            "as",
            "satisfies",
        }
        open_brackets: list[str] = []
        while self.position < len(self.tokens):
            kind, text = self.tokens[self.position]
            if kind == "word" and text in _STATEMENTS and not open_brackets:
                break
            if kind == "mark":
                if text in _CLOSERS:
                    open_brackets.append(_CLOSERS[text])
                elif open_brackets and text == open_brackets[-1]:
                    open_brackets.pop()
                elif not open_brackets and text in {",", "}", "]", ")", ";"}:
                    break
            self.position += 1
        return self.position > start and not harmless


def _number(text: str) -> Any:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:  # more digits than Python reads
        return UNKNOWN
