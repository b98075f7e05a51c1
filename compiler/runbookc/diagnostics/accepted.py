"""A finding that a baseline accepts."""

from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Accepted:
    """Equal findings of one page that a baseline accepts.

    Args:
        path: posix path of the page from the project's root, when it was accepted.
        code: the rule's code.
        fingerprint: names the finding by its words, as `fingerprint.fingerprint_of` does.
        count: how many equal findings are accepted.
        message: what was wrong, for people; nothing is compared with it.
    """

    path: str
    code: str
    fingerprint: str
    count: int = 1
    message: str = ""
