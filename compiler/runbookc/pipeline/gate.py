"""Which of a project's findings a run of the gate reports."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from runbookc.checks import Baseline, Named, Scope, baseline_of, compare, merged
from runbookc.diagnostics import Accepted, Diagnostic, Severity
from runbookc.pipeline.baseline import read_baseline
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.findings import SourceLines, named_findings
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from runbookc.pipeline.since import Base


@dataclass(frozen=True)
class Verdict:
    """The findings of a run, sorted out.

    Args:
        diagnostics: what is reported.
        baselined: what a baseline accepts; None where there is none.
        gone: what the baseline accepts and is no longer found.
    """

    diagnostics: tuple[Diagnostic, ...]
    baselined: tuple[Diagnostic, ...] | None = None
    gone: tuple[Accepted, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a finding that is reported is an error."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


@dataclass(frozen=True)
class Gate:
    """The findings of a compilation beside what was accepted before.

    Args:
        compilation: what was compiled; its findings are compared whole, whatever is reported.
        scope: what the run reports on.
        lines: the texts that findings stand on.
    """

    compilation: Compilation
    scope: Scope
    lines: SourceLines

    @cached_property
    def named(self) -> Named:
        """The project's findings with their fingerprints."""
        return named_findings(self.compilation, self.lines)

    def judge(self, baseline: Baseline | None = None, base: "Base | None" = None) -> Verdict:
        """What is reported, and apart from it what a baseline accepts.

        Args:
            baseline: what is accepted.
            base: the revision since when findings count.
        """
        found = self._since(base)
        if baseline is None:
            return Verdict(found)
        compared = compare(self.compilation.diagnostics, self.named, baseline)
        new = set(compared.new)
        gone = (each for each in compared.gone if self.scope.has(each.path, each.code))
        return Verdict(
            tuple(each for each in found if each in new),
            self._in_scope(compared.accepted),
            tuple(gone),
        )

    def _since(self, base: "Base | None") -> tuple[Diagnostic, ...]:
        found = self._in_scope(self.compilation.diagnostics)
        if base is None:
            return found
        # Without a revision, what asks git about one is not loaded.
        from runbookc.pipeline.since import Change

        counting = Change(base, self.compilation, self.lines, self.named).findings
        return tuple(each for each in found if each in counting)

    def accept_all(self, known: Baseline) -> Baseline:
        """The baseline that accepts everything in scope; beyond it, what is known stays."""
        found = self._in_scope(self.compilation.diagnostics)
        return merged(self._beyond_scope(known.entries, known), baseline_of(found, self.named))

    def prune(self, known: Baseline) -> Baseline:
        """What is known without what is gone; renamed pages have their new names."""
        compared = compare(self.compilation.diagnostics, self.named, known)
        beyond = self._beyond_scope(compared.gone, known)
        return merged(beyond, baseline_of(compared.accepted, self.named))

    def _in_scope(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        return tuple(each for each in found if self.scope.has_path(each.path))

    def _beyond_scope(self, entries: Iterable[Accepted], known: Baseline) -> Baseline:
        kept = (each for each in entries if not self.scope.has(each.path, each.code))
        return Baseline(tuple(kept), known.pages)


def judged(compilation: Compilation, baseline: Path | None = None) -> Verdict:
    """What the gate reports of a whole project, and apart from it what its baseline accepts.

    Args:
        compilation: the project.
        baseline: the file of what is accepted; when left out, the one that is configured.

    Raises:
        BaselineError: it cannot be used.
    """
    settings = compilation.project.settings
    if baseline is None and settings.check.baseline:
        baseline = compilation.root / settings.check.baseline
    gate = Gate(compilation, Scope(settings, ()), SourceLines(compilation))
    return gate.judge(read_baseline(baseline) if baseline is not None else None)
