"""What is known of a project, for whoever compiles it over and over in one process.

Nothing is believed but what is still so: a file is read again where the machine says something else
of it, a page is compiled where its bytes are others, its links are resolved where what they lead to
may be another thing.
"""

import json
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from runbookc.discovery import Inventory, Stamp, Tree
from runbookc.linking import LinkMemory
from runbookc.pipeline.identity import canonical, digest_of, digest_of_dialect
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
        unknown = tuple(file for file in chunk.files if file not in self._known)
        made = compile_chunk(replace(chunk, files=unknown))
        self._known.update(zip(unknown, made, strict=True))
        self._asked.update((file, self._known[file]) for file in chunk.files)
        return [self._known[file] for file in chunk.files]


class RememberingReader:
    """Reads a file that the machine says the same of as before only once.

    Args:
        tree: the files as they are now.
        reader: reads them.
        before: what read them the last time.
    """

    def __init__(
        self, tree: Tree, reader: Callable[[str], bytes], before: "RememberingReader | None" = None
    ) -> None:
        self.tree, self._reader = tree, reader
        self._known: dict[str, tuple[Stamp, bytes]] = {}
        if before is not None:
            recent = before.tree.recent()
            self._known = {
                path: known
                for path, known in before._known.items()
                if tree.files.get(path) == known[0] and path not in recent
            }

    def __call__(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            OSError: the file vanished or can no longer be read.
        """
        known = self._known.get(path)
        if known is not None:
            return known[1]
        content = self._reader(path)
        if path in self.tree.files:
            self._known[path] = self.tree.files[path], content
        return content

    @property
    def known(self) -> frozenset[str]:
        """The files that were read before and have not changed since."""
        return frozenset(self._known)


class Memory:
    """What is known of a project."""

    def __init__(self) -> None:
        self.executor = RememberingExecutor()
        self.links = LinkMemory(digest_of_dialect)
        self._reader: RememberingReader | None = None

    def reading(self, inventory: Inventory, tree: Tree) -> Inventory:
        """An inventory that reads only what has changed."""
        self._reader = RememberingReader(tree, inventory.reader, self._reader)
        return replace(inventory, reader=self._reader)

    def stamps(self, inventory: Inventory) -> tuple[Stamp | None, ...]:
        """What the machine says of the files that are no pages."""
        tree = self._reader.tree if self._reader is not None else Tree(Path())
        return tuple(map(tree.files.get, (*inventory.files, *inventory.fragments)))
