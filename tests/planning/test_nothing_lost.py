"""Nothing of a route's procedures is lost in its runbook, and nothing is told twice unsaid.

Every step, admonition, code block and link of every procedure on the route, as the page has it,
is told exactly once, or it is merged with the same words elsewhere and the runbook names its
place. The Markdown then holds each. What must be there is read from the pages; nothing of what
composes runbooks is asked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from markdown_it import MarkdownIt

from runbookc.backends import markdown
from runbookc.config import load_settings
from runbookc.model import (
    Admonition,
    Block,
    CodeBlock,
    LinkText,
    Procedure,
    Runbook,
    Step,
    Substeps,
    child_blocks,
    inlines_of,
    plain_text,
    walk_blocks,
    walk_inlines,
)
from runbookc.pipeline import Compilation, compile_project
from runbookc.pipeline.runbooks import compose_all, provenance_of
from tests.backends.test_completeness import Page, packed, stretches
from tests.planning.builds import UPGRADE, compiled

_INSIDE = re.compile(r'<a href="#([^"]+)"')
_ID = re.compile(r'<a id="([^"]+)"')
_HEADING = re.compile(r"<h[1-6]>(.*?)</h[1-6]>", re.DOTALL)
ROOT = Path(__file__).parents[2]
FIXTURES = sorted(
    {folder for place in ROOT.glob("tests/**/fixtures") for folder in place.iterdir()}
)


class Piece(NamedTuple):
    """Something that must not be lost, and where it stands in the sources."""

    kind: str
    words: str
    path: str
    line: int
    column: int = 1


def pieces_of(path: str, blocks: Iterable[Block]) -> Iterator[Piece]:
    """The admonitions, code blocks and links in blocks of a page."""
    for block in written(blocks):
        if isinstance(block, Admonition):
            yield Piece(block.kind, words_of([block]), path, block.line)
        if isinstance(block, CodeBlock):
            yield Piece("code", block.text, path, block.span.line)
        for node in chain.from_iterable(map(walk_inlines, inlines_of(block))):
            if isinstance(node, LinkText):
                span = node.span
                yield Piece("link", node.target, path, span.line, span.column)


def written(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and what is inside them; a box that only quotes what stands beside it is left out."""
    for block in blocks:
        if getattr(block, "notation", "") != "quoted":
            yield block
            yield from written(child_blocks(block))


def words_of(blocks: Iterable[Block]) -> str:
    """What blocks say, whatever their line ends."""
    runs = (run for block in walk_blocks(blocks) for run in inlines_of(block))
    return " ".join(" ".join(map(plain_text, runs)).split())


def blocks_of(steps: Iterable[Step]) -> Iterator[Block]:
    """The blocks of steps and of their substeps."""
    for step in steps:
        yield from (block for block in step.body if not isinstance(block, Substeps))
        yield from blocks_of(step.substeps)


def steps_of(path: str, steps: Iterable[Step]) -> Iterator[Piece]:
    """The steps and substeps."""
    for step in steps:
        yield Piece("step", step.title, path, step.line)
        yield from steps_of(path, step.substeps)


def body_of(path: str, procedure: Procedure) -> Iterator[Piece]:
    """What a procedure tells itself, in its own order or another."""
    yield from steps_of(path, procedure.steps)
    yield from pieces_of(path, procedure.introduction)
    yield from pieces_of(path, blocks_of(procedure.steps))
    yield from pieces_of(path, procedure.result)


def around(path: str, procedure: Procedure) -> Iterator[Piece]:
    """What its page says around a procedure."""
    for section in (*procedure.context, *procedure.prerequisites):
        yield from pieces_of(path, section.body)


def told_by(runbook: Runbook) -> Counter[Piece]:
    """What the runbook tells, and how often."""
    told: Counter[Piece] = Counter()
    for statement in (*runbook.considerations, *runbook.prerequisites):
        told.update(pieces_of(statement.path, statement.body))
    for part in runbook.parts:
        told.update(body_of(part.path, part.procedure))
    return told


def merged_in(runbook: Runbook, procedures: Iterable[tuple[str, Procedure]]) -> set[Piece]:
    """The pieces of what stands at a place that the runbook names as a duplicate, if equal."""
    places: dict[tuple[str, int], list[tuple[Block, ...]]] = {}
    for path, procedure in procedures:
        for section in (*procedure.context, *procedure.prerequisites):
            places.setdefault((path, section.line), []).append(section.body)
        for block in procedure.introduction:
            assert not isinstance(block, Substeps)
            line = block.span.line
            places.setdefault((path, line), []).append((block,))
    found: set[Piece] = set()
    for statement in (*runbook.considerations, *runbook.prerequisites):
        for place in statement.duplicates:
            for blocks in places[place.path, place.line]:
                if unplaced(place.path, blocks) == unplaced(statement.path, statement.body):
                    found.update(pieces_of(place.path, blocks))
    return found


def unplaced(path: str, blocks: tuple[Block, ...]) -> tuple[str, list[tuple[str, str]]]:
    """What blocks say, wherever they stand."""
    return words_of(blocks), [piece[:2] for piece in pieces_of(path, blocks)]


def losses(compilation: Compilation, runbook: Runbook) -> Iterator[str]:
    """What is missing in a route's runbook, or told too often."""
    assert runbook.route is not None
    sources = []
    for hop in runbook.route.hops:
        page = compilation.project.page(hop.procedure.rpartition("#")[0])
        assert page is not None
        (procedure,) = (one for one in page.procedures if one.id == hop.procedure)
        sources.append((page.path, procedure))
    told, merged = told_by(runbook), merged_in(runbook, sources)
    own = Counter(piece for path, procedure in sources for piece in body_of(path, procedure))
    shared = {piece for path, procedure in sources for piece in around(path, procedure)}
    for piece in own | Counter(shared):
        expected = max(own[piece], piece in shared)
        if told[piece] not in ({0, 1} if piece in merged else {expected}):
            yield f"{runbook.id}: {told[piece]} instead of {expected} times: {piece}"
    yield from (f"{runbook.id}.md lacks {text}" for text in unwritten(runbook, sources))


def unwritten(runbook: Runbook, sources: Iterable[tuple[str, Procedure]]) -> Iterator[str]:
    """What the Markdown lacks of all texts, code and steps, and of what its own links lead to."""
    (content,) = markdown.render(runbook, lambda _: None).values()
    read = MarkdownIt("commonmark").enable("table").render(content.decode())
    text = packed(Page(read).text)
    for appendix in runbook.appendices:
        yield from (one for one in stretches(appendix.body) if one not in text)
    yield from sorted(set(_INSIDE.findall(read)) - places_in(read))
    for path, procedure in sources:
        sections = (*procedure.context, *procedure.prerequisites)
        around = [block for section in sections for block in section.body]
        blocks = (*procedure.introduction, *blocks_of(procedure.steps), *procedure.result, *around)
        yield from (one for one in stretches(blocks) if one not in text)
        for step in steps_of(path, procedure.steps):
            if f"Source:{packed(path)}:{step.line}" not in text:
                yield f"the step at {path}:{step.line}"


def places_in(html: str) -> set[str]:
    """What links inside a document can lead to: its ids, and its headings as GitHub names them."""
    headings = (Page(heading).text.casefold() for heading in _HEADING.findall(html))
    slugs = {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}
    return slugs | set(_ID.findall(html))


def found_in(root: Path) -> list[str]:
    """What is lost on the routes of a project."""
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    runbooks = compose_all(compilation, provenance_of(compilation))
    routes = [runbook for runbook in runbooks if runbook.route is not None]
    return [loss for runbook in routes for loss in losses(compilation, runbook)]


def test_nothing_of_the_samples_routes_is_lost() -> None:
    assert found_in(ROOT) == []


@pytest.mark.parametrize("root", FIXTURES, ids=lambda root: root.name)
def test_nothing_of_the_fixtures_routes_is_lost(root: Path) -> None:
    assert found_in(root) == []


@pytest.mark.parametrize("name", ["netwrix", "seeds", "rke2", "seafile"])
def test_nothing_of_real_routes_is_lost(corpora: Path, name: str) -> None:
    assert found_in(corpora / name) == []


NOTE = ":::warning\nMake no [change](other.md) to the database.\n\n```sh\nno change\n```\n:::\n\n"
STEPS = "1. Run it.\n\n   :::note\n   It is quick.\n   :::\n\n2. Stop.\n\n   1. Wait.\n   2. Go.\n"
TWO_PAGES = {
    "docs/vault/2.0/upgrade.md": "# Upgrade Vault 1.0 to 2.0\n\n## Considerations\n\n"
    f"{NOTE}## Upgrade\n\n{NOTE}{STEPS}",
    UPGRADE: f"# Upgrade\n\n## Considerations\n\n{NOTE}"
    f"## Upgrade Vault 2.0 to 3.0\n\n{NOTE}{STEPS}\n## Upgrade Vault 3.0 to 4.0\n\n{NOTE}{STEPS}",
}


def test_nothing_of_what_hops_share_is_lost(tmp_path: Path) -> None:
    compilation = compiled(tmp_path, TWO_PAGES)
    made = compose_all(compilation, provenance_of(compilation))
    whole = max(made, key=lambda one: len(one.parts))

    assert len(whole.parts) == 3
    assert sum(len(one.duplicates) for one in whole.considerations) >= 2
    assert [loss for runbook in made for loss in losses(compilation, runbook)] == []


def test_a_loss_is_seen(tmp_path: Path) -> None:
    compilation = compiled(tmp_path, TWO_PAGES)
    made = compose_all(compilation, provenance_of(compilation))
    whole = max(made, key=lambda one: len(one.parts))
    first, *others = whole.parts
    short = first.procedure.model_copy(update={"steps": first.procedure.steps[1:]})
    lacking: list[dict[str, Any]] = [
        {"parts": (first.model_copy(update={"procedure": short}), *others)},
        {"considerations": whole.considerations[1:]},
        {
            "considerations": tuple(
                one.model_copy(update={"duplicates": ()}) for one in whole.considerations
            )
        },
    ]

    assert all(list(losses(compilation, whole.model_copy(update=one))) for one in lacking)
