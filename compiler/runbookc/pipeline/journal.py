"""What long work tells while it goes on: its stages, how far they are, what they leave out."""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from runbookc.pipeline.pool import Progress
from runbookc.source.frozen import dataclass

Watch = Callable[[str, int, int], None]
"""Told the stage, and how many of how many are done in it: 0 of 0 where nobody counts."""

_NAMED = 3
"""How many of those that are left out are named."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Things of one kind that did not come out, for one reason.

    Args:
        kind: what they are, such as "page".
        reason: why, in a few words.
        names: what each is called, in order.
    """

    kind: str
    reason: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        """How many, why, and the first of them."""
        amount = len(self.names)
        things = self.kind if amount == 1 else f"{self.kind}s"
        more = f" and {amount - _NAMED} more" if amount > _NAMED else ""
        return f"{amount} {things}: {self.reason} ({', '.join(self.names[:_NAMED])}{more})"


@dataclass
class Journal:
    """What one run did.

    Args:
        watch: told of every step.
        seconds: how long each stage took.
        left_out: what did not come out, and why.
    """

    watch: Watch = lambda stage, done, total: None
    seconds: dict[str, float] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[Progress]:
        """A stage of the work; gives what is told how far it is."""
        started = time.perf_counter()
        self.watch(name, 0, 0)
        try:
            yield lambda done, total: self.watch(name, done, total)
        finally:
            took = time.perf_counter() - started
            self.seconds[name] = self.seconds.get(name, 0.0) + took

    def leave_out(self, kind: str, reason: str, names: Iterable[str]) -> None:
        """Note what does not come out; without names there is nothing to note."""
        found = tuple(dict.fromkeys(names))
        if found:
            self.left_out.append(LeftOut(kind, reason, found))
