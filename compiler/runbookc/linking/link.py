"""Links a project: every target is looked up once and its links are filled in."""

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from runbookc.config import Settings
from runbookc.dialects import Dialect, Placement, Resolution
from runbookc.discovery import Inventory
from runbookc.linking.inclusions import Inclusions, Piece
from runbookc.linking.moved import Moved
from runbookc.linking.nearest import Guess, Nearest, quoted_like, written_like
from runbookc.linking.project import Project
from runbookc.linking.relinking import LinkMemory
from runbookc.linking.symbols import Symbols, placement_of
from runbookc.linking.translations import languages
from runbookc.model import Link, LinkNotation, LinkStatus, Page, Procedure, Step
from runbookc.source.frozen import dataclass

_BROKEN = frozenset(("broken-page", "broken-anchor", "missing-asset", "outside-root"))

Answer = dict[str, Any]
_Key = tuple[str, str, str, bool, str]


@dataclass(frozen=True, slots=True)
class About:
    """What the links of a page lead to, without the links.

    Args:
        statuses: what became of them, each once.
        asked: the pages on whose anchors that depends.
    """

    statuses: frozenset[LinkStatus]
    asked: frozenset[str]


def link(
    pages: Sequence[Page],
    inventory: Inventory,
    settings: Settings,
    dialect: Dialect,
    fragments: Mapping[Piece, Page] | None = None,
    translations: Sequence[Page] = (),
    moved: Callable[[], Mapping[str, str]] = dict,
    memory: LinkMemory | None = None,
) -> Project:
    """Resolve every link of the pages, and of the steps on them; those of translations in turn.

    A link of a fragment is resolved on every page that shows it, and broken if it is on one. A
    link whose target is right but for upper and lower case is broken, with the existing path in
    `resolved`; any other broken link has `resolved` None, or the page that lacks the anchor.

    Args:
        pages: the compiled pages.
        inventory: the project's files.
        settings: its configuration.
        dialect: its docs system.
        fragments: what pages include, compiled.
        translations: pages in other languages, compiled.
        moved: asked only where a target is missing: which files were moved, old to new path.
        memory: what links led to the last time; it is asked first, and notes what is new.
    """
    dialect.take_note((*inventory.files, *inventory.fragments), inventory.read)
    if memory is not None and (fragments or translations):
        memory = None  # What a page includes has links and anchors on it that it does not tell.
    site = _Site(inventory, settings, dialect, fragments or {}, moved, memory)
    ordered = tuple(sorted(pages, key=lambda page: page.path))
    linked, shown = site.link(ordered, ordered)
    translated: list[Page] = []
    for own, whole in languages(translations, ordered, dialect):
        more, parts = site.link(own, whole)
        translated += more
        shown = {**parts, **shown}
    return Project(
        linked,
        settings,
        dialect,
        inventory.files,
        tuple(page for _, page in sorted(shown.items())),
        tuple(translated),
    )


@dataclass(frozen=True)
class _Site:
    """What the sites of all languages share."""

    inventory: Inventory
    settings: Settings
    dialect: Dialect
    fragments: Mapping[Piece, Page]
    moved: Callable[[], Mapping[str, str]]
    memory: LinkMemory | None

    def link(
        self, pages: tuple[Page, ...], whole: tuple[Page, ...]
    ) -> tuple[tuple[Page, ...], dict[Piece, Page]]:
        """Link pages, and the fragments that they show, within all the pages of a site."""
        inclusions = Inclusions.of(whole, self.fragments, self.dialect, self.inventory)
        symbols = Symbols(whole, self.inventory.files, self.settings.redirects, inclusions)
        linker = Linker(symbols, self.dialect, self.inventory, self.moved)
        if self.memory is None:
            linked = tuple(map(linker.page, pages))
        else:
            new = partial(Linker, symbols, self.dialect, self.inventory, self.moved)
            linked = self.memory.link(pages, new, self.inventory, self.settings, self.dialect)
        includers = inclusions.includers(pages)
        shown = {
            piece: linker.fragment(self.fragments[piece], includers[piece])
            for piece in self.fragments
            if piece in includers
        }
        return linked, shown


class Linker:
    """Resolves links, remembering what each target means in each folder."""

    def __init__(
        self,
        symbols: Symbols,
        dialect: Dialect,
        inventory: Inventory,
        moved: Callable[[], Mapping[str, str]],
    ) -> None:
        self._symbols = symbols
        self._dialect = dialect
        self._inventory = inventory
        self._nearest: Nearest | None = None
        self._moved = Moved(symbols, dialect, moved)
        self._proposed = ""
        self._answers: dict[_Key, Answer] = {}
        self._asked: dict[_Key, frozenset[str]] = {}

    def page(self, page: Page) -> Page:
        """The page with its links resolved, or one that resolves them when it is asked for them."""
        later = getattr(page, "linked_by", None)
        if later is not None:
            waiting: Page = later(self)
            return waiting
        return self.resolved(page)[0]

    def resolved(self, page: Page) -> tuple[Page, frozenset[str]]:
        """The page with its links resolved, and the other pages on whose anchors that depends."""
        if not page.links:
            return page, frozenset()
        targets = ((item.target, item.image, item.notation) for item in page.links)
        found = list(self._found(page, targets))
        pairs = zip(page.links, found, strict=True)
        links = tuple(item.changed(**answer) for item, (answer, _) in pairs)
        asked = frozenset().union(*(asked for _, asked in found)) - {page.path}
        return with_links(page, links), asked

    def links(self, page: Page, links: Sequence[Link]) -> tuple[Link, ...]:
        """Links of a page, resolved."""
        targets = ((item.target, item.image, item.notation) for item in links)
        found = self._found(page, targets)
        return tuple(item.changed(**answer) for item, (answer, _) in zip(links, found, strict=True))

    def about(self, page: Page, targets: Iterable[tuple[str, bool, LinkNotation]]) -> About:
        """What the links of a page lead to.

        Args:
            page: the page.
            targets: each different target, whether an image shows it, and how it is written.
        """
        statuses: set[LinkStatus] = set()
        asked: set[str] = set()
        for answer, depends in self._found(page, targets):
            statuses.add(answer["status"])
            asked |= depends
        return About(frozenset(statuses), frozenset(asked - {page.path}))

    @property
    def compared(self) -> int:
        """How many names were compared to find what authors meant."""
        return self._nearest.comparisons if self._nearest else 0

    def _found(
        self, page: Page, targets: Iterable[tuple[str, bool, LinkNotation]]
    ) -> Iterable[tuple[Answer, frozenset[str]]]:
        """The answer for each target, and the pages whose anchors decided it."""
        folder, base = posixpath.dirname(page.path), page.url.rpartition("/")[0]
        place = placement_of(page)
        if not self._dialect.is_published(page.path, self._symbols):
            folder = page.path  # what counts for it counts for no other page of the folder
        answers, asked = self._answers, self._asked
        for target, image, notation in targets:
            start = page.url if notation == "html" else base
            key = (folder, start, target, image, notation)
            answer = answers.get(key)
            if answer is not None:
                yield answer, asked[key]
                continue
            self._symbols.asked, self._proposed = set(), ""
            if self._nearest is not None:
                self._nearest.met_source = False
            item = Link.trusted(target=target, image=image, notation=notation)
            answer = self._answer(item, page, place)
            depends = frozenset(self._symbols.asked)
            if answer["resolved"] != page.path and not self._is_personal(page):
                answers[key], asked[key] = answer, depends
            yield answer, depends

    def _is_personal(self, page: Page) -> bool:
        """Whether what was just answered may differ on another page of the folder.

        No page is proposed to itself: one of the folder may be right for all others only. And a
        page that moved has links that count from where it was.
        """
        itself = self._nearest is not None and self._nearest.met_source
        if itself or self._moved.concerns(page):
            return True
        return bool(self._proposed) and (
            posixpath.dirname(self._proposed) == posixpath.dirname(page.path)
        )

    def fragment(self, fragment: Page, includers: Sequence[Page]) -> Page:
        """An included file with its links resolved on the pages that show it."""
        place = placement_of(fragment)
        places = [
            (page, self._dialect.included_place(place, placement_of(page))) for page in includers
        ]
        links = []
        for item in fragment.links:
            answers = (self._answer(item, page, where) for page, where in places)
            first = next(answers)
            found = first if first["status"] in _BROKEN else None
            found = found or next((each for each in answers if each["status"] in _BROKEN), first)
            links.append(item.changed(**found))
        return fragment.changed(links=tuple(links))

    def _answer(self, item: Link, page: Page, place: Placement) -> Answer:
        """The fields of a link that depend on the rest of the project.

        Args:
            item: the link.
            page: the page that shows it.
            place: where its target counts from.
        """
        if item.target.startswith(("https://", "http://")):
            return _fields("external", "unchecked", item.target)
        resolution = self._resolve(item, place)
        fragment = resolution.fragment
        match resolution.outcome:
            case "page" | "asset" if resolution.case_only:
                return self._wrong_case(item, place, resolution)
            case "page":
                return self._page(item, page, resolution)
            case "asset":
                return _fields("asset", "ok", resolution.path, fragment)
            case "missing":
                return self._missing(item, page, place, resolution)
            case "outside-root":
                return _fields("asset" if item.image else "page", "outside-root", None, fragment)
            case "external":
                return _fields("external", "unchecked", item.target)
            case "mail":
                return _fields("mail", "unchecked")
            case "unsafe":
                return _fields("other", "unsafe")
            case _:
                return _fields("other", "unchecked", None, fragment)

    def _resolve(self, item: Link, place: Placement) -> Resolution:
        if item.notation == "markdown":
            return self._dialect.resolve(item.target, place, self._symbols, image=item.image)
        return self._dialect.resolve_element(
            item.target, place, self._symbols, image=item.image, notation=item.notation
        )

    def _page(self, item: Link, page: Page, resolution: Resolution) -> Answer:
        fragment = resolution.fragment
        path = resolution.path or page.path
        if not self._symbols.has_page(path):  # a fragment's own text stands on this page
            path = page.path
        kind = "anchor" if item.target[:1] in {"", "#", "?"} else "page"
        if not fragment or self._has_anchor(path, fragment):
            return _fields(kind, "ok", path, fragment)
        if self._symbols.may_have_more_anchors(path):
            return _fields(kind, "unchecked", path, fragment)
        before, _, written = item.target.partition("#")
        found = self._finder().anchor(fragment, path)
        if found is not None:
            found = Guess(f"{before}#{quoted_like(found.name, written)}", found.is_sure)
        return _fields(kind, "broken-anchor", path, fragment, found)

    def _has_anchor(self, path: str, fragment: str) -> bool:
        if fragment in self._symbols.anchors(path) or fragment.startswith(
            self._dialect.rendered_anchors
        ):
            return True
        if self._dialect.has_top and fragment.lower() == "top":
            return True
        title = self._symbols.pages[path].title
        return self._dialect.title_leads_to_top and fragment == self._dialect.slugger().slug(title)

    def _wrong_case(self, item: Link, place: Placement, resolution: Resolution) -> Answer:
        asset = resolution.outcome == "asset"
        status: LinkStatus = "missing-asset" if asset else "broken-page"
        path = resolution.path or ""
        nearest = self._written(item, place, Guess(path, self._symbols.is_alone(path)))
        kind = "asset" if asset else "page"
        return _fields(kind, status, resolution.path, resolution.fragment, nearest)

    def _missing(self, item: Link, page: Page, place: Placement, resolution: Resolution) -> Answer:
        if self._symbols.leaves_by_redirect(item.target.partition("#")[0]):
            return _fields("external", "unchecked", None, resolution.fragment)
        wanted, asset = resolution.wanted or "", resolution.asset
        places = [wanted]
        if item.target.startswith("/"):
            places.append(item.target.partition("#")[0].strip("/"))
        if any(map(self._inventory.is_generated, places)):
            return _fields("other", "unchecked", None, resolution.fragment)
        found = self._moved.path(item, page)
        if found is None and resolution.nearest is not None:
            found = Guess(resolution.nearest, True)
        found = found or self._finder().path(wanted, page, asset=asset)
        nearest = self._written(item, place, found) if found else None
        if nearest is not None and nearest.name == item.target:
            nearest = None
        status: LinkStatus = "missing-asset" if asset else "broken-page"
        return _fields("asset" if asset else "page", status, None, resolution.fragment, nearest)

    def _written(self, item: Link, place: Placement, found: Guess) -> Guess:
        self._proposed = found.name
        written = written_like(
            item.target, found.name, place, self._symbols, self._dialect, image=item.image
        )
        return Guess(written.name, written.is_sure and found.is_sure)

    def _finder(self) -> Nearest:
        if self._nearest is None:
            self._nearest = Nearest(self._symbols)
        return self._nearest


def _fields(
    kind: str,
    status: LinkStatus,
    resolved: str | None = None,
    anchor: str | None = None,
    nearest: Guess | None = None,
) -> Answer:
    return {
        "kind": kind,
        "status": status,
        "resolved": resolved,
        "anchor": anchor,
        "nearest": nearest.name if nearest else None,
        "nearest_is_sure": nearest is not None and nearest.is_sure,
    }


def with_links(page: Page, links: tuple[Link, ...]) -> Page:
    """A page with its links, and those of its steps, as they are resolved.

    Args:
        page: its links not resolved yet.
        links: all of its links.
    """
    by_place = {(item.line, item.column): item for item in links}
    procedures = tuple(_procedure(item, by_place) for item in page.procedures)
    return page.changed(links=links, procedures=procedures)


def _procedure(procedure: Procedure, links: Mapping[tuple[int, int], Link]) -> Procedure:
    steps = tuple(_step(step, links) for step in procedure.steps)
    if all(new is old for new, old in zip(steps, procedure.steps, strict=True)):
        return procedure
    return procedure.changed(steps=steps)


def _step(step: Step, links: Mapping[tuple[int, int], Link]) -> Step:
    substeps = tuple(_step(inner, links) for inner in step.substeps)
    unchanged = all(new is old for new, old in zip(substeps, step.substeps, strict=True))
    if not step.links and unchanged:
        return step
    own = tuple(links.get((item.line, item.column), item) for item in step.links)
    return step.changed(links=own, substeps=substeps)
