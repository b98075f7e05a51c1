"""What every report format is made from."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from runbookc.diagnostics import Accepted, Diagnostic, Severity, Suppressed


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was looked at and how much was found.

    Args:
        pages: pages compiled.
        procedures: procedures on them.
        errors, warnings, infos: findings that the report lists.
        suppressed: findings silenced by a comment or by the configuration.
        baselined: findings that a baseline accepts.
        gone: findings that a baseline accepts and that are no longer there.
    """

    pages: int = 0
    procedures: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    suppressed: int = 0
    baselined: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, with the means to show them.

    Args:
        root: the project's root as it is shown to people and tools.
        diagnostics: in the order in which they are shown.
        summary: the counts.
        line: gives the text of a line by path and number (from 1), "" where there is none.
        fingerprint: names a finding in a way that survives moved lines.
        suppressed: findings silenced by a comment or by the configuration, each with its reason.
        baselined: findings that a baseline accepts; None where no baseline is in use.
        gone: what the baseline accepts and is no longer found, with how many are missing.
    """

    root: str
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    line: Callable[[str, int], str]
    fingerprint: Callable[[Diagnostic], str]
    suppressed: tuple[Suppressed, ...] = ()
    baselined: tuple[Diagnostic, ...] | None = None
    gone: tuple[Accepted, ...] = ()


def summarise(
    diagnostics: Iterable[Diagnostic], *, pages: int, procedures: int, suppressed: int = 0
) -> Summary:
    """Count findings by severity."""
    found = Counter(diagnostic.severity for diagnostic in diagnostics)
    return Summary(
        pages=pages,
        procedures=procedures,
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        infos=found[Severity.INFO],
        suppressed=suppressed,
    )
