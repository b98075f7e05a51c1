"""Versions as documentation writes them, and hops between them."""

import re
from functools import lru_cache
from typing import Literal

from packaging.version import Version

from runbookc.model.base import Node
from runbookc.source import Span

VersionKind = Literal["exact", "wildcard", "at-least", "before", "any"]
EvidenceKind = Literal["heading", "introduction", "list", "front-matter", "file-name", "folder"]


class VersionSpec(Node):
    """A version, or a set of versions, as a page states it.

    `exact` is 7.5; `wildcard` is 7.5.x (some build of 7.5); `at-least` is 7.3.7+;
    `before` is "pre 7.3.9"; `any` names none. `base` is the number without its decoration.
    """

    raw: str
    kind: VersionKind = "exact"
    base: str | None = None

    @property
    def key(self) -> tuple[int, ...]:
        """Sort key of `base`: its release numbers without trailing zeros; () without a base."""
        return version_key(self.base) if self.base else ()


class Evidence(Node):
    """Where a hop was read: the kind of place, its words, its span."""

    kind: EvidenceKind
    text: str
    path: str
    span: Span


class Hop(Node):
    """One upgrade that somebody described: from these versions to those."""

    from_product: str
    """The product's name as written, such as StealthINTERCEPT; "" where the text names none."""
    from_version: VersionSpec
    to_product: str
    to_version: VersionSpec
    evidence: tuple[Evidence, ...] = ()


@lru_cache(maxsize=4096)
def release_numbers(number: str) -> tuple[int, ...]:
    """The numbers of a version as written: (8, 0) for "8.0".

    Of what `packaging` cannot read, the digits that it holds.
    """
    try:
        return Version(number).release
    except ValueError:  # no version, or a number longer than Python reads
        return tuple(int(part[:18]) for part in re.findall(r"\d+", number))


@lru_cache(maxsize=4096)
def version_key(number: str) -> tuple[int, ...]:
    """The sort key of a version number: (7, 3, 9) for "7.3.9", (8,) for "8.0"."""
    release = release_numbers(number)
    while len(release) > 1 and release[-1] == 0:
        release = release[:-1]
    return release
