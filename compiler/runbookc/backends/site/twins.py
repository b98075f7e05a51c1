"""Which page of another version a reader of this one wants."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from runbookc.backends.site.navigation import Scope
from runbookc.model import Page
from runbookc.source.frozen import dataclass

_NAMELESS: Final = frozenset({"index", "readme", "_index"})
"""Files that stand for their folder."""
_ENTRIES: Final = ("index", "_index", "readme", "overview", "introduction", "intro")
"""Names that say nothing of what a page is about; such a page opens its folder."""
_VERSION: Final = re.compile(r"\bv?\d+(?:[._]\w+)*\b", re.I)


@dataclass(frozen=True, slots=True)
class Twin:
    """A page of another version.

    Args:
        exact: whether it is the same page.
        near: whether it has at least to do with it; else it is the first of its version.
    """

    path: str
    exact: bool
    near: bool = True


class Twins:
    """Finds pages in other scopes.

    The same page stands at the same place below its version; or it says itself, in an alias or by
    a redirect, that it stood there; or it moved and kept its name and its title.

    Args:
        scopes: every version of every product.
        pages: all pages by path.
        redirects: where old addresses lead, as configured.
    """

    def __init__(
        self,
        scopes: Sequence[Scope],
        pages: Mapping[str, Page],
        redirects: Mapping[str, str] | None = None,
    ) -> None:
        self._scopes = scopes
        self._pages = pages
        self._redirects = redirects or {}

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
            return Twin(scope.first_page(), False, False)
        below = path.removeprefix(self._bases[here])
        same = f"{self._bases[there]}{below}"
        if same in self._members[there]:
            return Twin(same, True)
        if moved := self._redirected(here, path, there) or self._moved(here, path, there):
            return Twin(moved, True)
        nearest = self._nearest(below, there) or self._entry(below, there)
        return Twin(nearest or scope.first_page(), False, nearest is not None)

    def _redirected(self, here: int, path: str, there: int) -> str | None:
        """The page that stood where this one stands, or that stands where this one stood."""
        other = self._former[there]
        places = self._places[here].get(path, ())
        return next((other[place] for place in places if place in other), None)

    def _moved(self, here: int, path: str, there: int) -> str | None:
        """The only page of the same title, where that title or the name is telling."""
        title = self._titles[path]
        alike = self._by_title[there].get(title, [])
        if not title or len(alike) != 1 or len(self._by_title[here][title]) != 1:
            return None
        same_name = _name(path) == _name(alike[0]) and not _is_entry(path)
        return alike[0] if same_name or " " in title else None

    def _nearest(self, below: str, there: int) -> str | None:
        """The page of that name that shares most folders with it, counted from the end."""
        if _is_entry(below) and _stem(below) not in _NAMELESS:
            return None
        ranked = sorted(
            (-_shared_end(candidate, below), candidate)
            for candidate in self._by_name[there].get(_name(below), ())
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]

    def _entry(self, below: str, there: int) -> str | None:
        """The page that opens the folder, or the nearest folder above that there is."""
        folder = posixpath.dirname(below)
        while True:
            if folder in self._entries[there]:
                return self._entries[there][folder]
            if not folder:
                return None
            folder = posixpath.dirname(folder)

    @cached_property
    def _members(self) -> list[frozenset[str]]:
        return [frozenset(scope.paths) for scope in self._scopes]

    @cached_property
    def _bases(self) -> list[str]:
        """The folder of each scope, with a slash at its end."""
        return [_base(scope) for scope in self._scopes]

    @cached_property
    def _by_name(self) -> list[dict[str, list[str]]]:
        return [_grouped((_name(path), path) for path in scope.paths) for scope in self._scopes]

    @cached_property
    def _by_title(self) -> list[dict[str, list[str]]]:
        return [
            _grouped((self._titles[path], path) for path in scope.paths) for scope in self._scopes
        ]

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The titles without versions, which differ; "" for none."""
        known = ((path, self._pages.get(path)) for scope in self._scopes for path in scope.paths)
        return {
            path: " ".join(_VERSION.sub("", page.title).casefold().split()) if page else ""
            for path, page in known
        }

    @cached_property
    def _entries(self) -> list[dict[str, str]]:
        """By folder below the version, the page that opens it."""
        found: list[dict[str, str]] = []
        for scope, base in zip(self._scopes, self._bases, strict=True):
            ranked = sorted(
                (_ENTRIES.index(_stem(path)), path) for path in scope.paths if _is_entry(path)
            )
            opened: dict[str, str] = {}
            for _, path in ranked:
                opened.setdefault(posixpath.dirname(path.removeprefix(base)), path)
            found.append(opened)
        return found

    @cached_property
    def _former(self) -> list[dict[str, str]]:
        """By address below the version, the page that is read there, or was once."""
        return [dict(self._addresses(scope)) for scope in self._scopes]

    @cached_property
    def _places(self) -> list[dict[str, list[str]]]:
        """By page, the addresses of `_former`."""
        return [_grouped((path, place) for place, path in one.items()) for one in self._former]

    def _addresses(self, scope: Scope) -> Iterator[tuple[str, str]]:
        version = scope.version or ""
        targets = _grouped(
            (new.partition("#")[0].strip("/"), old) for old, new in self._redirects.items()
        )
        for path in scope.paths:
            page = self._pages.get(path)
            if page is None:
                continue
            led = (*targets.get(path, ()), *targets.get(page.url.strip("/"), ()))
            for address in (*page.aliases, *led, page.url):
                if below := _below(address, version):
                    yield below, path


def _grouped(pairs: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, path in pairs:
        found[key].append(path)
    return found


def _base(scope: Scope) -> str:
    """The folder that bears the version's name, else the one that holds all pages."""
    folder = posixpath.commonpath([posixpath.dirname(path) for path in scope.paths])
    parts = folder.split("/")
    for index in reversed(range(len(parts))):
        if _is_version(parts[index], scope.version or ""):
            return "/".join(parts[: index + 1]) + "/"
    return f"{folder}/" if folder else ""


def _below(address: str, version: str) -> str:
    """An address from its version's folder on; "" where it names none."""
    parts = address.partition("#")[0].removesuffix(".html").strip("/").split("/")
    places = [index for index, part in enumerate(parts) if _is_version(part, version)]
    return "/".join(parts[places[-1] + 1 :]) if places else ""


def _is_version(part: str, version: str) -> bool:
    spellings = {version, version.replace(".", "_")} - {""}
    return part.removeprefix("version-").removeprefix("v") in spellings


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path).casefold())[0]


def _is_entry(path: str) -> bool:
    return _stem(path) in _ENTRIES


def _name(path: str) -> str:
    """The name of a page; of an index, that of its folder."""
    stem = _stem(path)
    return posixpath.basename(posixpath.dirname(path)) if stem in _NAMELESS else stem


def _shared_end(one: str, other: str) -> int:
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    count = 0
    for left, right in pairs:
        if left != right:
            break
        count += 1
    return count
