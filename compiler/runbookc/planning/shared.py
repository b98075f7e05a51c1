"""What several pages say in the same words is said once, with the hops that it holds for."""

from collections.abc import Iterable

from runbookc.linking import Project
from runbookc.model import (
    Admonition,
    Block,
    CodeBlock,
    Consideration,
    HtmlBlock,
    ImageBlock,
    Link,
    ListBlock,
    Page,
    Section,
    Tab,
    inlines_of,
    plain_text,
    walk_blocks,
)
from runbookc.source.frozen import dataclass


@dataclass(frozen=True)
class Statement:
    """A section of a page, as one hop's reader needs it.

    Args:
        hop: the number of the part for which it holds.
        links: the statement's own, where no part of the runbook comes from its page.
    """

    section: Section
    page: Page
    hop: int
    links: tuple[Link, ...] = ()


def fingerprint(section: Section) -> tuple[str, ...]:
    """The words and the structure of a section; equal where a reader sees no difference."""
    return (section.title, *(part for block in walk_blocks(section.body) for part in _says(block)))


def _says(block: Block) -> Iterable[str]:
    yield block.type
    if isinstance(block, Admonition):
        yield from (block.kind, block.title)
    elif isinstance(block, ListBlock):
        yield f"{block.ordered} {len(block.items)}"
    elif isinstance(block, CodeBlock | HtmlBlock):
        yield block.text
    elif isinstance(block, ImageBlock):
        yield from (block.target, block.alt)
    elif isinstance(block, Tab):
        yield block.title
    for inlines in inlines_of(block):
        yield " ".join(plain_text(inlines, alt=True).split())


def merge(statements: Iterable[Statement]) -> tuple[Consideration, ...]:
    """The statements in order, each once."""
    merged: dict[tuple[str, ...], Consideration] = {}
    for statement in statements:
        key = fingerprint(statement.section)
        known = merged.get(key)
        if known is None:
            merged[key] = _consideration(statement)
        elif statement.hop not in known.hops:
            merged[key] = known.model_copy(update={"hops": (*known.hops, statement.hop)})
    return tuple(merged.values())


def _consideration(statement: Statement) -> Consideration:
    section = statement.section
    return Consideration(
        title=section.title,
        body=section.body,
        path=statement.page.path,
        line=section.line,
        hops=(statement.hop,),
        links=statement.links,
    )


def links_within(
    project: Project, page: Page, bodies: Iterable[tuple[Block, ...]]
) -> tuple[Link, ...]:
    """The links of a page that stand in these blocks, with the addresses of their targets."""
    lines: set[int] = set()
    for body in bodies:
        for block in body:
            if block.type != "substeps":
                lines.update(range(block.span.line, block.span.end_line + 1))
    return tuple(_addressed(project, page, link) for link in page.links if link.line in lines)


def _addressed(project: Project, page: Page, link: Link) -> Link:
    if link.kind not in ("page", "anchor"):
        return link
    target = project.page(link.resolved or page.path)
    return link.model_copy(update={"url": target.url}) if target is not None else link
