"""How docs systems make anchors of headings."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

_MARKS_DROPPED = re.compile(r"[^\w\s-]")
_PYMDOWN_DROPPED = re.compile(r"[^\w\- ]")
_TAG = re.compile(r"</?[^>]*>")
_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_COUNTED = re.compile(r"(.*)_([0-9]+)")


# Letters in circles and squares are symbols to Unicode and letters to github-slugger.
_LETTER_SYMBOLS = (
    ("\u24b6", "\u24e9"),
    ("\U0001f130", "\U0001f149"),
    ("\U0001f150", "\U0001f169"),
    ("\U0001f170", "\U0001f189"),
)


@lru_cache(maxsize=4096)
def _github_keeps(character: str) -> bool:
    if character in "- ":
        return True
    category = unicodedata.category(character)
    if category[0] in "LM" or category in {"Nd", "Nl", "Pc"}:
        return True
    return any(first <= character <= last for first, last in _LETTER_SYMBOLS)


_ASCII_SLUG = {
    code: "-" if chr(code) == " " else chr(code) if _github_keeps(chr(code)) else None
    for code in range(128)
}


@lru_cache(maxsize=1 << 14)
def _github_slug(text: str) -> str:
    """The slug of a heading that is the only one of its name; pages share most headings."""
    kept = text.lower()
    if kept.isascii():
        return kept.translate(_ASCII_SLUG)
    return "".join(filter(_github_keeps, kept)).replace(" ", "-")


class GithubSlugger:
    """github-slugger: lower case, punctuation dropped, blanks to hyphens, `-1` for duplicates."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def slug(self, text: str) -> str:
        """The anchor for a heading of this plain text."""
        base = slug = _github_slug(text)
        while slug in self._given:
            self._given[base] += 1
            slug = f"{base}-{self._given[base]}"
        self._given[slug] = 0
        return slug

    def reserve(self, anchor: str) -> str:
        """An anchor that the author gave is published as it is and takes part in no counting."""
        return anchor


class GoldmarkSlugger(GithubSlugger):
    """Hugo's: like GitHub's, but trimmed, without marks and numbers that are no digits.

    Args:
        ascii_only: whether letters with accents lose them and other letters are dropped.
    """

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__()
        self._ascii_only = ascii_only

    def slug(self, text: str) -> str:
        """The anchor for a heading of this plain text."""
        kept = text.strip().lower()
        if self._ascii_only:
            kept = unicodedata.normalize("NFKD", kept).encode("ascii", "ignore").decode()
        kept = "".join(c for c in kept if c.isascii() or _is_letter_or_digit(c)).replace("\t", "")
        return super().slug(kept) if re.search(r"[\w -]", kept) else super().slug("heading")


def _is_letter_or_digit(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "L" or category == "Nd"


def python_markdown_slug(text: str, separator: str = "-") -> str:
    """The standard slug of Python-Markdown's table of contents: ASCII only."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return unicode_slug(ascii_only, separator)


def unicode_slug(text: str, separator: str = "-") -> str:
    """The same, with letters of every script."""
    kept = _MARKS_DROPPED.sub("", text).strip().lower()
    return re.sub(rf"[{re.escape(separator)}\s]+", lambda _: separator, kept)


def pymdown_slug(
    text: str,
    separator: str = "-",
    *,
    case: str = "lower",
    normalize: str = "NFC",
    percent_encode: bool = False,
) -> str:
    """PyMdown's slug, which keeps every blank and hyphen.

    Args:
        text: a heading's plain text.
        separator: what stands for a blank.
        case: `lower`, `lower-ascii`, `fold`, or anything else to keep the case.
        normalize: the Unicode form.
        percent_encode: whether the slug is percent-encoded.
    """
    form = normalize if normalize in ("NFC", "NFD", "NFKC", "NFKD") else "NFC"
    slug = _TAG.sub("", unicodedata.normalize(form, text)).strip()  # type: ignore[arg-type]
    if case == "lower":
        slug = slug.lower()
    elif case == "lower-ascii":
        slug = slug.translate(_ASCII_LOWER)
    elif case == "fold":
        slug = slug.casefold()
    slug = _PYMDOWN_DROPPED.sub("", slug).replace(" ", separator)
    return quote(slug) if percent_encode else slug


class PythonMarkdownSlugger:
    """Python-Markdown: `_1` for duplicates; ids that the author gave are taken first."""

    def __init__(self, slugify: Callable[[str], str] = python_markdown_slug) -> None:
        self._slugify = slugify
        self._given: set[str] = set()
        self._counters: dict[str, int] = {}

    def slug(self, text: str) -> str:
        """The anchor for a heading of this plain text."""
        anchor = self._slugify(text)
        if not anchor or anchor in self._given:
            anchor = self._next(anchor)
        self._given.add(anchor)
        return anchor

    def reserve(self, anchor: str) -> str:
        """Take an anchor that the author gave, before any heading's is made."""
        self._given.add(anchor)
        return anchor

    def _next(self, anchor: str) -> str:
        match = _COUNTED.fullmatch(anchor)
        base, count = (match[1], int(match[2])) if match else (anchor, 0)
        count = max(count, self._counters.get(base, 0)) + 1 if not match else count + 1
        while f"{base}_{count}" in self._given:
            count += 1
        if not match:
            self._counters[base] = count
        return f"{base}_{count}"
