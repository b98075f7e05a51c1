"""Hazards first: in every step they stand before the command, and all of them in one summary.

A consequence that stands in plain prose is lifted into a box of its own, a caution: the sentence
word for word, with the sentences before it that it refers to. It stays in its text, too. An item of
a list and a tab keep their hazards, at their head, so that nobody asks which of them is meant.
"""

from collections.abc import Iterable, Iterator, Sequence

from runbookc.lowering.consequences import consequences_in, threatens_nobody, warns_already
from runbookc.lowering.sentences import sentences, with_antecedent
from runbookc.model import (
    HAZARD_KINDS,
    Admonition,
    Block,
    Consideration,
    Hazard,
    ListBlock,
    Paragraph,
    Procedure,
    QuoteBlock,
    Runbook,
    RunbookPart,
    Step,
    StepPlace,
    Tab,
    excerpt,
    inlines_of,
    numbered,
    plain_text,
    prose_of,
    step_numbers,
    walk_blocks,
)

_ENOUGH = 240
"""Characters of a line of the summary, from which on no further sentence is added."""
_LONGEST = 600


def hazards_first(procedure: Procedure, path: str) -> Procedure:
    """The procedure with its hazards where they are read in time.

    What comes too late, after the last step, stands before the first one.
    """
    quiet = threatens_nobody(path) or warns_already(procedure.title)
    steps = tuple(_settled_step(step, path, quiet=quiet) for step in procedure.steps)
    introduction, result = procedure.introduction, procedure.result
    if steps:
        late, result = _late(result)
        introduction = (*introduction, *late)
    introduction = introduction if quiet else with_quotes(introduction, path)
    result = tuple(_settled(result, path, quiet=quiet))
    blocks = [*introduction, *(b for step in steps for b in _step_blocks(step)), *result]
    return procedure.changed(
        introduction=introduction,
        steps=steps,
        result=result,
        admonitions=tuple(b for b in walk_blocks(blocks) if isinstance(b, Admonition)),
    )


def with_quotes(blocks: Sequence[Block], path: str) -> tuple[Block, ...]:
    """Blocks in their order, a box before each that names a consequence in plain prose."""
    return tuple(one for block in blocks for one in (*_quotes((block,), path), block))


def warned(statements: Iterable[Consideration]) -> tuple[Consideration, ...]:
    """What is to be known before the first step, with boxes for the consequences in its prose."""
    return tuple(
        one
        if warns_already(one.title) or threatens_nobody(one.path)
        else one.changed(body=with_quotes(one.body, one.path))
        for one in statements
    )


def hazard_summary(runbook: Runbook) -> tuple[Hazard, ...]:
    """All hazards of a runbook, worst first, then in the order of reading."""
    found = [*_before(runbook), *(each for part in runbook.parts for each in _of_part(part))]
    return tuple(sorted(found, key=lambda one: (HAZARD_KINDS.index(one.kind), one.place.part)))


def is_hazard(block: Block) -> bool:
    """Whether a block tells of a hazard, or is a note that holds one."""
    return isinstance(block, Admonition) and any(
        isinstance(inner, Admonition) and inner.kind in HAZARD_KINDS
        for inner in walk_blocks((block,))
    )


def _settled_step(step: Step, path: str, *, quiet: bool) -> Step:
    body = tuple(_settled(step.body, path, quiet=quiet))
    own = (block for block in walk_blocks(body) if isinstance(block, Admonition))
    substeps = tuple(_settled_step(one, path, quiet=quiet) for one in step.substeps)
    return step.changed(body=body, substeps=substeps, admonitions=tuple(own))


def _step_blocks(step: Step) -> Iterator[Block]:
    for block in step.body:
        if block.type == "substeps":
            for substep in step.substeps[block.start : block.start + block.count]:
                yield from _step_blocks(substep)
        else:
            yield block


def _settled(blocks: Iterable[Block], path: str, *, quiet: bool) -> Iterator[Block]:
    """The blocks with the hazards of each section at its head, below its heading."""
    for section in by_heading(blocks):
        if section[0].type == "heading":
            yield section.pop(0)
        rest = [block for block in section if not is_hazard(block)]
        yield from (block for block in section if is_hazard(block))
        if not quiet:
            yield from _quotes((block for block in rest if block.type != "tab"), path)
        yield from (_settled_inside(block, path, quiet=quiet) for block in rest)


def by_heading(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks in pieces, each heading at the head of one."""
    section: list[Block] = []
    for block in blocks:
        if block.type == "heading" and section:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _settled_inside(block: Block, path: str, *, quiet: bool) -> Block:
    """A list or a tab with the hazards of each item at the head of that item."""
    if isinstance(block, Tab):
        return block.changed(body=tuple(_settled(block.body, path, quiet=quiet)))
    if isinstance(block, ListBlock) and any(map(is_hazard, walk_blocks((block,)))):
        items = (
            item.changed(body=tuple(_settled(item.body, path, quiet=True))) for item in block.items
        )
        return block.changed(items=tuple(items))
    return block


def _late(result: Sequence[Block]) -> tuple[list[Block], tuple[Block, ...]]:
    """The hazards after the last step that stand in no section of their own, and the rest."""
    first = next((i for i, block in enumerate(result) if block.type == "heading"), len(result))
    own = result[:first]
    rest = (*(block for block in own if not is_hazard(block)), *result[first:])
    return [block for block in own if is_hazard(block)], rest


def _quotes(blocks: Iterable[Block], path: str) -> Iterator[Admonition]:
    """A box for each paragraph that names a consequence outside of any admonition."""
    stack = [(block, False) for block in reversed(tuple(blocks))]
    while stack:
        block, in_item = stack.pop()
        if isinstance(block, Paragraph):
            yield from _quote(block, path, whole=in_item)
        elif isinstance(block, ListBlock):
            inner = [child for item in block.items for child in item.body]
            stack.extend((child, True) for child in reversed(inner))
        elif isinstance(block, QuoteBlock | Tab):
            stack.extend((child, in_item) for child in reversed(block.body))


def _quote(paragraph: Paragraph, path: str, *, whole: bool) -> Iterator[Admonition]:
    """The box of a paragraph; in an item of a list what the item begins with tells which one."""
    prose = prose_of(paragraph.inlines)
    passages: list[tuple[int, int]] = []
    for start, end in consequences_in(prose, path):
        first = with_antecedent(prose.text, start, always=whole)
        if passages and first <= passages[-1][1] + 1:
            first = passages.pop()[0]
        passages.append((first, end))
    if passages:
        span = prose.span(passages[0][0], passages[-1][1])
        body = (
            Paragraph.trusted(
                inlines=excerpt(paragraph.inlines, *passage), span=prose.span(*passage)
            )
            for passage in passages
        )
        yield Admonition.trusted(
            kind="caution", body=tuple(body), notation="quoted", line=span.line, span=span
        )


def _before(runbook: Runbook) -> Iterator[Hazard]:
    for statement in (*runbook.considerations, *runbook.prerequisites):
        place = StepPlace(part=runbook.home(statement), path=statement.path, line=statement.line)
        yield from _in_blocks(statement.body, place)


def _of_part(part: RunbookPart) -> Iterator[Hazard]:
    procedure = part.procedure
    start = StepPlace(part=part.number, path=part.path, line=procedure.line)
    yield from _in_blocks(procedure.introduction, start)
    for number, step in numbered(procedure.steps):
        place = start.changed(number=number, line=step.line)
        yield from _in_blocks(step.body, place)
    last = next(reversed(step_numbers(procedure.steps)), "")
    yield from _in_blocks(procedure.result, start.changed(number=last, after=True))


def _in_blocks(blocks: Iterable[Block], place: StepPlace) -> Iterator[Hazard]:
    for block in walk_blocks(blocks):
        if isinstance(block, Admonition) and block.kind in HAZARD_KINDS:
            yield Hazard(
                kind=block.kind,
                text=_first_words(block),
                quoted=block.notation == "quoted",
                place=place.changed(line=block.line),
            )


def _first_words(hazard: Admonition) -> str:
    """The title and the first sentences, to the end of one of them."""
    inner = (block for block in hazard.body if not isinstance(block, Admonition))
    runs = (plain_text(run) for block in walk_blocks(inner) for run in inlines_of(block))
    text = " ".join(" ".join(runs).split())
    title = hazard.title.strip()
    head = f"{title}{' ' if title[-1:] in '.:!?' else ': '}" if title and text else title
    ends = [end for _, end in sentences(text)]
    end = next((end for end in reversed(ends) if len(head) + end <= _ENOUGH), min(ends, default=0))
    said = head + text[:end]
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
