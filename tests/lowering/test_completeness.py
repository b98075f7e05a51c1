"""Nothing of a procedure is lost and nothing is told twice, on every page of the real docs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.dialects import detect_dialect
from runbookc.discovery import discover
from runbookc.lowering import Lowered, lower
from runbookc.model import Block, Paragraph, Procedure, Step, plain_text, walk_blocks
from runbookc.parsing import parse
from runbookc.source import Position, Span, decode

_TOLD = ("paragraph", "code", "table", "image", "html")
"""The blocks that hold an author's words; the others only hold blocks."""


def pages(root: Path) -> Iterator[Lowered]:
    settings = load_settings(root, None)
    dialect = detect_dialect(root, settings)
    inventory = discover(root, settings, dialect)
    for path in inventory.pages:
        source, _ = decode(path, inventory.read(path))
        document = parse(source, dialect)
        yield lower(document, dialect.place(path, document.front_matter), settings)


def told(blocks: Iterable[Block]) -> Iterator[tuple[str, Position]]:
    """Names each block by its end: a step's marker is cut off its paragraph's beginning."""
    for block in walk_blocks(blocks):
        if block.type in _TOLD:
            yield block.type, place_of(block).end


def place_of(block: Block) -> Span:
    assert block.type != "substeps"
    return block.span


def all_steps(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from all_steps(step.substeps)


def own_blocks(procedure: Procedure) -> list[Block]:
    steps = [block for step in all_steps(procedure.steps) for block in step.body]
    return [*procedure.introduction, *steps, *procedure.result]


def around(procedure: Procedure) -> list[Block]:
    sections = (*procedure.context, *procedure.prerequisites)
    return [block for section in sections for block in section.body]


def lost(page: Lowered, procedure: Procedure) -> Iterator[str]:
    procedures = page.page.procedures
    kept = {key for one in procedures for key in told(own_blocks(one))}
    kept.update(told(around(procedure)))
    titles = {one.title for one in procedures}
    markers = {step.marker_span.line for step in all_steps(procedure.steps)}
    for block in walk_blocks(page.body):
        if block.type not in _TOLD:
            continue
        span = place_of(block)
        if span.start < procedure.span.start or procedure.span.end < span.end:
            continue
        if isinstance(block, Paragraph) and (
            span.line in markers or plain_text(block.inlines).strip().rstrip(":") in titles
        ):
            continue
        if (block.type, span.end) not in kept:
            yield f"{procedure.id}: the {block.type} at line {span.line}"


@pytest.mark.parametrize("corpus", ["seeds", "netwrix", "rke2", "seafile"])
def test_every_block_of_a_procedure_is_told_once(corpora: Path, corpus: str) -> None:
    missing: list[str] = []
    doubled: list[str] = []
    for page in pages(corpora / corpus):
        for procedure in page.page.procedures:
            missing.extend(lost(page, procedure))
            counts = Counter(told(own_blocks(procedure)))
            doubled.extend(f"{procedure.id}: {key}" for key, count in counts.items() if count > 1)
    assert missing == []
    assert doubled == []


@pytest.mark.parametrize("corpus", ["seeds", "netwrix", "rke2", "seafile"])
def test_every_procedure_has_an_id_of_its_own(corpora: Path, corpus: str) -> None:
    ids = [one.id for page in pages(corpora / corpus) for one in page.page.procedures]
    assert len(ids) == len(set(ids))
