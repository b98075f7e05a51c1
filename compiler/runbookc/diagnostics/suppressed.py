"""A finding that somebody silenced, and how."""

from typing import Literal

from runbookc.diagnostics.diagnostic import Diagnostic
from runbookc.source.frozen import dataclass

SuppressionKind = Literal["comment", "configuration"]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A silenced finding: it is counted and reported apart, never lost.

    Args:
        diagnostic: the finding.
        kind: whether a comment on its page silences it, or the configuration.
        reason: the author's words in the comment, "" where there are none; of the configuration
            the key and the glob that silence it.
    """

    diagnostic: Diagnostic
    kind: SuppressionKind
    reason: str = ""
