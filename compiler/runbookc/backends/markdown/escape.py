"""Plain text as Markdown: escaped where it would mean something else, and nowhere else."""

import re
import string
from itertools import pairwise

from runbookc.backends import wording
from runbookc.source.frozen import dataclass

_PUNCTUATION = frozenset(string.punctuation)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_SPECIAL = re.compile(r"[\\`\[\]*_~<&!|#{]")
"""What may mean something wherever it stands."""
_LINE_STARTS = re.compile(
    r"""
      (?P<first> [#]{1,6}(?=\s|$) | > | [-+](?=\s|$) | :{3} | !{3} | [?]{3} | ={3}
               | (?:=+|-+)\s*$ | [|:-][-\s|:]*$ )
    | (?P<digits> [0-9]{1,9} )(?=[.)](?:\s|$))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, as far as its meaning depends on it.

    Args:
        before: the character before it, "" at the start of a line.
        after: the character after it, "" at the end of the block.
        in_link: whether it stands inside a link's text.
        one_line: whether it stands in a heading or a table cell.
    """

    before: str = ""
    after: str = ""
    in_link: bool = False
    one_line: bool = False


def escape(text: str, place: Place) -> str:
    """The text, so that Markdown reads exactly it."""
    text = text.replace("\r", " ").replace("\n", " ")
    found = _escape_at_line_start(text) if not place.before and not place.one_line else set()
    for match in _SPECIAL.finditer(text):
        index = match.start()
        before = text[index - 1] if index else place.before
        after = text[index + 1] if index + 1 < len(text) else place.after
        if _means_something(match[0], before, after, text, index, place):
            found.add(index)
    if not found:
        return text
    cuts = [0, *sorted(found), len(text)]
    return "\\".join(text[start:end] for start, end in pairwise(cuts))


def _escape_at_line_start(text: str) -> set[int]:
    if text[:1] in ("*", "_"):
        return {0}
    match = _LINE_STARTS.match(text)
    if match is None:
        return set()
    return {match.end("digits") if match["digits"] else 0}


def _means_something(
    char: str, before: str, after: str, text: str, index: int, place: Place
) -> bool:
    match char:
        case "\\":
            return not after or after == "\n" or after in _PUNCTUATION
        case "`" | "[":
            return True
        case "]":
            return place.in_link or after in ("(", "[", ":")
        case "*":
            return not (_blank(before) and _blank(after))
        case "_":
            return not (before.isalnum() and after.isalnum())
        case "~":
            return after == "~" or not _blank(before)
        case "<":
            return after.isalpha() or after in ("/", "!", "?")
        case "&":
            return _ENTITY.match(text, index) is not None
        case "!":
            return after == "["
        case "|":
            return place.one_line
        case "#":
            return place.one_line and not text[index:].strip("# ")
        case "{":
            return after in ("#", ":")
    return False


def _blank(char: str) -> bool:
    return not char or char.isspace()


def code_span(text: str, *, one_line: bool = False) -> str:
    """Text as a code span; in a table cell its pipes are escaped."""
    text = text.replace("\n", " ")
    if not text.strip():
        return f"<code>{text}</code>"
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    edge = text.startswith("`") or text.endswith("`")
    both = text.startswith(" ") and text.endswith(" ")
    inner = f" {text} " if edge or both else text
    return f"{fence}{inner.replace('|', chr(92) + '|') if one_line else inner}{fence}"


def destination(address: str) -> str:
    """An address as a link's destination."""
    address = re.sub(r"[\x00-\x1f\x7f]", "", address)
    if re.fullmatch(r"[^\s<>()\\&]+", address):
        return address
    escaped = re.sub(r"[\\<>]", lambda match: f"\\{match[0]}", address).replace("&", "&amp;")
    return f"<{escaped}>"


def link_title(title: str) -> str:
    """A link's title with the space before it, or ""."""
    if not title:
        return ""
    escaped = re.sub(r'[\\"]', lambda match: f"\\{match[0]}", " ".join(title.split()))
    return f' "{escaped.replace("&", "&amp;")}"'


def fenced(text: str, language: str = "") -> str:
    """A block of code."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    info = re.sub(r"[`\s]", "", language)
    return f"{fence}{info}\n{text}\n{fence}"


def plain(text: str) -> str:
    """Words of the compiler or a title, escaped."""
    return escape(text, Place("x", "x"))


def aside(text: str) -> str:
    """A line that the compiler adds, set apart from the source's text."""
    return f"_{plain(text)}_"


def source(path: str, line: int) -> str:
    """Where something comes from."""
    return f"_{wording.SOURCE}:_ {code_span(wording.source_place(path, line))}"
