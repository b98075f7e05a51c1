"""The script of an HTML runbook: its modules as one text, in a fixed order."""

import base64
import hashlib
import re
from functools import lru_cache
from importlib import resources

from markupsafe import Markup

MODULES = (
    "elements",
    "shape",
    "storage",
    "runs",
    "progress",
    "steps",
    "gates",
    "watches",
    "fields",
    "record",
    "paper",
    "exchange",
    "copying",
    "keyboard",
    "panel",
)
"""The modules in `scripts/`; each imports only from those before it."""

_LINKAGE = re.compile(r"^import [^;]*;\n|^export (?=(?:async )?function|const|let)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)
_STRING = re.compile(r'("[^"]*"|`[^`]*`)')
_AROUND_SIGNS = re.compile(r" ?([=+*<>?:{}(),;&|!]+) ?")
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STYLE_SPACE = re.compile(r'("[^"]*")|\s*([{};,])\s*|(?<=:) ')


@lru_cache(maxsize=1)
def script() -> Markup:
    """All modules in one scope; they are ours, and hold nothing that would end their element."""
    texts = (module(name) for name in MODULES)
    whole = _LINKAGE.sub("", "".join(texts))
    lines = _INDENT.sub("", _COMMENT.sub("", whole)).splitlines()
    return Markup("\n".join(map(_dense, lines)) + "\n")


def _dense(line: str) -> str:
    """The line without spaces that mean nothing; strings stay, and lines with a pattern."""
    pieces = _STRING.split(line)
    if any("/" in code for code in pieces[::2]):
        return line
    pieces[::2] = (_AROUND_SIGNS.sub(r"\1", code) for code in pieces[::2])
    return "".join(pieces)


def module(name: str) -> str:
    """The text of one module."""
    return resources.files(__package__).joinpath("scripts", f"{name}.js").read_text("utf-8")


def lean_style(style: str) -> str:
    """A style sheet without what only its writers need."""
    return _STYLE_SPACE.sub(lambda m: m[1] or m[2] or "", _STYLE_COMMENT.sub("", style)).strip()


def content_hash(text: str) -> str:
    """The hash by which a page's policy allows a script or a style sheet of its own."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
