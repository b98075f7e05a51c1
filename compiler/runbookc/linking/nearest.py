"""What the author of a broken link probably meant."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import fuzz, process

from runbookc.dialects import Dialect, Placement
from runbookc.linking.symbols import Symbols
from runbookc.model import Page

_NAME_CUTOFF = 79.0
_COMMON_NAME = 3
_ANCHOR_CUTOFF = 70.0
_LONGEST_PATH = 1000
MOST_COMPARISONS = 20_000_000
"""Names that are compared in a project before no more suggestions are made."""
_NUMBERS = re.compile(r"\d+")
_QUOTED = {" ": "%20", "(": "%28", ")": "%29", "#": "%23", "?": "%3F", "%": "%25", "<": "%3C"}


class Nearest:
    """Looks for existing pages, files and anchors like those that a link names."""

    def __init__(self, symbols: Symbols) -> None:
        self._symbols = symbols
        self._pages = _by_stem(symbols.pages)
        self._files = _by_stem(symbols.files)
        self._anchors: dict[str, list[str]] = {}
        self.comparisons = 0
        self.met_source = False
        """Whether the last path that was looked for was most like the page that asks, or nearly."""

    def path(self, wanted: str, source: Page, *, asset: bool) -> str | None:
        """The existing path most like the one wanted, or None where none is like it.

        The same name elsewhere comes first. A page of another product or version is never
        proposed: a link to it would be wrong in another way.
        """
        named = self._files if asset else self._pages
        self.met_source = False
        if len(wanted) > _LONGEST_PATH or self._is_tired(len(named)):
            return None
        folder, stem = posixpath.split(_without_ending(wanted))
        owner = self._owner(wanted, source)
        stems = process.extract(
            stem, named.keys(), scorer=fuzz.ratio, score_cutoff=_NAME_CUTOFF, limit=20
        )
        best: tuple[float, str] | None = None
        for name, likeness, _ in stems:
            if likeness < 100 and _differ_in_numbers_only(stem, name):
                continue
            paths = named[name]
            if not asset:
                paths = [path for path in paths if owner == _owner_of(self._symbols.pages[path])]
            self.met_source = self.met_source or source.path in paths
            for path in paths:
                nearness = self._nearness(folder, posixpath.dirname(path))
                needed = _needed_nearness(name, likeness, len(named[name]), len(paths))
                score = (-(0.65 * likeness + 0.35 * nearness), path)
                if nearness >= needed and path != source.path and (not best or score < best):
                    best = score
        return best[1] if best else None

    def anchor(self, fragment: str, path: str) -> str | None:
        """The anchor of a page most like a fragment."""
        anchors = self._anchors.get(path)
        if anchors is None:
            anchors = self._anchors[path] = sorted(self._symbols.anchors(path))
        if len(fragment) > _LONGEST_PATH or self._is_tired(len(anchors)):
            return None
        found = process.extractOne(
            fragment, anchors, scorer=fuzz.ratio, score_cutoff=_ANCHOR_CUTOFF
        )
        return found[0] if found else None

    def _is_tired(self, comparisons: int) -> bool:
        """Whether so many names were compared already that no more suggestions are worth it."""
        self.comparisons += comparisons
        return self.comparisons > MOST_COMPARISONS

    def _owner(self, wanted: str, source: Page) -> tuple[str | None, str | None]:
        """Product and version of the pages beside the wanted path, else those of its source."""
        folder = posixpath.dirname(wanted)
        while folder:
            if owner := self._owners.get(folder):
                return owner
            folder = posixpath.dirname(folder)
        return _owner_of(source)

    def _nearness(self, wanted: str, folder: str) -> float:
        """How alike two folders are (0 to 100), counted from their product's or version's own."""
        home = folder
        while (above := posixpath.dirname(home)) and above in self._owners:
            home = above
        return fuzz.ratio(wanted.removeprefix(home), folder.removeprefix(home))

    @cached_property
    def _owners(self) -> dict[str, tuple[str | None, str | None]]:
        return _owners_by_folder(self._symbols.pages.values())


def written_like(
    written: str, path: str, source: Placement, symbols: Symbols, dialect: Dialect, *, image: bool
) -> str:
    """A target that leads to `path`, in the notation of a target that stands on the page.

    Args:
        written: the broken target: absolute or relative, with or without `.md`.
        path: where it should lead.
        source: the page that it stands on.
    """
    target, hash_mark, fragment = written.partition("#")
    is_page = symbols.has_page(path)
    keeps = bool(hash_mark) and (not is_page or fragment in symbols.anchors(path))
    ending = f"#{fragment}" if keeps else ""
    plain = _relative(path, source, dotted=True)
    for candidate in (*_notations(target, path, source, is_page), plain):
        quoted = "".join(_QUOTED.get(character, character) for character in candidate)
        resolution = dialect.resolve(quoted, source, symbols, image=image)
        if resolution.path == path and not resolution.case_only:
            return quoted + ending
    return plain + ending


def _notations(target: str, path: str, source: Placement, is_page: bool) -> Iterable[str]:
    """Ways to write a path, the most like the target first."""
    stem = _without_ending(path) if is_page else path
    wants_ending = not is_page or posixpath.splitext(target)[1] != ""
    forms = [path, stem] if wants_ending else [stem, path]
    if target.startswith("@site/"):
        yield from (f"@site/{form}" for form in forms)
    if target.startswith("/"):
        for form in forms:
            parts = form.split("/")
            yield from (f"/{'/'.join(parts[start:])}" for start in range(len(parts)))
    for form in forms:
        yield _relative(form, source, dotted=target.startswith("./"))


def _relative(path: str, source: Placement, *, dotted: bool) -> str:
    relative = posixpath.relpath(path, posixpath.dirname(source.path) or ".")
    return f"./{relative}" if dotted and not relative.startswith("..") else relative


def _needed_nearness(name: str, likeness: float, everywhere: int, here: int) -> float:
    """How alike (0 to 100) the folders must be for a name to count as the one that was meant.

    A misspelt name must stand in the right folder, a name that many pages share nearly so; a
    long name that only one page bears may have moved anywhere.
    """
    is_specific = "_" in name or "-" in name
    if likeness < 100 or (everywhere >= _COMMON_NAME and not is_specific):
        return 90.0
    return 0.0 if here == 1 and is_specific else 60.0


def _differ_in_numbers_only(first: str, second: str) -> bool:
    """Whether two names are those of different releases."""
    return _NUMBERS.sub("", first) == _NUMBERS.sub("", second)


def _by_stem(paths: Iterable[str]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        named[posixpath.basename(_without_ending(path))].append(path)
    return dict(named)


def _without_ending(path: str) -> str:
    stem, ending = posixpath.splitext(path)
    return stem if not ending[1:].isdigit() else path


def _owner_of(page: Page) -> tuple[str | None, str | None]:
    return page.product, page.version


def _owners_by_folder(pages: Iterable[Page]) -> dict[str, tuple[str | None, str | None]]:
    """Product and version of each folder all of whose pages share them."""
    owners: dict[str, set[tuple[str | None, str | None]]] = defaultdict(set)
    # Most pages share folder and owner with others.
    for folder, owner in {(page.path.rpartition("/")[0], _owner_of(page)) for page in pages}:
        while folder:
            owners[folder].add(owner)
            folder = folder.rpartition("/")[0]
    return {folder: next(iter(found)) for folder, found in owners.items() if len(found) == 1}
