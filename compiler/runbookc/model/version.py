"""Versions as documentation writes them, and hops between them."""

import re
from functools import lru_cache
from typing import Literal

from packaging.version import Version

from runbookc.model.base import Node
from runbookc.source import Span

VersionKind = Literal["exact", "wildcard", "at-least", "at-most", "before", "after", "any"]
EvidenceKind = Literal["heading", "introduction", "list", "front-matter", "file-name", "folder"]


class VersionSpec(Node):
    """A version, or a set of versions, as a page states it.

    `exact` is 7.5; `wildcard` is 7.5.x (some build of 7.5); `at-least` is 7.3.7+;
    `at-most` is "7.4 and earlier"; `before` is "pre 7.3.9"; `after` is "newer than 7.5"; `any`
    names none. `base` is the number without its decoration.
    """

    raw: str
    kind: VersionKind = "exact"
    base: str | None = None

    @property
    def key(self) -> tuple[int, ...]:
        """Sort key of `base`: its release numbers without trailing zeros; () without a base."""
        return version_key(self.base) if self.base else ()

    def holds(self, number: str) -> bool | None:
        """Whether a version is one of these; None where some of its builds are and some are not.

        7.4.2 is a build of 7.4, so 7.4 holds it; of 7.3 nobody knows whether it is "pre 7.3.9".
        """
        if self.base is None:
            return True
        own, key = self.key, version_key(number)
        if is_within(number, self.base):
            return self.kind not in ("before", "after")
        if is_within(self.base, number):
            return None
        newer = key > own
        return (self.kind in ("at-least", "after")) if newer else self.kind in ("at-most", "before")


class CompatibilityWindow(Node):
    """Which versions of one component work with which of another, as a page states it.

    The subject is the side that accepts (the server), the peer the side that asks (an agent), in
    whichever order the sentence names them. What `rejected` holds does not work, whatever
    `accepted` says: "7.3.9 to 7.4" is accepted from 7.3.9 and rejected after 7.4.
    """

    subject: str
    """The component as written, in the singular: server, Enterprise Manager."""
    subject_product: str = ""
    """The product's name as written; "" where the text names none."""
    subject_versions: tuple[VersionSpec, ...]
    peer: str
    """The other component as written, in the singular: agent."""
    peer_product: str = ""
    """The product's name at the peer; "" where the text names none."""
    accepted: tuple[VersionSpec, ...] = ()
    rejected: tuple[VersionSpec, ...] = ()
    closed: bool = False
    """Whether versions that the text does not name are refused too ("only", "requires")."""
    of_docs: bool = False
    """Whether the subject's version is that of the page's docs, because the text names none."""
    text: str
    """The sentence, or the row of a table, in plain text."""
    path: str
    span: Span

    def concerns(self, version: str) -> bool:
        """Whether it speaks of this version of the subject."""
        return any(spec.holds(version) for spec in self.subject_versions)

    def forbids(self, version: str) -> bool:
        """Whether this version of the peer surely does not work with the subject.

        A version below all that is accepted is refused where one of them is a lower limit.
        """
        if any(spec.holds(version) for spec in self.rejected):
            return True
        unnamed = bool(self.accepted) and all(s.holds(version) is False for s in self.accepted)
        limited = any(spec.kind == "at-least" for spec in self.accepted)
        return unnamed and (self.closed or (limited and self._is_below(version)))

    def _is_below(self, version: str) -> bool:
        return all(version_key(version) < spec.key for spec in self.accepted)


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


def is_within(number: str, series: str) -> bool:
    """Whether a version is the series itself or a build of it: 7.5 and 7.5.2 for 7.5."""
    prefix = release_numbers(series)
    same = version_key(number) == version_key(series)
    return same or release_numbers(number)[: len(prefix)] == prefix
