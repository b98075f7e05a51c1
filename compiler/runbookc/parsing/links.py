"""Collects the links of a page, in the order in which they stand."""

import re

from runbookc.model import Link, LinkKind, LinkNotation
from runbookc.model.base import keep_values, new_node
from runbookc.source import Span

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def link_kind(target: str, *, image: bool = False) -> LinkKind:
    """What a target looks like; linking has the last word."""
    if target.startswith(("http://", "https://", "//")):
        return "external"
    if target.startswith("mailto:"):
        return "mail"
    if _SCHEME.match(target):
        return "other"
    if image:
        return "asset"
    return "anchor" if target.startswith("#") else "page"


class LinkCollector:
    """The links of one page."""

    def __init__(self) -> None:
        self.links: list[Link] = []

    def add(
        self,
        text: str,
        target: str,
        span: Span,
        where: Span,
        *,
        image: bool = False,
        notation: LinkNotation = "markdown",
    ) -> None:
        """Note a link.

        Args:
            text: its plain text, or an image's alternative text.
            target: as written.
            span: the whole link.
            where: the target, where it stands in the source; else the whole link.
            image: whether it is an image.
            notation: where it is written.
        """
        link = new_node(Link)
        keep_values(
            link,
            {
                "text": text.replace("\n", " "),
                "target": target,
                "kind": link_kind(target, image=image),
                "resolved": None,
                "anchor": None,
                "status": "unchecked",
                "url": None,
                "nearest": None,
                "nearest_is_sure": False,
                "image": image,
                "notation": notation,
                "line": span.line,
                "column": span.column,
                "span": span,
                "target_span": where,
            },
        )
        self.links.append(link)
