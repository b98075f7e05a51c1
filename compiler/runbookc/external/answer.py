"""What is known of an address once it was asked."""

from typing import Literal

from runbookc.source.frozen import dataclass

Outcome = Literal["ok", "dead", "no-anchor", "unreachable", "unsure", "refused"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one address.

    Args:
        outcome: `ok`; `dead`, the host says that there is no such page, or there is no such host;
            `no-anchor`, the page is there and has no such place; `unreachable`, nothing usable
            came, which may pass; `unsure`, the host does not tell programs (a rate limit, a
            login); `refused`, the address is private and was not asked.
        reason: why, in a few words that continue "the address …"; "" for `ok`.
    """

    outcome: Outcome
    reason: str = ""


OK = Answer("ok")
