"""Where the target of a broken link stands now, as far as the history of the files tells."""

from collections.abc import Callable, Mapping
from functools import cached_property

from runbookc.dialects import Dialect
from runbookc.linking.nearest import Guess
from runbookc.linking.symbols import Symbols, placement_of
from runbookc.model import Link, Page


class Moved:
    """Follows files that were moved.

    Args:
        symbols: what exists now.
        dialect: the docs system of the project.
        renames: asked at the first missing target: old to new path.
    """

    def __init__(
        self, symbols: Symbols, dialect: Dialect, renames: Callable[[], Mapping[str, str]]
    ) -> None:
        self._symbols, self._dialect, self._renames = symbols, dialect, renames

    def concerns(self, page: Page) -> bool:
        """Whether a page is known to have been moved itself, with its relative links."""
        return "_former" in self.__dict__ and page.path in self._former.old

    def path(self, item: Link, page: Page) -> Guess | None:
        """The existing path that the target had before it or the link's page was moved."""
        former = self._former
        if not former.new:
            return None
        places = [placement_of(page)]
        places += [self._dialect.place(old, {}) for old in former.old.get(page.path, ())]
        for place in places:
            found = self._dialect.resolve(item.target, place, former, image=item.image).path
            if found is not None:
                now = former.new.get(found, found)
                return Guess(now, True) if now != page.path else None
        return None

    @cached_property
    def _former(self) -> "_Former":
        return _Former(self._symbols, self._dialect, self._renames())


class _Former:
    """The names of a project as they are, with those that they had before."""

    def __init__(self, symbols: Symbols, dialect: Dialect, renames: Mapping[str, str]) -> None:
        self._symbols = symbols
        self.new = {
            old: new
            for old, new in sorted(renames.items())
            if symbols.has_file(new) and not symbols.has_file(old)
        }
        self.old: dict[str, list[str]] = {}
        for old, new in self.new.items():
            self.old.setdefault(new, []).append(old)
        pages = (old for old, new in self.new.items() if symbols.has_page(new))
        self._addresses = {dialect.place(old, {}).url: old for old in pages}

    def has_page(self, path: str) -> bool:
        """Whether a page of this path exists or was moved."""
        return self._symbols.has_page(self.new.get(path, path))

    def has_file(self, path: str) -> bool:
        """Whether a file of this path exists or was moved."""
        return path in self.new or self._symbols.has_file(path)

    def has_folder(self, path: str) -> bool:
        """Whether a folder of this path exists."""
        return self._symbols.has_folder(path)

    def page_at(self, url: str) -> str | None:
        """The page published under a URL path, now or before it was moved."""
        return self._symbols.page_at(url) or self._addresses.get(url)

    def same_but_case(self, path: str) -> str | None:
        """None: a moved file is found by its exact name."""
        return None
