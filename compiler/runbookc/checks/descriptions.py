"""Several descriptions of one hop: what one of two copies says and the other leaves out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from runbookc.checks.siblings import PLAIN, Line, Told
from runbookc.planning import Edge, UpgradeGraph
from runbookc.planning.versions import order
from runbookc.source.frozen import dataclass

_FEWEST = 3
"""Paragraphs that two descriptions must have in common to be called copies."""


@dataclass(frozen=True, slots=True)
class Omission:
    """A step or a hazard that a description leaves out.

    Args:
        line: the paragraph, in the description that has it.
        lacking: the description that has it not.
        before: the paragraph of `lacking` after which it would stand; None at the beginning.
    """

    line: Line
    lacking: Told
    before: Line | None


def omissions(graph: UpgradeGraph, told: Mapping[str, Told]) -> Iterator[Omission]:
    """What descriptions of one hop in the docs of neighbouring versions leave out.

    Args:
        graph: the hops with their descriptions.
        told: what procedures say, by id.
    """
    for line in graph.lines:
        for edge in line.edges:
            for one, other in pairwise(_by_version(edge, told)):
                if _are_copies(one, other):
                    yield from _missing(one, other)
                    yield from _missing(other, one)


def _by_version(edge: Edge, told: Mapping[str, Told]) -> list[Told]:
    """One description for each version of the docs, in the order of versions.

    Where the docs of a version describe a hop twice, that is for two kinds of reader.
    """
    found: dict[str, list[Told]] = {}
    for description in edge.descriptions:
        one = told.get(description.procedure.id)
        if one is not None and description.docs_version is not None:
            found.setdefault(description.docs_version, []).append(one)
    return [found[version][0] for version in sorted(found, key=order) if len(found[version]) == 1]


def _are_copies(one: Told, other: Told) -> bool:
    first, second = set(one.keys), set(other.keys)
    common = len(first & second)
    return common >= max(_FEWEST, min(len(first), len(second)) * 2 / 3)


def _missing(lacking: Told, complete: Told) -> Iterator[Omission]:
    known = set(lacking.keys)
    own = [i for i, key in enumerate(lacking.keys) if key not in set(complete.keys)]
    reworded = [lacking.words(index) for index in own]
    matcher = SequenceMatcher(None, lacking.keys, complete.keys, autojunk=False)
    for tag, start, _, first, last in matcher.get_opcodes():
        for index in range(first, last) if tag in ("insert", "replace") else ():
            new = complete.marks[index] != PLAIN and complete.keys[index] not in known
            if new and not _is_reworded(complete.words(index), reworded):
                before = Line(lacking, start - 1) if start else None
                yield Omission(Line(complete, index), lacking, before)


def _is_reworded(words: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Whether two in five of the words stand in one of the other paragraphs too."""
    count = Counter(words)
    return any((count & Counter(other)).total() * 5 >= len(words) * 2 for other in others)
