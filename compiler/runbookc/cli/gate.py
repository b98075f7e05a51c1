"""What a check is asked, and its answer: which findings are reported."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from runbookc.cli.baselines import Baselines
from runbookc.cli.session import Session
from runbookc.config.globs import is_within
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from runbookc.config import Settings
    from runbookc.diagnostics import Diagnostic, Severity
    from runbookc.pipeline import Compilation
    from runbookc.pipeline.findings import SourceLines
    from runbookc.pipeline.gate import Gate, Verdict
    from runbookc.pipeline.since import Base
    from runbookc.reporting import Report


@dataclass(frozen=True)
class Answer:
    """The findings of a check.

    Args:
        session: names the project.
        compilation: what was compiled.
        diagnostics: what is reported.
        verdict: what a baseline accepts; None where nothing was compared.
        lines: the files, where some of them were read already.
    """

    session: Session
    compilation: "Compilation"
    diagnostics: "tuple[Diagnostic, ...]"
    verdict: "Verdict | None" = None
    lines: "SourceLines | None" = None

    def report(self, failing: "tuple[Severity, ...]") -> "Report":
        """The report; `failing` are the severities that fail the gate."""
        from runbookc.pipeline import report_of

        return report_of(
            self.compilation,
            self.diagnostics,
            root=self.session.shown_root,
            lines=self.lines,
            baselined=self.verdict.baselined if self.verdict else None,
            gone=self.verdict.gone if self.verdict else (),
            failing=failing,
        )


@dataclass(frozen=True)
class Asked:
    """What a check is asked.

    One that compares with nothing needs no rules and, where nothing changed, no stage.

    Args:
        session: the project.
        within: files and folders to report on, posix, from the root; none means all.
        given_settings: gives the settings with the rules that the command line selects.
        selection: those options as given.
        external: whether other hosts are asked.
        offline: whether only earlier answers of theirs are believed.
        since: the revision that is compared with.
    """

    session: Session
    within: tuple[str, ...]
    given_settings: "Callable[[], Settings]"
    selection: Sequence[str]
    external: bool = False
    offline: bool = False
    since: str | None = None

    @cached_property
    def settings(self) -> "Settings":
        """The settings of this run."""
        return self.given_settings()

    def answer(self, baselines: Baselines, *, fix: bool) -> Answer:
        """Check, and fix first where that is asked.

        Raises:
            BaselineError: the baseline cannot be used.
            RevisionError: the revision cannot.
        """
        if not (fix or self.external or self.since is not None or baselines.are_asked_for):
            compilation = self.session.check(lambda: self.settings, self.selection)
            return Answer(self.session, compilation, self._within(compilation.diagnostics))
        known = baselines.read()
        compilation = self._compiled(baselines, fix=fix)
        gate = self._gate(compilation)
        verdict = gate.judge(baselines.update(gate, known), self._base)
        return Answer(self.session, compilation, verdict.diagnostics, verdict, gate.lines)

    def chooser(self, baselines: Baselines) -> "Callable[[Compilation], tuple[Diagnostic, ...]]":
        """Chooses the findings that are reported, and so the ones to be fixed."""
        known = baselines.read() if baselines.are_asked_for else None
        return lambda compilation: self._gate(compilation).judge(known, self._base).diagnostics

    def tell(self, answer: Answer) -> None:
        """Say what was compared with."""
        from runbookc.cli.since import tell_since

        if self._base is not None:
            count = len(answer.compilation.diagnostics)
            tell_since(self.session, self._base, len(answer.diagnostics), count)

    def _compiled(self, baselines: Baselines, *, fix: bool) -> "Compilation":
        from runbookc.cli.external import ask_outside
        from runbookc.cli.fix import fixed

        if fix:
            compilation = fixed(self.session, self.settings, self.chooser(baselines))
        else:
            compilation = self.session.check(lambda: self.settings, self.selection)
        if self.external:
            compilation = ask_outside(self.session, compilation, offline=self.offline)
        return compilation

    def _gate(self, compilation: "Compilation") -> "Gate":
        from runbookc.checks import Scope
        from runbookc.cli.external import EXTERNAL_CODES
        from runbookc.pipeline.findings import SourceLines
        from runbookc.pipeline.gate import Gate

        also = EXTERNAL_CODES if self.external else frozenset()
        return Gate(compilation, Scope(self.settings, self.within, also), SourceLines(compilation))

    @cached_property
    def _base(self) -> "Base | None":
        from runbookc.cli.since import base_of

        return None if self.since is None else base_of(self.session, self.settings, self.since)

    def _within(self, found: "tuple[Diagnostic, ...]") -> "tuple[Diagnostic, ...]":
        return tuple(each for each in found if is_within(each.path, self.within))
