"""A line on the terminal that says how far a long command has come."""

import sys
import time
from types import TracebackType

_INTERVAL = 0.1
_CLEAR = "\r\x1b[K"


class Progress:
    """Counts on standard error while the block runs, and leaves nothing behind."""

    def __init__(self, verb: str, *, shown: bool) -> None:
        """Nothing is written before the first count.

        Args:
            verb: what is being done, such as "building".
            shown: whether anybody sees it.
        """
        self._verb = verb
        self._shown = shown
        self._next = 0.0

    def __enter__(self) -> "Progress":
        """Begin."""
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show the count, at most ten times a second."""
        now = time.monotonic()
        if self._shown and now >= self._next:
            self._next = now + _INTERVAL
            sys.stderr.write(f"{_CLEAR}{self._verb} {done} of {total}")
            sys.stderr.flush()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the line."""
        if self._next:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
