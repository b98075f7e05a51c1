"""A compilation's findings as a report, with the lines that they stand on."""

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from runbookc.diagnostics import Accepted, Diagnostic, Severity, fingerprint_of, fingerprints
from runbookc.pipeline.checkout import checkout_of
from runbookc.pipeline.compilation import Compilation
from runbookc.reporting import Report, summarise
from runbookc.source import SourceFile, decode, sketch

if TYPE_CHECKING:  # findings that are known are shown without any rule
    from runbookc.checks import Named
    from runbookc.reporting import RuleFacts


class SourceLines:
    """The lines of files with findings; each is read when the first of them is shown."""

    def __init__(self, compilation: Compilation) -> None:
        self._compilation = compilation
        self._files: dict[str, SourceFile | None] = {}

    def __call__(self, path: str, number: int) -> str:
        source = self._file(path)
        return source.line(number) if source is not None else ""

    def text(self, path: str) -> str:
        """The whole text, "" where there is none."""
        source = self._file(path)
        return source.text if source is not None else ""

    def _file(self, path: str) -> SourceFile | None:
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def content(self, path: str) -> bytes:
        """The bytes of a file of the project or of its configuration, b"" where there are none."""
        try:
            return self._compilation.read(path)
        except OSError:
            return b""

    def _read(self, path: str) -> SourceFile | None:
        content = self.content(path)
        return decode(path, content)[0] if content else None

    @cached_property
    def names(self) -> dict[Diagnostic, str]:
        """The fingerprint of every finding, whatever part of them is shown."""
        silenced = (one.diagnostic for one in self._compilation.suppressed)
        return fingerprints((*self._compilation.diagnostics, *silenced), self)


def named_findings(compilation: Compilation, lines: SourceLines) -> "Named":
    """The findings of a compilation with their fingerprints."""
    from runbookc.checks import Named

    return Named(
        {each: fingerprint_of(each, lines) for each in compilation.diagnostics},
        compilation.exists,
        lambda path: sketch(lines.text(path)),
    )


def report_of(
    compilation: Compilation,
    diagnostics: Sequence[Diagnostic],
    *,
    root: str,
    lines: SourceLines | None = None,
    baselined: tuple[Diagnostic, ...] | None = None,
    gone: tuple[Accepted, ...] = (),
    failing: tuple[Severity, ...] = (Severity.ERROR,),
) -> Report:
    """The report on a compilation.

    Args:
        compilation: what was compiled.
        diagnostics: those of its findings that are wanted.
        root: the project's root as the user names it.
        lines: its files, where some of them were read already.
        baselined: those that a baseline accepts; None where there is none.
        gone: what the baseline accepts and is no longer found.
        failing: the severities that fail the gate.
    """
    lines = lines or SourceLines(compilation)
    summary = summarise(
        diagnostics,
        pages=compilation.page_count,
        procedures=compilation.procedure_count,
        suppressed=len(compilation.suppressed),
        baselined=len(baselined or ()),
        gone=sum(each.count for each in gone),
    )
    return Report(
        root,
        tuple(diagnostics),
        summary,
        lines,
        lambda found: lines.names[found],
        compilation.suppressed,
        baselined,
        gone,
        failing=failing,
        rules=_rules,
        checkout=cache(lambda: checkout_of(compilation.root)),
    )


def _rules() -> "tuple[RuleFacts, ...]":
    from runbookc.pipeline.rule_facts import rule_facts

    return rule_facts()
