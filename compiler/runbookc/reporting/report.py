"""What every report format is made from."""

from collections import Counter
from collections.abc import Callable, Iterable

from runbookc.diagnostics import Accepted, Diagnostic, Severity, Suppressed
from runbookc.source.frozen import dataclass

_GRAVITY = {severity: place for place, severity in enumerate(Severity)}


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
class RuleFacts:
    """What a reader of a report may want to know of a rule.

    Args:
        code, name: as findings name it.
        severity: the rule's own; the configuration may weigh a finding otherwise.
        family: what the rules of its kind are about, such as "links".
        summary: one sentence without its full stop.
        description: what the rule does, in plain text.
        help: its whole documentation, in Markdown.
        url: where its documentation is published, "" where nobody knows.
    """

    code: str
    name: str
    severity: Severity
    family: str = ""
    summary: str = ""
    description: str = ""
    help: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Checkout:
    """Where the project stands in its repository: CI servers name files from the top of that.

    Args:
        prefix: the project's root from the repository's top, with a slash at its end, or "".
        repository: the repository's address without credentials, or "".
        commit: the full commit, or "".
        branch: the branch, or "".
    """

    prefix: str = ""
    repository: str = ""
    commit: str = ""
    branch: str = ""


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
        failing: the severities that fail the gate.
        rules: gives what the rules are, for the formats that tell it.
        checkout: gives the project's place in its repository, for the formats of CI servers.
    """

    root: str
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    line: Callable[[str, int], str]
    fingerprint: Callable[[Diagnostic], str]
    suppressed: tuple[Suppressed, ...] = ()
    baselined: tuple[Diagnostic, ...] | None = None
    gone: tuple[Accepted, ...] = ()
    failing: tuple[Severity, ...] = (Severity.ERROR,)
    rules: Callable[[], tuple[RuleFacts, ...]] = tuple
    checkout: Callable[[], Checkout] = Checkout

    def worst_first(self) -> list[Diagnostic]:
        """The findings by severity, those of one severity in the order of the report."""
        return sorted(self.diagnostics, key=lambda found: _GRAVITY[found.severity])


def summarise(
    diagnostics: Iterable[Diagnostic],
    *,
    pages: int,
    procedures: int,
    suppressed: int = 0,
    baselined: int = 0,
    gone: int = 0,
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
        baselined=baselined,
        gone=gone,
    )
