"""Inline content as Markdown."""

from collections.abc import Callable, Iterable, Sequence

from runbookc.backends import wording
from runbookc.backends.blocks_html import Raw, flat_text, join, keep_remote
from runbookc.backends.blocks_html.raw_html import whole_tags
from runbookc.backends.links import Destination
from runbookc.backends.markdown.escape import (
    Place,
    code_span,
    destination,
    escape,
    link_title,
)
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
_MARKS = {"strong": ("**", "strong"), "emphasis": ("_", "em"), "strikethrough": ("~~", "del")}
_Span = Strong | Emphasis | Strikethrough
_CONTAINERS = (Strong, Emphasis, Strikethrough, LinkText)


class InlineWriter:
    """Writes runs of inline content.

    Args:
        follow: the destination of each link.
        part_anchor: the anchor of a part's heading in the document, by its number.
        image: an image as Markdown.
    """

    def __init__(
        self,
        follow: Callable[[LinkText], Destination],
        part_anchor: Callable[[int], str],
        image: Callable[[InlineImage | ImageBlock], str],
    ) -> None:
        self._follow = follow
        self._part_anchor = part_anchor
        self.image = image

    def write(self, inlines: Iterable[Inline], *, one_line: bool = False) -> str:
        """The content; `one_line` in headings and table cells, which cannot be broken."""
        text = self._run(_without_end(tuple(inlines)), Place(one_line=one_line), frozenset())
        return text if one_line else "\n".join(line.strip(" \t") for line in text.split("\n"))

    def _run(self, inlines: tuple[Inline, ...], place: Place, inside: frozenset[str]) -> str:
        nodes = _merged(inlines, inside)
        parts: list[str] = []
        for index, node in enumerate(nodes):
            before = _last(parts, place.before)
            after = _first(nodes[index + 1]) if index + 1 < len(nodes) else place.after
            here = Place(before, after, place.in_link, place.one_line)
            parts.append(self._node(node, here, inside))
        return join(parts, keep_remote)

    def _node(self, node: Inline, place: Place, inside: frozenset[str]) -> str:
        match node:
            case Text():
                text = node.text if place.before else node.text.lstrip(" \t")
                return escape(text, place)
            case Code():
                if place.after == "`" or (place.in_link and "]:" in node.text):
                    inner = Place(">", "<", place.in_link, place.one_line)
                    return f"<code>{escape(node.text, inner)}</code>"
                return code_span(node.text, one_line=place.one_line)
            case Break():
                return _break(node, place)
            case InlineHtml():
                return _html(node, place)
            case InlineImage():
                return self.image(node)
            case LinkText():
                return self._link(node, place, inside)
        return self._span(node, place, inside)

    def _span(self, node: _Span, place: Place, inside: frozenset[str]) -> str:
        if len(inside) >= _DEEPEST:
            return escape(flat_text(node.children), place)
        mark, tag = _MARKS[node.type]
        inner = Place(mark[0], mark[0], place.in_link, place.one_line)
        text = self._run(node.children, inner, inside | {node.type})
        if not text.strip():
            return text
        if _can_mark(mark, text, place):
            return f"{mark}{text}{mark}"
        return f"<{tag}>{text}</{tag}>"

    def _link(self, node: LinkText, place: Place, inside: frozenset[str]) -> str:
        found = self._follow(node)
        if found.href == flat_text(node.children) and ":" in found.href and " " not in found.href:
            return f"<{found.href}>"
        leads = bool(found.href or found.part or found.appendix)
        inner = Place("[" if leads else place.before, "]", leads, place.one_line)
        text = self._run(node.children, inner, inside | {"link"})
        if found.part:
            return f"[{text}](#{self._part_anchor(found.part)})"
        if found.appendix:
            label = wording.appendix_label(found.appendix.letter)
            return f"[{text}](#{found.appendix.id}) ({label})"
        if found.href:
            return f"[{text}]({destination(found.href)}{link_title(node.title)})"
        where = _where(found, one_line=place.one_line)
        return f"{text} ({where})" if where else text


def _without_end(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines without line ends and spaces after the last word."""
    end = len(inlines)
    while end and (
        isinstance(last := inlines[end - 1], Break)
        or (isinstance(last, Text) and not last.text.strip(" \t"))
    ):
        end -= 1
    return inlines[:end]


def _where(found: Destination, *, one_line: bool) -> str:
    place = code_span(found.place, one_line=one_line) if found.place else ""
    return ": ".join(part for part in (found.problem, place) if part)


def _merged(inlines: Sequence[Inline], inside: frozenset[str]) -> list[Inline]:
    """The inlines as they can be written: neighbouring texts are one, and so is what is nested
    in its own kind.
    """
    nodes: list[Inline] = []
    waiting = list(reversed(inlines))
    while waiting:
        node = waiting.pop()
        last = nodes[-1] if nodes else None
        if isinstance(node, _CONTAINERS) and node.type in inside:
            waiting.extend(reversed(node.children))
        elif isinstance(node, Text) and isinstance(last, Text):
            nodes[-1] = Text(text=last.text + node.text, span=last.span.to(node.span))
        elif not (isinstance(node, Text) and not node.text):
            nodes.append(node)
    return nodes


def _first(node: Inline) -> str:
    """The character with which a node begins, as its neighbour sees it."""
    if isinstance(node, Text):
        return node.text[0]
    if isinstance(node, Break):
        return "\n"
    marks = {"link": "[", "image": "[", "strong": "*", "emphasis": "_", "strikethrough": "~"}
    return marks.get(node.type, "`")


def _last(parts: Sequence[str], before: str) -> str:
    text = next((part for part in reversed(parts) if part), "")
    if not text:
        return before
    return "" if text.endswith("\n") else text[-1]


def _can_mark(mark: str, text: str, place: Place) -> bool:
    """Whether markers here open and close, whoever reads them."""
    apart = all(_is_boundary(char) for char in (place.before, place.after))
    return apart and place.after != mark[0] and not text[0].isspace() and not text[-1].isspace()


def _is_boundary(char: str) -> bool:
    return not char or char.isspace() or (char.isascii() and not char.isalnum())


def _break(node: Break, place: Place) -> str:
    if place.one_line:
        return "<br>" if node.hard else " "
    return "\\\n" if node.hard and place.before else "\n"


def _html(node: InlineHtml, place: Place) -> str:
    """Raw HTML: a tag that is none of HTML's own is text, such as a line of configuration."""
    if node.text.startswith("<!--"):
        return ""
    known = whole_tags(node.text)
    return escape(node.text, place) if known.startswith("&lt;") else Raw(node.text)
