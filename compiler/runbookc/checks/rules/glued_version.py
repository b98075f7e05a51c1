"""VER004: a product's name and its version without a space between them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Edit, Fix, Severity

_GLUED = re.compile(
    r"(?<![\w./\\@:#-])(?P<name>[A-Za-z][A-Za-z]*[a-z])(?P<version>v?\d+(?:\.\d+)+\+?)(?![\w/\\-]|\.\w)"
)
_SPACED = re.compile(r"(?<![\w./-])(?P<name>[A-Za-z]+) v?\d+(?:\.\d+)+(?![\w/-])")
_WORD = re.compile(r"[A-Za-z]*[a-z]v?\d+")
_FOLDED = re.compile(r"[^a-z]+")
_SPAN_BEFORE = 60
_FEW = 50
"""Up to how many words it is quicker to look for each than to read the page."""


class GluedVersion(PageRule):
    """A product's name and its version stand without a space between them.

    ## What it does
    Looks for a word that ends in a version number where the word ends the name of a product: one
    that the configuration names, that of the page, or a word that the page elsewhere writes with a
    space before a version.

    ## Why it hurts
    Searching for "Example Guard 7.4" does not find the page, and the version is easily overlooked.

    ## Bad
    ```markdown
    Example Guard 7.5 replaces Example Guard7.4.
    ```

    ## Good
    ```markdown
    Example Guard 7.5 replaces Example Guard 7.4.
    ```

    ## False alarms it risks
    Names that are written with a number, such as "Python3.11". They are reported only where the
    page also writes them with a space, and then as information.
    """

    code = "VER004"
    name = "glued-version"
    severity = Severity.ERROR
    mends = "adds the space"

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each glued pair at its whole name and number."""
        glued = [f"{word}." for word in view.odd_words if _WORD.fullmatch(word)]
        spaced: frozenset[str] | None = None
        few = len(glued) < _FEW
        for passage in view.passages_at(view.lines_with(*glued)) if few else view.passages:
            for match in _GLUED.finditer(passage.text):
                if passage.in_code(match.start()):
                    continue
                start = _product_start(view, passage, match)
                if start is not None:
                    yield self._finding(view, passage, start, match)
                elif match["name"][0].isupper():
                    spaced = _spaced_words(view) if spaced is None else spaced
                    if match["name"] in spaced:
                        found = self._finding(view, passage, match.start(), match)
                        yield replace(found, severity=Severity.INFO)

    def _finding(
        self, view: PageView, passage: Passage, start: int, match: re.Match[str]
    ) -> Diagnostic:
        path, prose = view.page.path, passage.prose
        name, version = passage.text[start : match.start("version")], match["version"]
        last_letter = match.start("version") - 1
        edit = Edit(path, prose.span(last_letter, last_letter + 1), f"{match['name'][-1]} ")
        return self.finding(
            path,
            prose.span(start, match.end()),
            f"No space between `{name}` and its version {version}",
            help=f"Write `{name} {version}`.",
            fix=Fix(f"Write `{name} {version}`", (edit,)),
        )


def _product_start(view: PageView, passage: Passage, match: re.Match[str]) -> int | None:
    """Where the product's name begins that ends at the number; None where none does."""
    text, end = passage.text, match.start("version")
    for name in _names(view):
        start = _starts(text[max(0, end - _SPAN_BEFORE) : end], name)
        if start is not None:
            return max(0, end - _SPAN_BEFORE) + start
    return None


def _spaced_words(view: PageView) -> frozenset[str]:
    """The words that the page writes with a space before a version."""
    return frozenset(match["name"] for p in view.passages for match in _SPACED.finditer(p.text))


def _names(view: PageView) -> Iterator[str]:
    """The names of products that the page may speak of."""
    for product in view.settings.products.values():
        yield product.name
        yield from (former.name for former in product.former_names)
    yield view.page.product or ""


def _starts(before: str, name: str) -> int | None:
    """Where a name begins at the end of a text; letters count, case and spaces do not."""
    letters = _FOLDED.sub("", name.lower())
    if len(letters) < 4 or not _FOLDED.sub("", before.lower()).endswith(letters):
        return None
    left = len(letters)
    for index in range(len(before) - 1, -1, -1):
        left -= before[index].isalpha()
        if left == 0:
            whole = index == 0 or not before[index - 1].isalnum()
            return index if whole else None
    return None
