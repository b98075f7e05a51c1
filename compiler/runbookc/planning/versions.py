"""Which versions a stated version means: builds of a series, ranges, and their order."""

import re
from collections.abc import Iterable

from runbookc.model import VersionSpec, is_within, release_numbers, version_key
from runbookc.source.frozen import dataclass

_SERIES = re.compile(r"\.[xy*]$", re.IGNORECASE)
_NUMBER = re.compile(r"v?(\d+(?:[._-]?\w+)*)", re.IGNORECASE)

order = version_key
"""The sort key of a version number."""


@dataclass(frozen=True, slots=True)
class AskedVersion:
    """A version as a reader gives it: `7.5`, `v7.5.2`, or `7.5.x` for some build of 7.5."""

    base: str
    series: bool = False


def read_version(text: str) -> AskedVersion | None:
    """The version that a reader means, or None where the text is none."""
    number = _SERIES.sub("", text.strip())
    match = _NUMBER.fullmatch(number)
    return AskedVersion(match[1], number != text.strip()) if match else None


def documented(number: str, versions: Iterable[str]) -> str | None:
    """The documented version that a number stands for.

    That is the same version, else the most exact one that it is a build of: 7.5.2 stands for
    7.5 as long as no page speaks of 7.5.2 itself.
    """
    best: str | None = None
    for version in versions:
        if order(version) == order(number):
            return version
        if is_within(number, version) and (
            best is None or len(release_numbers(version)) > len(release_numbers(best))
        ):
            best = version
    return best


def holds_from(spec: VersionSpec, target: str, number: str, versions: tuple[str, ...]) -> bool:
    """Whether a hop that starts at `spec` and ends at `target` can be taken from a version.

    Args:
        spec: the start as the page states it. One that names no version holds from the
            documented version before the target, and from what lies between the two.
        target: the version at which the hop ends.
        number: the version that the reader has.
        versions: the documented versions of the product line, ascending.
    """
    base = spec.base or ""
    if spec.kind == "exact":
        return order(number) == order(base) or documented(number, versions) == base
    if spec.kind == "wildcard":
        return is_within(number, base)
    if order(number) >= order(target):
        return False
    if spec.kind == "at-least":
        return order(number) >= order(base)
    if spec.kind == "before":
        return order(number) < order(base)
    older = [version for version in versions if order(version) < order(target)]
    return bool(older) and order(number) >= order(older[-1])
