"""A PDF as its reader has it: text in the order of reading, words with their places."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

MILLIMETRE = 72 / 25.4

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)


class Word(NamedTuple):
    """A word and its place in points, from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Sheet(NamedTuple):
    """A page with its words."""

    width: float
    height: float
    words: tuple[Word, ...]


def text_of(content: bytes) -> list[str]:
    """The text of each page, as it is copied in the order in which it was written."""
    return _pdftotext(content, "-raw", "-enc", "UTF-8").split("\f")[:-1]


def sheets_of(content: bytes) -> Iterator[Sheet]:
    """The words of each page with their places."""
    for width, height, body in _PAGE.findall(_pdftotext(content, "-bbox")):
        words = [Word(unescape(text), *map(float, places)) for *places, text in _WORD.findall(body)]
        yield Sheet(float(width), float(height), tuple(words))


def _pdftotext(content: bytes, *options: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "runbook.pdf")
        file.write_bytes(content)
        done = subprocess.run(
            ["pdftotext", *options, str(file), "-"], capture_output=True, check=True
        )
    return done.stdout.decode()
