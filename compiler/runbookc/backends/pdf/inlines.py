"""Inline content as plain values for the template."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from runbookc.backends import wording
from runbookc.backends.links import Destination, RunbookLinks
from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.index import Index
from runbookc.backends.pdf.pieces import pieces
from runbookc.backends.pdf.values import Value, broken_value, clean, text_values
from runbookc.backends.raw_text import role_of
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
    walk_inlines,
)

OtherInline = Text | Break | InlineImage | InlineHtml | Emphasis | Strong | Strikethrough | LinkText
_DEEPEST = 8
_NAMES = {"emphasis": "emphasis", "strong": "strong", "strikethrough": "strike"}


class InlineWriter:
    """Turns the inlines of one source page into values.

    Args:
        links: where the page's links lead.
        assets: takes the images.
        index: takes the files, paths and commands.
        outside: numbers of the addresses that the list at the end holds.
    """

    def __init__(
        self, links: RunbookLinks, assets: Assets, index: Index, outside: Mapping[str, int]
    ) -> None:
        self._links = links
        self._outside = outside
        self._assets = assets
        self.index = index

    def write(self, inlines: Sequence[Inline], depth: int = 0) -> list[Value]:
        """The values of a run of inline content."""
        values: list[Value] = []
        for node, follower in zip_longest(inlines, inlines[1:]):
            if isinstance(node, Code):
                after = follower.text if isinstance(follower, Text) else ""
                values.append(code_value(node.text, self.index.of_code(node.text, after)))
            else:
                values += self._node(node, depth)
        return values

    def image(self, node: InlineImage | ImageBlock) -> Value:
        """An image with what stands for it where it cannot be shown."""
        path = self._links.image(node)
        name = self._assets.add(path) if path is not None else None
        return {
            "t": "image",
            "src": name,
            "alt": clean(node.alt or node.title or node.target.rsplit("/", 1)[-1]),
            "caption": clean(node.title),
            "missing": "" if name else wording.IMAGE_MISSING,
        }

    def _node(self, node: OtherInline, depth: int) -> list[Value]:
        match node:
            case Text():
                return text_values(node.text)
            case Break():
                return [{"t": "break"}] if node.hard else [{"t": "text", "s": " "}]
            case InlineImage():
                return [self.image(node)]
            case InlineHtml():
                return html_values(node.text)
        if depth >= _DEEPEST:
            return text_values(flat_text(node.children))
        return self._container(node, depth)

    def _container(
        self, node: Emphasis | Strong | Strikethrough | LinkText, depth: int
    ) -> list[Value]:
        children = self.write(node.children, depth + 1)
        if not isinstance(node, LinkText):
            return [{"t": _NAMES[node.type], "c": children}]
        end = self._links.destination(node)
        if end.problem:
            return [*children, _mark(end)]
        inside = _inside(end) or self._listed(end, flat_text(node.children))
        after = inside or _address(end, flat_text(node.children))
        if not children or not (end.href or inside):
            return children + after
        goal = inside[0]["goal"] if inside and not end.href else ""
        return [{"t": "link", "to": end.href, "goal": goal, "c": children}, *after]

    def _listed(self, end: Destination, text: str) -> list[Value]:
        """Which entry of the list at the end has the address, unless the text says it already."""
        number = self._outside.get(end.href or end.place)
        if number is None or wording.printed_address(end.href or end.place) in text:
            return []
        return [{"t": "page", "goal": outside_anchor(number), "s": wording.outside_label(number)}]


def outside_anchor(number: int) -> str:
    """The anchor of an entry of the list of what is not in the document."""
    return f"outside-{number}"


def code_value(text: str, entries: Sequence[int] = ()) -> Value:
    """A code span: laid unbroken where it fits into a line.

    Args:
        text: the code.
        entries: its numbers in the index.
    """
    return broken_value("code", pieces(clean(text)) or [""]) | {"e": list(entries)}


def html_values(tag: str) -> list[Value]:
    """A raw tag inside a line."""
    role = role_of(tag)
    if role == "break":
        return [{"t": "break"}]
    return [code_value(" ".join(tag.split()))] if role == "content" else []


def flat_text(inlines: Iterable[Inline]) -> str:
    """The plain text of inlines, however deeply nested."""
    return "".join(
        " " if isinstance(node, Break) else node.text
        for node in walk_inlines(inlines)
        if isinstance(node, Text | Code | Break)
    )


def _mark(end: Destination) -> Value:
    where = pieces(clean(end.place)) if end.place else []
    return {"t": "mark", "s": clean(end.problem), "p": where}


def _inside(end: Destination) -> list[Value]:
    """Where in this document a link leads: shown as "(Appendix C, page 12)"."""
    if end.appendix is not None:
        name = wording.appendix_label(end.appendix.letter)
        return [{"t": "page", "goal": end.appendix.id, "s": name}]
    if end.part:
        return [{"t": "page", "goal": wording.part_anchor(end.part), "s": ""}]
    return []


def _address(end: Destination, text: str) -> list[Value]:
    """Where a link leads, for whoever holds the paper; nothing where its text says that."""
    address = clean(end.place or wording.printed_address(end.href))
    if not address or address in text:
        return []
    return [broken_value("place", pieces(address))]
