"""The HTML of pages that nobody has linked yet, as bytes: what crosses processes, and is kept.

They are three lines, and then texts as they are, for quoting them would take longer than all the
rest: what the small search index holds, as it stands there; how many bytes the first text has; the
other fields of an `UnlinkedPage` as JSON, its links and images as lists behind the name of what
they are. The texts are what the large index is told, and the HTML.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, Self

from runbookc.backends.blocks_html import LinkNode
from runbookc.backends.site import UnlinkedPage
from runbookc.model import ImageBlock, InlineImage, LinkText
from runbookc.pipeline.codec import decoder, encoder

_KINDS: Final[Mapping[str, type[LinkNode]]] = {
    kind.__name__: kind for kind in (LinkText, InlineImage, ImageBlock)
}
_TEXTS: Final = ("document", "html")
_FIELDS: Final = tuple(
    each.name for each in fields(UnlinkedPage) if each.name not in ("entry", *_TEXTS)
)
_NOTHING: Final = b"null"
_TEXT: Final = ("utf-8", "surrogatepass")


def pack(unlinked: UnlinkedPage | None) -> bytes:
    """What the site shows of a page as bytes; also that it cannot be made of the page alone."""
    if unlinked is None:
        return _NOTHING
    values = {name: getattr(unlinked, name) for name in _FIELDS}
    values["nodes"] = [(type(node).__name__, _encoded(node)) for node in unlinked.nodes]
    rest = json.dumps([values[name] for name in _FIELDS], separators=(",", ":"))
    document, html = (getattr(unlinked, name).encode(*_TEXT) for name in _TEXTS)
    return b"%b\n%d\n%b\n%b%b" % (
        unlinked.entry.encode("ascii"),
        len(document),
        rest.encode("ascii"),
        document,
        html,
    )


class KeptPage(UnlinkedPage):
    """What was packed; it is read as far as it is looked at.

    Raises:
        ValueError, TypeError, KeyError: it is looked at, and the bytes are none of `pack`.
    """

    @classmethod
    def of(cls, content: bytes) -> Self:
        """The page in some bytes."""
        made = object.__new__(cls)
        made.__dict__["_content"] = content
        return made

    def __getattr__(self, name: str) -> Any:
        """Read a field."""
        values = self.__dict__
        if name not in ("entry", *_TEXTS, *_FIELDS):
            raise AttributeError(name)
        entry, size, rest, texts = values["_content"].split(b"\n", 3)
        if name == "entry":
            return entry.decode("ascii")
        if name == "document":
            return texts[: int(size)].decode(*_TEXT)
        values["html"] = texts[int(size) :].decode(*_TEXT)
        values.update(zip(_FIELDS, json.loads(rest), strict=True))
        values["nodes"] = tuple(_decoded(kind, node) for kind, node in values["nodes"])
        return values[name]


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
        self._packed = {path: content for path, content in packed.items() if content != _NOTHING}

    def __getitem__(self, path: str) -> UnlinkedPage:
        """The HTML of a page.

        Raises:
            KeyError: there is none.
        """
        return KeptPage.of(self._packed[path])

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._packed)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._packed)
