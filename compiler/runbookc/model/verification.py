"""Whether a runbook's file is genuine and current, as `runbookc verify` tells it."""

from typing import Literal

from runbookc.model.base import Node
from runbookc.model.difference import Difference

VerificationState = Literal["current", "outdated", "altered", "unknown"]


class Verification(Node):
    """What is known of one file."""

    file: str
    """As the user names it."""
    sha256: str
    """Of its bytes."""
    state: VerificationState
    """`current` is genuine, and today's sources tell the same; `outdated` is genuine, and they do
    not; `altered` is no file that its commit gives; `unknown` is neither proved nor disproved."""
    reason: str
    """How that is known, in one sentence without a full stop."""
    format: str = ""
    """As its first bytes say."""
    id: str = ""
    """The runbook that it says it is; "" where it names none."""
    digest: str = ""
    """The digest that it names."""
    commit: str = ""
    """The commit that it names."""
    difference: Difference | None = None
    """Of an outdated file, what has changed since; of an altered one, what it tells otherwise than
    what its commit gives, where it is JSON."""
    line: int = 0
    """Of an altered file, the first line that is not as it was made; 0 where none is known."""


class VerificationReport(Node):
    """What is known of some files."""

    version: Literal[1] = 1
    files: tuple[Verification, ...]
    """In the order in which they were named."""
