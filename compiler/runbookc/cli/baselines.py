"""The baseline of a check: which file, what is written to it, and what the user is told."""

from pathlib import Path
from typing import TYPE_CHECKING

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session
from runbookc.source.frozen import dataclass
from runbookc.source.writing import replace_file

if TYPE_CHECKING:
    from runbookc.checks import Baseline
    from runbookc.diagnostics import Accepted
    from runbookc.pipeline.gate import Gate

_SHOWN = 10


@dataclass(frozen=True)
class Baselines:
    """What the options of `check` say about baselines.

    Args:
        session: knows the project and its configuration.
        given: `--baseline`.
        written: `--write-baseline`.
        prune: `--prune-baseline`.
    """

    session: Session
    given: Path | None
    written: Path | None
    prune: bool

    @property
    def are_asked_for(self) -> bool:
        """Whether a baseline takes part; told without reading a configuration that names none."""
        if self.given or self.written or self.prune:
            return True
        from runbookc.config.place import CONFIG_NAME, text_inside

        root, given = self.session.root, self.session.given_config
        try:
            named = (
                b"baseline" in given.read_bytes()
                if given
                else "baseline" in text_inside(root / CONFIG_NAME, root, errors="replace")
            )
            return named and self.file is not None
        except OSError:
            return False

    @property
    def file(self) -> Path | None:
        """The baseline in use: what is written, else what is given, else what is configured."""
        configured = self.session.settings.check.baseline
        named = Path(self.session.shown_root, configured) if configured else None
        return self.written or self.given or named

    def read(self) -> "Baseline | None":
        """What is accepted so far; None without a baseline.

        Raises:
            WrongUsage: the options contradict one another, or there is nothing to prune.
            BaselineError: the file is none that can be read.
        """
        from runbookc.checks import Baseline
        from runbookc.pipeline.baseline import read_baseline

        if self.written and self.prune:
            raise WrongUsage("--write-baseline accepts anew, --prune-baseline only takes away")
        if self.file is None:
            if self.prune:
                raise WrongUsage("--prune-baseline: name the file with --baseline")
            return None
        if self.written and not self.written.exists():
            return Baseline()
        return read_baseline(self.file)

    def update(self, gate: "Gate", known: "Baseline | None") -> "Baseline | None":
        """The baseline to compare with, written before where the options say so."""
        if known is None or self.file is None or not (self.written or self.prune):
            return known
        from runbookc.pipeline.baseline import render_baseline

        updated = gate.accept_all(known) if self.written else gate.prune(known)
        text = render_baseline(updated)
        replace_file(self.file.resolve(), text.encode())
        before, after = _amount(known), _amount(updated)
        was = f", {before} before" if before not in {0, after} else ""
        self.session.note(f"{self.file}: {after} accepted{was}")
        return updated

    def tell(self, gone: "tuple[Accepted, ...]") -> None:
        """Name what is accepted and no longer found."""
        if not gone:
            return
        amount = sum(each.count for each in gone)
        what = "finding is" if amount == 1 else "findings are"
        self.session.note(
            f"{self.file}: {amount} accepted {what} gone; `--prune-baseline` takes them out"
        )
        for each in gone[:_SHOWN]:
            times = f" ({each.count} times)" if each.count > 1 else ""
            self.session.note(f"  {each.path}: {each.code} {each.message}{times}")
        if len(gone) > _SHOWN:
            self.session.note(f"  and {len(gone) - _SHOWN} more")


def _amount(baseline: "Baseline") -> int:
    return sum(each.count for each in baseline.entries)
