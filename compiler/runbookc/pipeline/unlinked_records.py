"""The HTML of pages that nobody has linked yet, as bytes: what crosses processes, and is kept.

They are JSON: the fields of an `UnlinkedPage`, its links and images as lists behind the name of
what they are. They are read when somebody asks for the page.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from runbookc.backends.blocks_html import LinkNode
from runbookc.backends.site import UnlinkedPage
from runbookc.model import ImageBlock, InlineImage, LinkText
from runbookc.pipeline.codec import decoder, encoder

_KINDS: Final[Mapping[str, type[LinkNode]]] = {
    kind.__name__: kind for kind in (LinkText, InlineImage, ImageBlock)
}
_FIELDS: Final = tuple(each.name for each in fields(UnlinkedPage))


def pack(unlinked: UnlinkedPage | None) -> bytes:
    """A page's HTML as bytes; also that there is none, because it cannot be made alone."""
    if unlinked is None:
        return b"null"
    values = {name: getattr(unlinked, name) for name in _FIELDS}
    values["nodes"] = [(type(node).__name__, _encoded(node)) for node in unlinked.nodes]
    return json.dumps([values[name] for name in _FIELDS], separators=(",", ":")).encode()


def unpack(content: bytes) -> UnlinkedPage | None:
    """What `pack` was given.

    Raises:
        ValueError, TypeError, KeyError: the bytes are others.
    """
    row = json.loads(content)
    if row is None:
        return None
    values = dict(zip(_FIELDS, row, strict=True))
    values["nodes"] = tuple(_decoded(kind, node) for kind, node in values["nodes"])
    return UnlinkedPage(**values)


def _encoded(node: LinkNode) -> Any:
    encode = encoder(type(node))
    assert encode is not None, "a node has fields"
    return encode(node)


def _decoded(kind: str, row: Any) -> Any:
    decode = decoder(_KINDS[kind])
    assert decode is not None, "a node has fields"
    return decode(row)


class UnlinkedPages(Mapping[str, UnlinkedPage]):
    """The HTML of pages by path, as far as it can be made of each alone.

    Args:
        packed: what is kept of each.
    """

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = {path: content for path, content in packed.items() if content != b"null"}

    def __getitem__(self, path: str) -> UnlinkedPage:
        """The HTML of a page.

        Raises:
            KeyError: there is none.
        """
        found = unpack(self._packed[path])
        assert found is not None, "left out from the start"
        return found

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._packed)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._packed)
