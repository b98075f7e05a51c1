"""Compiles again what has changed, for whoever compiles one project over and over."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

from runbookc.pipeline.identity import canonical, digest_of
from runbookc.pipeline.page import Chunk, CompiledPage, compile_chunk


class RememberingExecutor(Executor):
    """An executor in this process that keeps what became of every page.

    A page is compiled alone, so its bytes, the dialect and the configuration decide what becomes
    of it; where they are the same, so is the result.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, bytes], CompiledPage] = {}
        self._asked: dict[tuple[str, bytes], CompiledPage] = {}
        self._dialect: object = None
        self._settings: object = None
        self._identity = ""

    def submit(self, task: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do the task at once; of a chunk of pages only what is not known."""
        future: Future[Any] = Future()
        if task is compile_chunk and not kwargs:
            future.set_result(self._chunk(args[0]))
        else:
            future.set_result(task(*args, **kwargs))
        return future

    def settle(self) -> None:
        """Forget the pages that were not asked for since the last time."""
        self._known, self._asked = self._asked, {}

    def _chunk(self, chunk: Chunk) -> list[CompiledPage]:
        if chunk.dialect is not self._dialect or chunk.settings is not self._settings:
            self._dialect, self._settings = chunk.dialect, chunk.settings
            identity = digest_of(json.dumps(canonical(replace(chunk, files=()))))
            if identity != self._identity:
                self._known, self._identity = {}, identity
        keys = [(path, hashlib.sha256(content).digest()) for path, content in chunk.files]
        pairs = zip(keys, chunk.files, strict=True)
        unknown = [(key, file) for key, file in pairs if key not in self._known]
        made = compile_chunk(replace(chunk, files=tuple(file for _, file in unknown)))
        self._known.update(zip((key for key, _ in unknown), made, strict=True))
        self._asked.update((key, self._known[key]) for key in keys)
        return [self._known[key] for key in keys]
