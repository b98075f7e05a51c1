"""A parsed page: blocks with spans, front matter, headings, links, and what was wrong."""

from typing import Any

from runbookc.diagnostics import Diagnostic
from runbookc.model import Block, Heading, Inclusion, Link
from runbookc.source import SourceFile, Span
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """What the parser makes of one file.

    Args:
        source: the file.
        dialect: name of the docs system by whose rules it was parsed.
        front_matter: its values, JSON types only.
        front_matter_span: from fence to fence, or None.
        body: the page's blocks, in order.
        headings: in order.
        anchors: every id on the page, in order.
        more_anchors: whether the built page may have anchors that its source does not show.
        links: every link and image, in order, not yet resolved.
        diagnostics: SRC001, SRC002 and SRC003 findings.
        includes: what other files the page shows, in order.
    """

    source: SourceFile
    dialect: str
    front_matter: dict[str, Any]
    front_matter_span: Span | None
    body: tuple[Block, ...]
    headings: tuple[Heading, ...]
    anchors: tuple[str, ...]
    links: tuple[Link, ...]
    diagnostics: tuple[Diagnostic, ...]
    more_anchors: bool = False
    includes: tuple[Inclusion, ...] = ()
