"""The text of pages as blocks, for whoever asks: few do, and reading it back takes its time."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runbookc.model import Block


class Body:
    """The blocks of one page; those that come from another process stay bytes until asked for."""

    __slots__ = ("_blocks", "_packed")

    def __init__(self, blocks: "tuple[Block, ...]") -> None:
        self._blocks: tuple[Block, ...] | None = blocks
        self._packed = b""

    @property
    def blocks(self) -> "tuple[Block, ...]":
        """The blocks."""
        if self._blocks is None:
            unpacked: tuple[Block, ...] = pickle.loads(self._packed)  # noqa: S301 - our own bytes
            self._blocks, self._packed = unpacked, b""
        return self._blocks

    def __reduce__(self) -> "tuple[Callable[[bytes], Body], tuple[bytes]]":
        """Cross processes as bytes."""
        packed = self._packed or pickle.dumps(self._blocks, pickle.HIGHEST_PROTOCOL)
        return _packed, (packed,)


class Bodies(Mapping[str, "tuple[Block, ...]"]):
    """The blocks of pages by path."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._bodies = bodies

    def __getitem__(self, path: str) -> "tuple[Block, ...]":
        """The blocks of a page.

        Raises:
            KeyError: they were not kept.
        """
        return self._bodies[path].blocks

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._bodies)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._bodies)


def _packed(packed: bytes) -> Body:
    body = Body(())
    body._blocks, body._packed = None, packed
    return body
