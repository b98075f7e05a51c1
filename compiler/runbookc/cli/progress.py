"""How far a long command has come, on a terminal and only while it works.

Nothing is shown, and Rich is not loaded, before the work has taken a moment: most commands are done
by then. There is no thread that refreshes: processes are still to be forked.
"""

import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import Task, TaskID

_PATIENCE: Final = 0.3
"""Seconds of work that nobody needs to be told of."""
_INTERVAL: Final = 0.1
_WIDE: Final = 64
"""Columns from which there is room for a long bar; without it a line takes less than 40."""

_QUIET: Final = {
    "bar.back": "bright_black",
    "bar.complete": "blue",
    "bar.finished": "bright_black",
    "progress.elapsed": "bright_black",
}


class Progress:
    """Stages with their counts on standard error while the block runs; nothing stays behind."""

    def __init__(self, *, shown: bool, coloured: bool) -> None:
        """Nothing is written yet.

        Args:
            shown: whether anybody sees it.
            coloured: whether in colour.
        """
        self._coloured = coloured
        self._next = time.monotonic() + _PATIENCE if shown else float("inf")
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._current = ""

    def __enter__(self) -> "Progress":
        """Begin."""
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is, at most ten times a second.

        Args:
            stage: its name.
            done: how much is done in it.
            total: of how much, 0 where nobody counts.
        """
        now = time.monotonic()
        if now < self._next and (self._bars is None or stage == self._current):
            return
        self._next = now + _INTERVAL
        with _undisturbed():
            self._bars = self._bars or _new_bars(coloured=self._coloured)
            self._show(self._bars, stage, done, total)
            self._bars.refresh()

    def _show(self, bars: "Bars", stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            if self._current:
                self._finish(bars, bars.tasks[self._tasks[self._current]])
            self._tasks[stage] = bars.add_task(stage, total=1, count="")
        self._current = stage
        if total:
            count = f"{done}/{total}"
            bars.update(self._tasks[stage], total=total, completed=done, count=count)

    def _finish(self, bars: "Bars", last: "Task") -> None:
        """Fill the bar of a stage, whose last counts came too fast to be shown."""
        total = int(last.total or 1)
        count = f"{total}/{total}" if last.fields["count"] else ""
        bars.update(last.id, completed=total, count=count)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe what was shown."""
        self._next = float("inf")
        if self._bars is not None:
            with _undisturbed():
                self._bars.stop()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until a picture is whole: of half a one, something would stay behind."""
    pressed: list[tuple[int, FrameType | None]] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed and callable(before):
            before(*pressed[0])


def _new_bars(*, coloured: bool) -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars
    from rich.theme import Theme

    console = Console(
        file=sys.stderr, force_terminal=True, no_color=not coloured, theme=Theme(_QUIET)
    )
    bars = Bars(
        TextColumn("{task.description:<12}", markup=False),
        BarColumn(30 if console.width >= _WIDE else 6),
        TextColumn("{task.fields[count]:>9}"),
        TimeElapsedColumn(),
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bars.start()
    return bars
