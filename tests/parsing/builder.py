"""Documents from text, for tests of the parser and of what follows it."""

from pathlib import Path

from runbookc.config import Settings
from runbookc.dialects import Dialect, detect_dialect
from runbookc.dialects.base import COMMONMARK
from runbookc.lowering import Lowered, lower
from runbookc.parsing import Document, parse
from runbookc.source import decode


def commonmark() -> Dialect:
    """The plain dialect with every extension off."""
    plain = dialect()
    plain.syntax = COMMONMARK
    return plain


def dialect(name: str = "plain") -> Dialect:
    """A dialect of a project without any file."""
    return detect_dialect(Path("/nonexistent"), Settings(dialect=name))


def document(text: str | bytes, *, path: str = "docs/page.md", name: str = "plain") -> Document:
    """The parsed document of a page's text."""
    content = text if isinstance(text, bytes) else text.encode()
    source, _ = decode(path, content)
    return parse(source, dialect(name))


def lowered(text: str, *, path: str = "docs/page.md", name: str = "plain") -> Lowered:
    """The page of a text."""
    parsed = document(text, path=path, name=name)
    placement = dialect(name).place(path, parsed.front_matter)
    return lower(parsed, placement, Settings())
