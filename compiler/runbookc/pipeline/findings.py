"""A compilation's findings as a report, with the lines that they stand on."""

from collections.abc import Sequence
from functools import cached_property

from runbookc.diagnostics import Diagnostic, fingerprints
from runbookc.pipeline.compilation import Compilation
from runbookc.reporting import Report, summarise
from runbookc.source import SourceFile, decode


class _Lines:
    """The lines of pages with findings; each page is read when the first of them is shown."""

    def __init__(self, compilation: Compilation) -> None:
        self._compilation = compilation
        self._files: dict[str, SourceFile | None] = {}

    def __call__(self, path: str, number: int) -> str:
        if path not in self._files:
            self._files[path] = self._read(path)
        source = self._files[path]
        return source.line(number) if source is not None else ""

    def _read(self, path: str) -> SourceFile | None:
        if not self._compilation.has_page(path):
            return None
        try:
            return decode(path, (self._compilation.root / path).read_bytes())[0]
        except OSError:
            return None

    @cached_property
    def names(self) -> dict[Diagnostic, str]:
        """The fingerprint of every finding, whatever part of them is shown."""
        compilation = self._compilation
        return fingerprints((*compilation.diagnostics, *compilation.suppressed), self)


def report_of(compilation: Compilation, diagnostics: Sequence[Diagnostic], *, root: str) -> Report:
    """The report on a compilation.

    Args:
        compilation: what was compiled.
        diagnostics: those of its findings that are wanted.
        root: the project's root as the user names it.
    """
    lines = _Lines(compilation)
    summary = summarise(
        diagnostics,
        pages=compilation.page_count,
        procedures=compilation.procedure_count,
        suppressed=len(compilation.suppressed),
    )
    return Report(
        root,
        tuple(diagnostics),
        summary,
        lines,
        lambda found: lines.names[found],
        compilation.suppressed,
    )
