"""The tree of pages beside the text: by product, version and folder, as the authors order it."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import inf
from typing import Any, Final

from runbookc.linking import Project
from runbookc.model import Page, version_key
from runbookc.source.frozen import dataclass

_INDEX_NAMES: Final = frozenset({"index", "readme"})
OVERVIEW: Final = "Overview"
"""What the index page of a folder is called below that folder."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page in the tree."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Branch:
    """Pages under a title: those of a folder, of a version, of a product."""

    title: str
    children: tuple["Branch | Leaf", ...]


@dataclass(frozen=True)
class Scope:
    """One version of one product, or a product without versions: what one sidebar shows."""

    product: str
    product_name: str
    version: str | None
    children: tuple[Branch | Leaf, ...]

    @property
    def title(self) -> str:
        """The name with its version."""
        return f"{self.product_name} {self.version}" if self.version else self.product_name

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Its pages, in order."""
        return tuple(leaf.path for leaf in leaves(self.children))

    def first_page(self) -> str:
        """The page to open for this scope."""
        return self.paths[0]


@dataclass(frozen=True, slots=True)
class Navigation:
    """The pages outside any product, and the scopes, newest version first."""

    general: tuple[Branch | Leaf, ...]
    scopes: tuple[Scope, ...]


def navigation(project: Project, names: Mapping[str, str]) -> Navigation:
    """The tree of a project's pages.

    Args:
        names: display names of products by id.
    """
    groups: dict[tuple[str, str | None], list[Page]] = defaultdict(list)
    general: list[Page] = []
    for page in project.pages:
        if page.product is None:
            general.append(page)
        else:
            groups[page.product, page.version].append(page)
    products = list(project.settings.products)

    def rank(key: tuple[str, str | None]) -> tuple[Any, ...]:
        product, version = key
        known = products.index(product) if product in products else len(products)
        return known, names.get(product, product).casefold(), *_newest_first(version)

    scopes = (
        Scope(key[0], names.get(key[0], key[0]), key[1], _tree(groups[key]))
        for key in sorted(groups, key=rank)
    )
    return Navigation(_tree(general), tuple(scopes))


def leaves(children: Iterable[Branch | Leaf]) -> Iterator[Leaf]:
    """Every page below, in order."""
    stack = list(reversed(tuple(children)))
    while stack:
        node = stack.pop()
        if isinstance(node, Leaf):
            yield node
        else:
            stack.extend(reversed(node.children))


def _newest_first(version: str | None) -> tuple[Any, ...]:
    if version is None:
        return (0, (), "")
    return (1, (*(-part for part in version_key(version)), 1), version)


def _tree(pages: Sequence[Page]) -> tuple[Branch | Leaf, ...]:
    folders = [posixpath.dirname(page.path) for page in pages]
    base = posixpath.commonpath(folders) if folders else ""
    return tuple(node for _, node in _folder(base, pages))


Ranked = tuple[tuple[Any, ...], Branch | Leaf]


def _folder(folder: str, pages: Sequence[Page]) -> list[Ranked]:
    """The entries of one folder with their sort keys."""
    inside: dict[str, list[Page]] = defaultdict(list)
    entries: list[Ranked] = []
    for page in pages:
        rest = page.path[len(folder) + 1 :] if folder else page.path
        head, separator, _ = rest.partition("/")
        if separator:
            inside[head].append(page)
        else:
            entries.append((_page_rank(page), Leaf(_page_title(page), page.path)))
    for name, below in inside.items():
        entries.append(_branch(posixpath.join(folder, name), name, below))
    return sorted(entries, key=lambda entry: entry[0])


def _branch(folder: str, name: str, pages: Sequence[Page]) -> Ranked:
    children = [node for _, node in _folder(folder, pages)]
    index = next((p for p in pages if _is_index(p) and posixpath.dirname(p.path) == folder), None)
    title = _page_title(index) if index else _humanised(name)
    rank = (_position(index) if index else inf, 1, _natural(title))
    if len(children) == 1 and isinstance(children[0], Leaf):
        return rank, children[0]
    if index:
        children = [_renamed(child, index.path) for child in children]
    return rank, Branch(title, tuple(children))


def _renamed(node: Branch | Leaf, index: str) -> Branch | Leaf:
    return Leaf(OVERVIEW, index) if isinstance(node, Leaf) and node.path == index else node


def _is_index(page: Page) -> bool:
    stem = posixpath.basename(page.path).rpartition(".")[0]
    return stem.casefold() in _INDEX_NAMES


def _page_rank(page: Page) -> tuple[Any, ...]:
    if _is_index(page):
        return (-inf, 0, ())
    return (_position(page), 1, _natural(_page_title(page)))


def _position(page: Page) -> float:
    value = page.front_matter.get("sidebar_position", page.front_matter.get("weight"))
    return float(value) if isinstance(value, int | float) else inf


def _page_title(page: Page) -> str:
    label = page.front_matter.get("sidebar_label")
    return label if isinstance(label, str) and label.strip() else page.title


def _humanised(name: str) -> str:
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts "1.9" before "1.10" and letters without regard to their case."""
    split: Callable[[str], list[str]] = re.compile(r"(\d+)").split
    parts = (part for part in split(text.casefold()) if part)
    return tuple((0, int(p[:18]), "") if p.isascii() and p.isdigit() else (1, 0, p) for p in parts)
