"""The text of pages as blocks, for whoever asks: few do, and reading it back takes its time."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from runbookc.model import Block

Value = TypeVar("Value")


class Packed(Generic[Value]):
    """A value; one that comes from another process stays bytes until asked for."""

    __slots__ = ("_bytes", "_value")

    def __init__(self, value: Value) -> None:
        self._value: Value | None = value
        self._bytes = b""

    @property
    def value(self) -> Value:
        """The value."""
        if self._bytes:
            self._value, self._bytes = pickle.loads(self._bytes), b""  # noqa: S301 - our own bytes
        return self._value  # type: ignore[return-value]  # it is there where no bytes are

    def __reduce__(self) -> "tuple[Callable[[bytes], Packed[Any]], tuple[bytes]]":
        """Cross processes as bytes."""
        return _packed, (self._bytes or pickle.dumps(self._value, pickle.HIGHEST_PROTOCOL),)


Body = Packed["tuple[Block, ...]"]
"""The blocks of one page."""


class Bodies(Mapping[str, "tuple[Block, ...]"]):
    """The blocks of pages by path."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._bodies = bodies

    def __getitem__(self, path: str) -> "tuple[Block, ...]":
        """The blocks of a page.

        Raises:
            KeyError: they were not kept.
        """
        return self._bodies[path].value

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._bodies)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._bodies)


def _packed(content: bytes) -> Packed[Any]:
    packed: Packed[Any] = Packed(None)
    packed._bytes = content
    return packed
