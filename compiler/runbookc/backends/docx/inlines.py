"""Inline content as runs of characters."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.blocks_html import is_remote
from runbookc.backends.docx.elements import LINK, PLAIN, Face, inner_link, outer_link, run
from runbookc.backends.docx.package import Package
from runbookc.backends.docx.pictures import drawing, picture_of
from runbookc.backends.flat import flat_text
from runbookc.backends.links import Destination, RunbookLinks
from runbookc.backends.raw_text import role_of
from runbookc.backends.xml import joined
from runbookc.model import (
    Break,
    Code,
    Emphasis,
    ImageBlock,
    Inline,
    InlineHtml,
    InlineImage,
    LinkText,
    Strikethrough,
    Strong,
    Text,
)

_DEEPEST = 40
_CODE = "CodeSpan"


class InlineWriter:
    """Writes the inlines of one source page.

    Args:
        links: where the page's links lead.
        package: takes addresses and pictures.
        read_asset: gives an image's bytes by its path in the project, None where there is none.
    """

    def __init__(
        self,
        links: RunbookLinks,
        package: Package,
        read_asset: Callable[[str], bytes | None],
    ) -> None:
        self._links = links
        self._package = package
        self._read = read_asset

    def write(
        self, inlines: Iterable[Inline], room: int, face: Face = PLAIN, depth: int = 0
    ) -> Markup:
        """A run of inline content; pictures in it are at most as wide as there is room."""
        return joined(*(self._node(node, room, face, depth) for node in inlines))

    def image(self, node: InlineImage | ImageBlock, room: int, face: Face = PLAIN) -> Markup:
        """An image, or what stands for it where it cannot be shown."""
        alt = node.alt or node.title or node.target.rsplit("/", 1)[-1]
        path = self._links.image(node)
        content = self._read(path) if path is not None else None
        picture = picture_of(content) if content is not None else None
        if content is not None and picture is not None:
            relation, number = self._package.picture(content, picture), self._package.number()
            return drawing(picture, relation, number, alt=alt, title=node.title, room=room)
        if is_remote(node.target):
            return self.outside(node.target, alt)
        return run(f"{alt} ({wording.IMAGE_MISSING})", face)

    def outside(self, address: str, words: str) -> Markup:
        """Words that lead to an address."""
        return self._outside(address, run(words, LINK), PLAIN)

    def _node(self, node: Inline, room: int, face: Face, depth: int) -> Markup:
        match node:
            case Text():
                return run(node.text, face) if node.text else Markup()
            case Code():
                return run(node.text, _code(face))
            case Break():
                return run("\n" if node.hard else " ", face)
            case InlineImage():
                return self.image(node, room, face)
            case InlineHtml():
                return _html(node.text, face)
        if depth >= _DEEPEST:
            return run(flat_text(node.children), face)
        return self._container(node, room, face, depth + 1)

    def _container(
        self,
        node: Emphasis | Strong | Strikethrough | LinkText,
        room: int,
        face: Face,
        depth: int,
    ) -> Markup:
        match node:
            case Emphasis():
                return self.write(node.children, room, replace(face, italic=True), depth)
            case Strong():
                return self.write(node.children, room, replace(face, bold=True), depth)
            case Strikethrough():
                return self.write(node.children, room, replace(face, strike=True), depth)
        end = self._links.destination(node)
        leads = bool(end.href or end.part or end.appendix)
        inner = replace(face, style=LINK.style) if leads else face
        return self._link(end, self.write(node.children, room, inner, depth), face)

    def _link(self, end: Destination, inner: Markup, face: Face) -> Markup:
        if end.href:
            return self._outside(end.href, inner, face)
        if end.part:
            return inner_link(f"hop-{end.part}", inner)
        if end.appendix is not None:
            label = wording.appendix_label(end.appendix.letter)
            return joined(inner_link(end.appendix.id, inner), run(f" ({label})", face))
        if not end.problem and not end.place:
            return inner
        problem = f"{end.problem}: " if end.problem and end.place else end.problem
        place = run(end.place, _code(face)) if end.place else ""
        return joined(inner, run(f" ({problem}", face), place, run(")", face))

    def _outside(self, address: str, inner: Markup, face: Face) -> Markup:
        relation = self._package.link(address)
        if relation is None:
            return joined(inner, run(f" ({address})", face))
        return outer_link(relation, inner)


def _code(face: Face) -> Face:
    return face if face.style else replace(face, style=_CODE)


def _html(tag: str, face: Face) -> Markup:
    role = role_of(tag)
    if role == "break":
        return run("\n", face)
    return run(" ".join(tag.split()), _code(face)) if role == "content" else Markup()
