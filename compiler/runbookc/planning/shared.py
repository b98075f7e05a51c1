"""What several pages say in the same words is said once, with the hops that it holds for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from runbookc.linking import Project
from runbookc.lowering.wording import announces_steps
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
    Paragraph,
    Place,
    Procedure,
    RunbookPart,
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
        at_head: whether it stood at the head of the hop's steps.
    """

    section: Section
    page: Page
    hop: int
    links: tuple[Link, ...] = ()
    at_head: bool = False


def fingerprint(blocks: Iterable[Block], title: str = "") -> tuple[str, ...]:
    """The words and the structure of blocks; equal where a reader sees no difference."""
    return (title, *(part for block in walk_blocks(blocks) for part in _says(block)))


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
        key = fingerprint(statement.section.body, statement.section.title)
        known = merged.get(key)
        merged[key] = _joined(known, statement) if known else _consideration(statement)
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
        at_head=statement.at_head,
    )


def _joined(known: Consideration, statement: Statement) -> Consideration:
    """A consideration, with one more hop for which it holds and one more place where it stands."""
    place = Place(path=statement.page.path, line=statement.section.line)
    places = (Place(path=known.path, line=known.line), *known.duplicates)
    return known.model_copy(
        update={
            "hops": tuple(dict.fromkeys((*known.hops, statement.hop))),
            "duplicates": known.duplicates if place in places else (*known.duplicates, place),
        }
    )


def shared_heads(
    project: Project, parts: tuple[RunbookPart, ...]
) -> tuple[list[Statement], tuple[RunbookPart, ...]]:
    """What the heads of several hops say word for word, and the parts without it.

    Those are notes, and paragraphs together with everything before them: the others may speak of
    what stands there. The sentence that leads to the steps or to a list stays with them, and so
    does everything within a step.
    """
    heads = [list(_shareable(part)) for part in parts]
    counts = Counter(key for head in heads for key in {key for _, key in head})
    statements, rest = [], []
    for part, head in zip(parts, heads, strict=True):
        shared = [place for place, key in head if counts[key] > 1]
        page = project.page(part.path)
        if not shared or page is None:
            rest.append(part)
            continue
        statements += [_at_head(page, part, place) for place in shared]
        rest.append(part.changed(procedure=_without(part.procedure, shared)))
    return statements, tuple(rest)


def _without(procedure: Procedure, places: Sequence[int]) -> Procedure:
    """The procedure without the blocks at these places of its introduction."""
    blocks = procedure.introduction
    gone = [one for place in places for one in walk_blocks([blocks[place]])]
    return procedure.changed(
        introduction=tuple(block for place, block in enumerate(blocks) if place not in places),
        admonitions=tuple(one for one in procedure.admonitions if one not in gone),
    )


def _shareable(part: RunbookPart) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The places of what several hops may share, each with what must be equal for that."""
    blocks = part.procedure.introduction if part.procedure.steps else ()
    opening = True
    for place, block in enumerate(blocks):
        if isinstance(block, Admonition):
            yield place, fingerprint([block])
        elif opening := opening and isinstance(block, Paragraph) and not _leads_on(block):
            yield place, fingerprint(blocks[: place + 1])


def _leads_on(block: Paragraph) -> bool:
    text = plain_text(block.inlines).rstrip()
    return text.endswith(":") or announces_steps(text)


def _at_head(page: Page, part: RunbookPart, place: int) -> Statement:
    block = part.procedure.introduction[place]
    assert isinstance(block, Paragraph | Admonition)
    section = Section(body=(block,), line=block.span.line)
    return Statement(section, page, part.number, at_head=True)
