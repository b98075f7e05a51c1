"""A parsed document becomes a page with typed procedures."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from runbookc.config import Settings
from runbookc.diagnostics import Diagnostic
from runbookc.dialects import Placement
from runbookc.lowering.components import CORE
from runbookc.lowering.drafts import DraftProcedure, ProcedureFinder
from runbookc.lowering.hops import hop_in, hop_of_file, with_evidence
from runbookc.lowering.pins import read_pins
from runbookc.lowering.procedures import PageFacts, build_procedures
from runbookc.lowering.product_name import product_name
from runbookc.lowering.prose_admonitions import recognise_admonitions
from runbookc.lowering.sections import Outline, block_span, outline
from runbookc.lowering.versions import find_mentions
from runbookc.model import (
    Block,
    CompatibilityWindow,
    Hop,
    ListBlock,
    Page,
    Paragraph,
    Prose,
    admonitions_in,
    inlines_of,
    plain_text,
    prose_of,
    walk_blocks,
)
from runbookc.parsing import Document
from runbookc.source import SourceFile
from runbookc.source.frozen import dataclass

_UPGRADES = re.compile(r"upgrad|updat|migrat", re.I)
_NUMBER = re.compile(r"\.(?<=[0-9\\]\.)\\?[0-9xXyYzZ]")
"""Where a version may stand in the source; begins with the dot, because that is found fastest."""
_VERSION = re.compile(r"\.(?<=\d\.)[\dxXyYzZ*]")
"""Every mention of a version and every version of a window has this in it."""

_ANNOUNCES = re.compile(
    r"(?:how |to |infrastructure )*"
    r"(?:upgrad(?:e|ing)|updat(?:e|ing)|migrat(?:e|ing|ion)|mov(?:e|ing)|from)\b|[vV]?\d",
    re.I,
)
"""How an entry of a list of upgrades begins; "Updated x from 1 to 2" tells of something done."""
_LONGEST_ENTRY = 160
_COMPONENT = re.compile(rf"\b{CORE}s?\b", re.I)
_DIGITS = re.compile(r"v?\d+(?:\.\d+)*$")


@dataclass(frozen=True, slots=True)
class Lowered:
    """A page, its blocks, and what was wrong with it.

    Args:
        page: the typed page; its links are not resolved yet.
        body: all blocks of the page in order, prose admonitions recognised.
        diagnostics: those of the parser and of the pins.
    """

    page: Page
    body: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]


def lower(document: Document, placement: Placement, settings: Settings) -> Lowered:
    """Recognise what a page says: its procedures, admonitions, mentions, announced hops.

    Args:
        document: the parsed page.
        placement: where it is published and which product and version it belongs to.
        settings: the project's configuration.

    Returns:
        The page and its body. Nothing that the page holds raises.
    """
    body = recognise_admonitions(document.body)
    root = outline(body)
    matter = document.front_matter
    title = _title(document, root)
    pins, findings = read_pins(document)
    upgrades = bool(_UPGRADES.search(f"{title} {placement.path}"))
    hop = hop_in(title, loose=upgrades) or hop_of_file(document.source.path)
    drafts = ProcedureFinder(document.source, upgrades=upgrades, hop=hop is not None).find(root)
    if not drafts and (of_file := _whole_page(document, root, title)):
        drafts = [of_file]
    facts = PageFacts(document, placement, title, pins, upgrades)
    procedures = build_procedures(root, drafts, facts)
    numbered = list(_numbered(body, document.source))
    page = Page.trusted(
        path=placement.path,
        url=placement.url,
        aliases=placement.aliases,
        dialect=document.dialect,
        product=placement.product,
        product_name=_product_name(document, placement, title, bool(procedures), settings),
        version=placement.version,
        title=title,
        description=str(matter.get("description") or ""),
        front_matter=matter,
        headings=document.headings,
        anchors=document.anchors,
        more_anchors=document.more_anchors,
        includes=document.includes,
        procedures=procedures,
        admonitions=admonitions_in(body),
        links=document.links,
        mentions=tuple(mention for _, prose in numbered for mention in find_mentions(prose)),
        announced=tuple(_announced(body, document.source.path, upgrades=upgrades)),
        windows=tuple(_windows(numbered, placement)),
        sha256=document.source.sha256,
    )
    return Lowered(page, body, (*document.diagnostics, *findings))


def _product_name(
    document: Document, placement: Placement, title: str, told: bool, settings: Settings
) -> str:
    """The product's name as the page spells it; the text is read where it has procedures."""
    product = placement.product
    known = settings.products.get(product) if product else None
    if not product or (known is not None and known.name):
        return ""
    headings = " \n".join([title, *(heading.text for heading in document.headings)])
    description = str(document.front_matter.get("description") or "")
    text = [document.source.text] if told else []
    return product_name(product, (headings, description, *text))


def _title(document: Document, root: Outline) -> str:
    stated = document.front_matter.get("title")
    if isinstance(stated, str | int | float) and str(stated).strip():
        return str(stated).strip()
    first = next((h for h in document.headings if h.level == 1), None)
    if first or document.headings:
        return (first or document.headings[0]).text
    name = document.source.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return name.replace("-", " ").replace("_", " ").strip() or name


def _whole_page(document: Document, root: Outline, title: str) -> DraftProcedure | None:
    """A page whose file name states a hop is its procedure, though it numbers no step."""
    if not hop_of_file(document.source.path) or not document.body:
        return None
    section = root.children[0] if len(root.children) == 1 and not root.own else root
    return DraftProcedure(section, title, list(section.blocks()), [])


def _numbered(body: tuple[Block, ...], source: SourceFile) -> Iterator[tuple[Block, Prose]]:
    """The runs of prose that may hold a version; only blocks on lines with a number are read."""
    starts = source.line_starts
    lines = [bisect_right(starts, match.start()) for match in _NUMBER.finditer(source.text)]
    if not lines:
        return
    for block in walk_blocks(body):
        span = block_span(block)
        if bisect_right(lines, span.end_line) > bisect_left(lines, span.line):
            for run in inlines_of(block):
                prose = prose_of(run)
                if _VERSION.search(prose.text):
                    yield block, prose


def _windows(
    numbered: list[tuple[Block, Prose]], placement: Placement
) -> Iterator[CompatibilityWindow]:
    """The compatibility windows of the page's paragraphs and tables.

    Few pages state one; what recognises them takes its time to load.
    """
    spoken = any(
        block.type == "table" or _COMPONENT.search(prose.text) for block, prose in numbered
    )
    if not spoken:
        return
    from runbookc.lowering.window_tables import windows_of_table
    from runbookc.lowering.windows import find_windows

    version = placement.version if placement.version and _DIGITS.match(placement.version) else None
    tables: list[Block] = []
    for block, prose in numbered:
        if block.type == "paragraph":
            yield from find_windows(prose, placement.path, version)
        elif block.type == "table" and block not in tables[-1:]:
            tables.append(block)
            yield from windows_of_table(block, placement.path)


def _announced(body: tuple[Block, ...], path: str, *, upgrades: bool) -> Iterator[Hop]:
    """The hops that bullets of the page announce, such as "Upgrade Product 7.4 to 7.5"."""
    if not upgrades:
        return
    for block in walk_blocks(body):
        if not isinstance(block, ListBlock) or block.ordered:
            continue
        for item in block.items:
            first = item.body[0] if item.body else None
            if not isinstance(first, Paragraph):
                continue
            text = plain_text(first.inlines).strip()
            if not _ANNOUNCES.match(text) or len(text) > _LONGEST_ENTRY:
                continue
            if hop := hop_in(text, loose=True):
                yield with_evidence(hop, "list", text, path, first.span)
