"""What links led to the last time, for whoever links one project over and over.

What a page's links lead to depends on the page, on all names in the project, and on the anchors
and titles of the pages that it links to; as long as these are the same, so is the answer.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from runbookc.config import Settings
from runbookc.dialects import Dialect
from runbookc.discovery import Inventory
from runbookc.linking.nearest import MOST_COMPARISONS
from runbookc.model import Page
from runbookc.source.frozen import dataclass


class Resolver(Protocol):
    """What resolves the links of a page."""

    def resolved(self, page: Page) -> tuple[Page, frozenset[str]]:
        """The page with its links resolved, and the other pages on whose anchors that depends."""
        ...

    @property
    def compared(self) -> int:
        """How many names were compared to find what authors meant."""
        ...


@dataclass(frozen=True, slots=True)
class _Known:
    """A page as it was compiled and as it was linked, and the pages that decided."""

    compiled: Page
    linked: Page
    asked: frozenset[str]


class LinkMemory:
    """Resolves the links of those pages for which the answer may be another one.

    Args:
        digest: what stands for a docs system with all that it knows; "" where nothing can.
    """

    def __init__(self, digest: Callable[[Dialect], str]) -> None:
        self._digest = digest
        self._names: Any = None
        self._known: dict[str, _Known] = {}
        self._compared = 0

    def link(
        self,
        pages: Sequence[Page],
        resolver: Callable[[], Resolver],
        inventory: Inventory,
        settings: Settings,
        dialect: Dialect,
    ) -> tuple[Page, ...]:
        """The pages with their links resolved.

        Args:
            pages: all of the project.
            resolver: a new one, which has compared nothing yet.
            inventory: the project's files.
            settings: its configuration.
            dialect: its docs system, which has taken note of its files.
        """
        names = self._names_of(pages, inventory, settings, dialect)
        if names is None or names != self._names:
            self._known, self._compared = {}, 0
        found = self._resolve(pages, resolver())
        if self._known and self._compared > MOST_COMPARISONS:
            # After so many comparisons no more is proposed, and it counts who came first.
            self._known, self._compared = {}, 0
            found = self._resolve(pages, resolver())
        self._names = names if self._compared <= MOST_COMPARISONS else None
        self._known = found
        return tuple(one.linked for one in found.values())

    def _resolve(self, pages: Sequence[Page], resolver: Resolver) -> dict[str, _Known]:
        known = self._known
        moved = {page.path for page in pages if _has_moved(page, known.get(page.path))}
        found: dict[str, _Known] = {}
        for page in pages:
            old = known.get(page.path)
            if old is None or old.compiled is not page or not moved.isdisjoint(old.asked):
                old = _Known(page, *resolver.resolved(page))
            found[page.path] = old
        self._compared += resolver.compared
        return found

    def _names_of(
        self, pages: Sequence[Page], inventory: Inventory, settings: Settings, dialect: Dialect
    ) -> Any:
        """All by which links can name something, but anchors; None where something is not known."""
        digest = self._digest(dialect)
        if not digest or any(page.includes for page in pages):
            return None
        named = [(page.path, page.url, page.aliases, page.product, page.version) for page in pages]
        return named, inventory.files, inventory.fragments, inventory.ignored, settings, digest


def _has_moved(page: Page, known: _Known | None) -> bool:
    """Whether links to a page, or to a place on it, may mean something else than before."""
    if known is None:
        return True
    old = known.compiled
    if old is page:
        return False
    return (old.title, old.more_anchors, old.ids) != (page.title, page.more_anchors, page.ids)
