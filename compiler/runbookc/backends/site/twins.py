"""Which page of another version a reader of this one wants."""

import posixpath
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from runbookc.backends.site.navigation import Scope

_NAMELESS: Final = frozenset({"index.md", "readme.md", "index.mdx"})


@dataclass(frozen=True, slots=True)
class Twin:
    """A page of another version: the same one, or what is nearest to it."""

    path: str
    exact: bool


class Twins:
    """Finds pages in other scopes; a page's place below its version is what names it."""

    def __init__(self, scopes: Sequence[Scope]) -> None:
        self._scopes = scopes

    def of(self, here: int | None, path: str | None, there: int) -> Twin:
        """The page of one scope that stands for a page of another one.

        Args:
            here: the scope of the page, None for a page of no scope.
            path: the page.
            there: the scope that is wanted.
        """
        scope = self._scopes[there]
        if here == there and path is not None:
            return Twin(path, True)
        if here is None or path is None or self._scopes[here].product != scope.product:
            return Twin(scope.first_page(), False)
        below = path.removeprefix(self._bases[here])
        same = f"{self._bases[there]}{below}"
        if same in self._members[there]:
            return Twin(same, True)
        return Twin(self._nearest(below, there) or scope.first_page(), False)

    def _nearest(self, below: str, there: int) -> str | None:
        """The page of that name that shares most folders with it, counted from the end."""
        ranked = sorted(
            (-_shared_end(candidate, below), candidate)
            for candidate in self._by_name[there].get(_name(below), ())
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]

    @cached_property
    def _members(self) -> list[frozenset[str]]:
        return [frozenset(scope.paths) for scope in self._scopes]

    @cached_property
    def _bases(self) -> list[str]:
        """The folder of each scope, with a slash at its end."""
        return [_base(scope) for scope in self._scopes]

    @cached_property
    def _by_name(self) -> list[dict[str, list[str]]]:
        found: list[dict[str, list[str]]] = []
        for scope in self._scopes:
            names: dict[str, list[str]] = defaultdict(list)
            for path in scope.paths:
                names[_name(path)].append(path)
            found.append(names)
        return found


def _base(scope: Scope) -> str:
    """The folder that bears the version's name, else the one that holds all pages."""
    folder = posixpath.commonpath([posixpath.dirname(path) for path in scope.paths])
    parts = folder.split("/")
    spellings = {scope.version, (scope.version or "").replace(".", "_")} - {None, ""}
    for index in reversed(range(len(parts))):
        if parts[index].removeprefix("version-").removeprefix("v") in spellings:
            return "/".join(parts[: index + 1]) + "/"
    return f"{folder}/" if folder else ""


def _name(path: str) -> str:
    """The name of a page; of an index, that of its folder."""
    folder, name = posixpath.split(path)
    lowered = name.casefold()
    return posixpath.basename(folder) if lowered in _NAMELESS else posixpath.splitext(lowered)[0]


def _shared_end(one: str, other: str) -> int:
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    count = 0
    for left, right in pairs:
        if left != right:
            break
        count += 1
    return count
