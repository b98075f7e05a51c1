"""Inline content as DITA."""

from collections.abc import Iterable

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.blocks_html import is_remote
from runbookc.backends.dita.images import Images
from runbookc.backends.flat import flat_text
from runbookc.backends.links import Destination, RunbookLinks
from runbookc.backends.raw_text import role_of
from runbookc.backends.xml import element, joined, text
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


class InlineWriter:
    """Writes the inlines of one source page.

    Args:
        links: where the page's links lead.
        images: takes the images.
    """

    def __init__(self, links: RunbookLinks, images: Images) -> None:
        self._links = links
        self._images = images

    def write(self, inlines: Iterable[Inline], depth: int = 0) -> Markup:
        """A run of inline content."""
        return joined(*(self._node(node, depth) for node in inlines))

    def image(self, node: InlineImage | ImageBlock) -> Markup:
        """An image, or what stands for it where it cannot be shown."""
        alt = node.alt or node.title or node.target.rsplit("/", 1)[-1]
        name = self._images.add(self._links.image(node))
        if name is not None:
            placement = "break" if isinstance(node, ImageBlock) else "inline"
            return element("image", element("alt", alt), href=name, placement=placement)
        if is_remote(node.target):
            return _outside(node.target, text(alt))
        return element("ph", f"{alt} ({wording.IMAGE_MISSING})")

    def _node(self, node: Inline, depth: int) -> Markup:
        match node:
            case Text():
                return text(node.text)
            case Code():
                return element("codeph", node.text)
            case Break():
                return text("\n" if node.hard else " ")
            case InlineImage():
                return self.image(node)
            case InlineHtml():
                return _html(node.text)
        if depth >= _DEEPEST:
            return text(flat_text(node.children))
        return self._container(node, self.write(node.children, depth + 1))

    def _container(
        self, node: Emphasis | Strong | Strikethrough | LinkText, inner: Markup
    ) -> Markup:
        match node:
            case Emphasis():
                return element("i", inner)
            case Strong():
                return element("b", inner)
            case Strikethrough():
                return element("ph", inner, outputclass="line-through")
        return self._link(self._links.destination(node), inner)

    def _link(self, end: Destination, inner: Markup) -> Markup:
        if end.href:
            return _outside(end.href, inner)
        if end.part:
            return element("xref", inner, href=part_file(end.part))
        if end.appendix is not None:
            label = wording.appendix_label(end.appendix.letter)
            return joined(element("xref", inner, href=f"{end.appendix.id}.dita"), f" ({label})")
        place = element("filepath", end.place) if end.place else ""
        words = ": ".join(filter(None, (text(end.problem), place)))
        return joined(inner, " (", Markup(words), ")") if words else inner


def part_file(number: int) -> str:
    """The file of a part."""
    return f"hop-{number}.dita"


def _outside(address: str, inner: Markup) -> Markup:
    href = address.replace(" ", "%20")
    return element("xref", inner, href=href, format="html", scope="external")


def _html(tag: str) -> Markup:
    role = role_of(tag)
    if role == "break":
        return text("\n")
    return element("codeph", " ".join(tag.split())) if role == "content" else Markup()
