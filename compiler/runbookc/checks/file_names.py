"""File names on a page that are one slip of the finger apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from runbookc.checks.view import PageView
from runbookc.source import Span

_ENDINGS = (
    "bat cer cfg cmd conf config crt csr db dll dpapi env exe ini json key log msi pem pfx "
    "properties ps1 py service sh sql toml txt xml yaml yml zip"
).split()
_ENDING_WORDS = frozenset(ending.encode() for ending in _ENDINGS)
_NAME = re.compile(r"[A-Za-z][\w-]{5,}(?:\.[A-Za-z]\w{1,9}){1,3}(?![\w-])")
_ADDRESS = re.compile(r"(?:\]\(|https?://|src=|href=)\S*$")


@dataclass(frozen=True, slots=True)
class FileName:
    """A file name, where it stands first, and how often."""

    name: str
    span: Span
    count: int


def near_file_names(view: PageView) -> Iterator[tuple[FileName, FileName]]:
    """Pairs of file names that differ by a letter left out, added or swapped: the rarer one first.

    Names with numbers come in series. Where only a final `s` differs, both files may exist, so the
    rarer one must be a single slip beside several right ones.
    """
    names = sorted(_file_names(view), key=lambda each: (each.count, each.span), reverse=True)
    for usual, rare in combinations(names, 2):
        if _one_slip(usual.name.lower(), rare.name.lower()):
            stems = {each.name.lower().rpartition(".")[0].rstrip("s") for each in (usual, rare)}
            if len(stems) > 1 or (rare.count == 1 and usual.count > 1):
                yield rare, usual


def _file_names(view: PageView) -> list[FileName]:
    found: dict[str, FileName] = {}
    endings = [f".{word.decode()}" for word in view.words & _ENDING_WORDS]
    for number in sorted(view.lines_with(*endings)):
        line = view.source.line(number)
        for match in _NAME.finditer(line):
            name = match[0]
            ending = name.rpartition(".")[2]
            before = line[: match.start()]
            if ending not in _ENDINGS or _ADDRESS.search(before) or before.endswith((".", "-")):
                continue
            span = Span(number, match.start() + 1, number, match.end() + 1)
            known = found.get(name, FileName(name, span, 0))
            found[name] = FileName(name, known.span, known.count + 1)
    return list(found.values())


def _one_slip(one: str, other: str) -> bool:
    alike = one.rpartition(".")[2] == other.rpartition(".")[2] and abs(len(one) - len(other)) < 2
    if not alike or one == other or any(letter.isdigit() for letter in one + other):
        return False
    from rapidfuzz.distance import OSA

    swapped = len(one) != len(other) or sorted(one) == sorted(other)
    return swapped and bool(OSA.distance(one, other, score_cutoff=1) <= 1)
