"""A finding and what belongs to it."""

from enum import StrEnum

from runbookc.source import Span
from runbookc.source.frozen import dataclass


class Severity(StrEnum):
    """How bad a finding is: an error is right 99 times in 100, a warning nine in ten."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the finding speaks of, and why."""

    path: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what stands at the span by the text."""

    path: str
    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend the finding, and one line that says what they do.

    Args:
        message: without a full stop.
        edits: all of them are made, or none.
        spelling: the word that the fix writes and the one that it replaces: it holds only where
            the whole project clearly prefers the first.
    """

    message: str
    edits: tuple[Edit, ...]
    spelling: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Args:
        code: the rule's code, such as `LNK001`; it never changes its meaning.
        name: the rule's name, such as `broken-page-link`.
        severity: the rule's, unless the configuration says otherwise.
        message: what is wrong, in one sentence without a full stop.
        path: posix path from the project's root.
        span: the exact characters at fault.
        help: what would be right, or "".
        related: other places that take part.
        fix: a safe mending, where there is one.
    """

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    span: Span
    help: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
