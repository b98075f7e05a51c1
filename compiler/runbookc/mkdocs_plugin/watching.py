"""Tells when a file of the project has changed."""

import queue
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

_PAUSE: Final = 0.03
"""Seconds without a change after which a save is taken to be complete."""
_READS: Final = frozenset({"opened", "closed_no_write"})


class Watcher(FileSystemEventHandler):
    """Watches folders, none of them with all that is below: only those that hold files of ours."""

    def __init__(self) -> None:
        self._observer: BaseObserver = Observer()
        self._watches: dict[str, ObservedWatch] = {}
        self._events: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ignored: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        self._observer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._observer.stop()
        self._observer.join()

    def watch(self, folders: Iterable[Path], ignored: Iterable[Path] = ()) -> None:
        """Watch these folders from now on, and no others.

        Args:
            folders: each by itself; those that are gone are left out.
            ignored: what a build writes.
        """
        self._ignored = tuple(str(path) for path in ignored)
        wanted = {str(folder) for folder in folders if folder.is_dir()}
        for gone in self._watches.keys() - wanted:
            self._observer.unschedule(self._watches.pop(gone))
        first = not self._watches
        for new in sorted(wanted - self._watches.keys()):
            try:
                self._watches[new] = self._observer.schedule(self, new, recursive=False)
            except OSError:
                continue
            if not first:
                # What came into it before it was watched has been missed.
                self._events.put(new)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change; a look at a file is none."""
        paths = [str(event.src_path), str(event.dest_path or "")]
        if event.event_type not in _READS and not all(map(self._is_ignored, paths)):
            self._events.put(paths[0])

    def wait(self, seconds: float | None = None) -> set[str]:
        """The paths that changed, once something has and it is quiet again.

        Args:
            seconds: how long to wait at most, then none; None means for ever.
        """
        try:
            changed = {self._events.get(timeout=seconds)}
        except queue.Empty:
            return set()
        while True:
            try:
                changed.add(self._events.get(timeout=_PAUSE))
            except queue.Empty:
                return changed

    def _is_ignored(self, path: str) -> bool:
        return not path or any(path == one or path.startswith(f"{one}/") for one in self._ignored)
