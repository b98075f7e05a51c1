"""File names on a page that are one slip of the finger apart."""

import re
from collections.abc import Iterator
from functools import lru_cache

from runbookc.checks.view import PageView
from runbookc.source import Span
from runbookc.source.frozen import dataclass

_ENDINGS = (
    "bat cer cfg cmd conf config crt csr db dll dpapi env exe ini json key log msi pem pfx "
    "properties ps1 py service sh sql toml txt xml yaml yml zip"
).split()
_KNOWN_ENDINGS = frozenset(_ENDINGS)
_ENDING_WORDS = frozenset(ending.encode() for ending in _ENDINGS)
_NAME = re.compile(r"[A-Za-z][\w-]{5,}(?:\.[A-Za-z]\w{1,9}){1,3}(?![\w-])")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"(?:\]\(|https?://|src=|href=)\S*$")
_LOOK_BACK = 200
_LONGEST = 80
_MOST_NAMES = 5000
"""File names that are compared; a page with more is a list of files."""


@dataclass(frozen=True, slots=True)
class FileName:
    """A file name, where it stands first, and how often."""

    name: str
    span: Span
    count: int


def near_file_names(view: PageView) -> Iterator[tuple[FileName, FileName]]:
    """Pairs of file names that differ by a letter left out, added or swapped: the rarer one first.

    Names with numbers come in series and are left alone, and so is one with a last letter more
    (runner.exe and runnerw.exe). Where that is an `s`, both files may exist, so the rarer one must
    be a single slip beside several right ones.
    """
    found = _file_names(view)
    if len(found) < 2:
        return
    names = sorted(found, key=lambda each: (each.count, each.span), reverse=True)
    known: dict[str, FileName] = {}
    with_letter_more: dict[str, FileName] = {}
    for rare in names[:_MOST_NAMES]:
        stem, _, ending = rare.name.lower().rpartition(".")
        shorter, swapped = (
            [f"{form}.{ending}" for form in forms] for forms in (_one_less(stem), _swapped(stem))
        )
        name = f"{stem}.{ending}"
        near = {known[form] for form in (*shorter, *swapped) if form in known and form != name}
        near.update(with_letter_more[form] for form in (name,) if form in with_letter_more)
        for usual in sorted(near, key=lambda each: (each.count, each.span), reverse=True):
            if _is_slip(rare, usual):
                yield rare, usual
        known.setdefault(name, rare)
        for form in shorter:
            with_letter_more.setdefault(form, rare)


def _is_slip(rare: FileName, usual: FileName) -> bool:
    """Whether one of two near names is wrong: a last letter more may tell two files apart."""
    stems = (each.name.lower().rpartition(".")[0] for each in (rare, usual))
    shorter, longer = sorted(stems, key=len)
    more = longer.removeprefix(shorter)
    return len(more) > 1 or (more == "s" and rare.count == 1 and usual.count > 1)


def _file_names(view: PageView) -> list[FileName]:
    found: dict[str, FileName] = {}
    endings = [f".{word.decode()}" for word in view.words & _ENDING_WORDS]
    for number in sorted(view.lines_with(*endings)):
        for name, start in _names_on(view.source.line(number)):
            span = Span(number, start + 1, number, start + 1 + len(name))
            known = found.get(name, FileName(name, span, 0))
            found[name] = FileName(name, known.span, known.count + 1)
    return list(found.values())


@lru_cache(maxsize=1 << 14)
def _names_on(line: str) -> tuple[tuple[str, int], ...]:
    """The file names on a line and where they begin; remembered, for versions repeat lines."""
    return tuple(
        (match[0], match.start())
        for match in _NAME.finditer(line)
        if _is_name(match[0], line[max(0, match.start() - _LOOK_BACK) : match.start()])
    )


def _is_name(name: str, before: str) -> bool:
    if name.rpartition(".")[2] not in _KNOWN_ENDINGS or len(name) > _LONGEST or _DIGIT.search(name):
        return False
    return not before.endswith((".", "-")) and not _ADDRESS.search(before)


def _one_less(stem: str) -> set[str]:
    """The stem with any one letter left out."""
    return {stem[:index] + stem[index + 1 :] for index in range(len(stem))}


def _swapped(stem: str) -> set[str]:
    """The stem with any two neighbouring letters swapped."""
    return {
        stem[:index] + stem[index + 1] + stem[index] + stem[index + 2 :]
        for index in range(len(stem) - 1)
    }
