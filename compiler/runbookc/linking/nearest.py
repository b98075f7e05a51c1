"""What the author of a broken link probably meant.

The library that compares names is loaded where there is a broken link.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote, unquote

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
_QUOTED = {character: f"%{ord(character):02X}" for character in ' ()#?%<>"|`\\'}
_SAME_FOLDER = 90.0
_LIKE_FOLDER = 60.0
_CLEAR_GAP = 5.0
_WORDS = re.compile(r"[^\W_]+")
_LONG_NAME, _SHORTEST_NAME = 12, 5
_LEADING_NUMBER = re.compile(r"\A\d+-+(?=[^\W\d_])")
_TELLING_WORDS = 3
_IMAGES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_EDITION = re.compile(
    r"\d|^(?:[a-z]{2}(?:[-_][A-Za-z]{2,4})?|current|dev|latest|main|next|stable)$"
)


class Guess(NamedTuple):
    """What was probably meant, and whether nothing else can have been."""

    name: str
    is_sure: bool


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

    def path(self, wanted: str, source: Page, *, asset: bool) -> Guess | None:
        """The existing path most like the one wanted, or None where none is like it.

        The same name elsewhere comes first. A page of another product or version is never
        proposed: a link to it would be wrong in another way. It is sure where one path alone has
        the name, or has it but for a slip of the pen in the same folder.
        """
        from rapidfuzz import fuzz, process

        named = self._files if asset else self._pages
        self.met_source = False
        if len(wanted) > _LONGEST_PATH or self._is_tired(len(named)):
            return None
        folder, stem = posixpath.split(_without_ending(wanted))
        owner = self._owner(wanted, source)
        stems = process.extract(
            stem, named.keys(), scorer=fuzz.ratio, score_cutoff=_NAME_CUTOFF, limit=20
        )
        best: tuple[float, str, bool] | None = None
        rivals: set[str] = set()
        for name, likeness, _ in stems:
            if likeness < 100 and _differ_in_numbers_only(stem, name):
                continue
            paths = named[name]
            if not asset:
                paths = [path for path in paths if owner == _owner_of(self._symbols.pages[path])]
            self.met_source = self.met_source or source.path in paths
            slip = likeness < 100 and is_slip(stem, name)
            for path in paths:
                nearness = self._nearness(folder, posixpath.dirname(path))
                needed = _needed_nearness(name, likeness, len(named[name]), len(paths))
                could_be = likeness == 100 or (slip and nearness >= _SAME_FOLDER)
                if could_be:
                    rivals.add(path)
                alone = _is_specific(name) and len(named[name]) == 1
                near = nearness >= (_LIKE_FOLDER if _is_specific(name) else _SAME_FOLDER) or alone
                near = near and _is_alike(wanted, path, asset=asset)
                score = (-(0.65 * likeness + 0.35 * nearness), path, could_be and near)
                if nearness >= needed and path != source.path and (not best or score < best):
                    best = score
        return Guess(best[1], best[2] and rivals == {best[1]}) if best else None

    def anchor(self, fragment: str, path: str) -> Guess | None:
        """The anchor of a page most like a fragment; sure where a slip parts it from one alone."""
        from rapidfuzz import fuzz, process

        anchors = self._anchors.get(path)
        if anchors is None:
            anchors = self._anchors[path] = sorted(self._symbols.anchors(path))
        if len(fragment) > _LONGEST_PATH or self._is_tired(len(anchors)):
            return None
        found = process.extract(
            fragment, anchors, scorer=fuzz.ratio, score_cutoff=_ANCHOR_CUTOFF, limit=5
        )
        if not found:
            return None
        best, likeness, _ = found[0]
        others = [(name, value) for name, value, _ in found[1:]]
        is_alone = all(
            likeness - value >= _CLEAR_GAP and not _may_be(fragment, name) for name, value in others
        )
        return Guess(best, is_alone and _may_be(fragment, best))

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
        from rapidfuzz import fuzz

        home = folder
        while (above := posixpath.dirname(home)) and above in self._owners:
            home = above
        return fuzz.ratio(wanted.removeprefix(home), folder.removeprefix(home))

    @cached_property
    def _owners(self) -> dict[str, tuple[str | None, str | None]]:
        return _owners_by_folder(self._symbols.pages.values())


def is_slip(written: str, existing: str) -> bool:
    """Whether a slip of the pen turns one name into the other.

    That is case, what parts the words, or a letter left out, added or swapped (two in a long name),
    but not the first of a word, which makes `uninstall` of `install`, nor a number.
    """
    from rapidfuzz.distance import OSA

    one, other = (_WORDS.findall(name.casefold()) for name in (written, existing))
    first, second = "".join(one), "".join(other)
    if first == second:
        return True
    length = min(len(first), len(second))
    most = 2 if length >= _LONG_NAME else 1
    return (
        length >= _SHORTEST_NAME
        and abs(len(first) - len(second)) <= 1
        and [word[0] for word in one] == [word[0] for word in other]
        and _NUMBERS.findall(written) == _NUMBERS.findall(existing)
        and OSA.distance(first, second, score_cutoff=most) <= most
    )


def _may_be(fragment: str, anchor: str) -> bool:
    """Whether a fragment is a slip for an anchor, or names its heading by a former number."""
    rest = _LEADING_NUMBER.sub("", fragment)
    renumbered = rest != fragment and rest == _LEADING_NUMBER.sub("", anchor)
    return (renumbered and rest.count("-") >= _TELLING_WORDS - 1) or is_slip(fragment, anchor)


def written_like(
    written: str, path: str, source: Placement, symbols: Symbols, dialect: Dialect, *, image: bool
) -> Guess:
    """A target that leads to `path`, in the notation of a target that stands on the page.

    It is sure where it leads there by the rules of the docs system, keeps all that follows the path
    in the target and, counted from the root, stays in the same folder below it: the root of another
    site has other folders.

    Args:
        written: the broken target: absolute or relative, with or without `.md`.
        path: where it should lead.
        source: the page that it stands on.
    """
    target, hash_mark, fragment = written.partition("#")
    is_page = symbols.has_page(path)
    keeps = bool(hash_mark) and (not is_page or unquote(fragment) in symbols.anchors(path))
    ending = f"#{fragment}" if keeps else ""
    keeps_all = keeps == bool(hash_mark) and "?" not in target
    plain = _relative(path, source, dotted=True)
    address = symbols.pages[path].url if is_page else f"/{path}"
    wants_slash = address.endswith("/") and (
        target.endswith("/") or posixpath.splitext(target)[1] != ""
    )

    def leads(candidate: str) -> bool:
        resolution = dialect.resolve(candidate, source, symbols, image=image)
        return resolution.path == path and not resolution.case_only

    addresses = [address]
    if is_page and not target.startswith("/"):
        addresses.insert(0, _relative_address(address, source))
    for candidate in (*_notations(target, path, source, is_page), plain, *addresses):
        quoted = quoted_like(candidate, target)
        if not leads(quoted):
            continue
        if wants_slash and not posixpath.splitext(quoted)[1] and leads(f"{quoted}/"):
            quoted = f"{quoted.rstrip('/')}/"
        is_whole = not (is_page and dialect.needs_endings and not posixpath.splitext(quoted)[1])
        is_near = not target.startswith("/") or _top_folder(target) == _top_folder(quoted)
        return Guess(quoted + ending, keeps_all and is_whole and is_near)
    return Guess(plain + ending, False)


def _top_folder(target: str) -> list[str]:
    return target.casefold().split("/")[1:-1][:1]


def quoted_like(text: str, written: str) -> str:
    """A path or an anchor as it can stand in a link, quoted where the author's target was."""
    if "%" in written and written.isascii() and not text.isascii():
        return quote(text, safe="/@:+,;=$&!*'")
    # Only angle brackets and quotation marks let a target have blanks.
    kept = " " if " " in written else ""
    if "(" in written and text.count("(") == text.count(")"):
        kept += "()"
    return "".join(c if c in kept else _QUOTED.get(c, c) for c in text)


def _notations(target: str, path: str, source: Placement, is_page: bool) -> Iterable[str]:
    """Ways to write a path, the most like the target first."""
    if recased := _recased(target, path):
        yield recased
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


def _recased(target: str, path: str) -> str | None:
    """The target with the letters of a path that differs from it by upper and lower case only."""
    plain = unquote(target).rstrip("/")
    slash = "/" if target.endswith("/") else ""
    parts = plain.split("/")
    for form in (path, _without_ending(path), posixpath.dirname(path)):
        exact = form.split("/")
        for start in range(max(0, len(parts) - len(exact)), len(parts)):
            end = exact[start - len(parts) :]
            if [part.casefold() for part in parts[start:]] == [part.casefold() for part in end]:
                return "/".join((*parts[:start], *end)) + slash
    return None


def _relative(path: str, source: Placement, *, dotted: bool) -> str:
    relative = posixpath.relpath(path, posixpath.dirname(source.path) or ".")
    return f"./{relative}" if dotted and not relative.startswith("..") else relative


def _relative_address(address: str, source: Placement) -> str:
    """An address as a browser counts it from the page's own."""
    relative = posixpath.relpath(address, posixpath.dirname(source.url))
    return f"{relative}/" if address.endswith("/") else relative


def _needed_nearness(name: str, likeness: float, everywhere: int, here: int) -> float:
    """How alike (0 to 100) the folders must be for a name to count as the one that was meant.

    A misspelt name must stand in the right folder, a name that many pages share nearly so; a
    long name that only one page bears may have moved anywhere.
    """
    is_specific = _is_specific(name)
    if likeness < 100 or (everywhere >= _COMMON_NAME and not is_specific):
        return _SAME_FOLDER
    return 0.0 if here == 1 and is_specific else _LIKE_FOLDER


def _is_specific(name: str) -> bool:
    """Whether a name of several words names one thing, as `install` does not."""
    return "_" in name or "-" in name


def _differ_in_numbers_only(first: str, second: str) -> bool:
    """Whether two names are those of different releases."""
    return _NUMBERS.sub("", first) == _NUMBERS.sub("", second)


def _editions(folder: str) -> list[str]:
    """The folders around a page that may tell its version or its language, whoever names them."""
    return [part for part in folder.split("/") if _EDITION.search(part)]


def _is_alike(wanted: str, path: str, *, asset: bool) -> bool:
    """Whether two paths name the same sort of file, in the same version and language."""
    if _editions(posixpath.dirname(wanted)) != _editions(posixpath.dirname(path)):
        return False
    one, other = (posixpath.splitext(each)[1].lower() for each in (wanted, path))
    return not asset or one == other or {one, other} <= _IMAGES


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
