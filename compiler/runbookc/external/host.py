"""One host and the pace at which it is asked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

Pause = Callable[[float], Awaitable[None]]
"""Waits some seconds."""


class Host:
    """Lets few requests through at a time, with a pause between their starts.

    Args:
        at_once: requests at the same time.
        seconds: between the starts of two.
        pause: waits.
    """

    def __init__(self, at_once: int, seconds: float, pause: Pause) -> None:
        """Nobody has asked yet."""
        self._gate = asyncio.Semaphore(at_once)
        self._starts = asyncio.Lock()
        self._seconds = seconds
        self._pause = pause
        self._wait = 0.0
        self.limited = ""
        """Why this host is not to be asked any more in this run, "" while it may be."""

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until a request may start, and hold its place while it lasts."""
        async with self._gate:
            async with self._starts:
                if self._wait:
                    wait, self._wait = self._wait, self._seconds
                    await self._pause(wait)
                self._wait = max(self._wait, self._seconds)
            yield

    def rest(self, seconds: float) -> None:
        """Let nobody start within the next seconds."""
        self._wait = max(self._wait, seconds)
