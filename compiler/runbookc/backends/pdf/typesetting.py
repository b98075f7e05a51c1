"""A runbook as PDF, whatever its content is: what cannot be set is replaced, and told."""

import json
import re
from collections.abc import Callable

import typst

from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.document import DocumentWriter, Paper
from runbookc.backends.pdf.engine import compile_pdf, is_readable, template
from runbookc.backends.pdf.fonts import families
from runbookc.backends.pdf.spelling import plain_form, spell
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.model import Runbook
from runbookc.source import Span
from runbookc.source.frozen import dataclass

ReadAsset = Callable[[str], bytes | None]

_CODE = "PDF001"
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


@dataclass(frozen=True)
class Typeset:
    """A runbook's PDF, and what its content kept from being as it should.

    Args:
        files: file name to bytes.
        diagnostics: warnings; the PDF is complete nevertheless.
    """

    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()


def render(runbook: Runbook, read_asset: ReadAsset, paper: Paper = "a4") -> dict[str, bytes]:
    """The runbook as `<id>.pdf`. Content never raises."""
    return typeset(runbook, read_asset, paper).files


def typeset(runbook: Runbook, read_asset: ReadAsset, paper: Paper = "a4") -> Typeset:
    """The runbook as PDF/UA-1, with what stood in the way of that.

    Characters that no font has are spelled out, an image that cannot be read becomes its
    alternative text; whatever else goes against the standard costs only the standard.
    """
    attempt = _Attempt(runbook, read_asset, paper)
    while True:
        try:
            return Typeset({f"{runbook.id}.pdf": attempt.compile()}, tuple(attempt.problems))
        except typst.TypstError as error:
            if not attempt.mend(error):
                raise


class _Attempt:
    """The runbook with what had to be given up so far."""

    def __init__(self, runbook: Runbook, read_asset: ReadAsset, paper: Paper) -> None:
        self._runbook = runbook
        self._read_asset = read_asset
        self._paper = paper
        self._assets = Assets(read_asset)
        self._missing: frozenset[str] = frozenset()
        self._accessible = True
        self.problems: list[Diagnostic] = []

    def compile(self) -> bytes:
        value = DocumentWriter(self._runbook, self._assets, self._paper).write()
        if self._missing:
            value = spell(value, self._missing)
        sources = {
            **template(),
            "fonts.json": json.dumps(families()).encode(),
            "runbook.json": json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"),
        }
        return compile_pdf(sources, self._assets.files, accessible=self._accessible)

    def mend(self, error: typst.TypstError) -> bool:
        """Give up what the error speaks of; whether there was anything left to give up."""
        missing = frozenset("".join(_MISSING.findall(error.diagnostic))) - self._missing
        if missing:
            self._missing |= missing
            spelled = sorted(char for char in missing if not plain_form(char))
            if spelled:
                self._tell(
                    f"spelled out in the PDF, for want of a font: {' '.join(spelled)}",
                    "install a package `fontpkg-…` that has them; all installed ones are used",
                )
            return True
        return self._refuse_images() or self._give_up_the_standard(error)

    def _refuse_images(self) -> bool:
        refused: set[str] = set()
        for name, content in self._assets.files.items():
            if not is_readable(content):
                refused |= self._assets.paths(name)
        for path in sorted(refused):
            self._tell(f"{path} cannot be read as an image", "save it again as PNG")
        if refused:
            self._assets = Assets(self._read_asset, frozenset(refused))
        return bool(refused)

    def _give_up_the_standard(self, error: typst.TypstError) -> bool:
        given, self._accessible = self._accessible, False
        self._tell(f"the PDF does not conform to PDF/UA-1: {error.message}", "")
        return given

    def _tell(self, message: str, remedy: str) -> None:
        part = self._runbook.parts[0]
        line = part.procedure.line
        span = Span(line, 1, line, 1)
        self.problems.append(
            Diagnostic(
                _CODE, "pdf-content", Severity.WARNING, message, part.path, span, help=remedy
            )
        )
