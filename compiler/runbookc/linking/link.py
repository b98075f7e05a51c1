"""Links a project: every target is looked up once and its links are filled in."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runbookc.config import Settings
from runbookc.dialects import Dialect, Placement, Resolution
from runbookc.discovery import Inventory
from runbookc.linking.nearest import Nearest, written_like
from runbookc.linking.project import Project
from runbookc.linking.symbols import Symbols, placement_of
from runbookc.model import Link, LinkStatus, Page, Procedure, Step

# Anchors that renderers add by themselves: footnotes, tabs, a text to scroll to.
_RENDERED_ANCHORS = ("fn:", "fnref:", "__tabbed_", ":~:")

Answer = dict[str, Any]


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
    pages: Sequence[Page], inventory: Inventory, settings: Settings, dialect: Dialect
) -> Project:
    """Resolve every link of the pages, and of the steps on them.

    A link whose target is right but for upper and lower case is broken, with the existing path in
    `resolved`; any other broken link has `resolved` None, or the page that lacks the anchor.
    """
    dialect.take_note(inventory.files, inventory.read)
    ordered = tuple(sorted(pages, key=lambda page: page.path))
    linker = Linker(Symbols(ordered, inventory.files, settings.redirects), dialect, inventory)
    linked = tuple(map(linker.page, ordered))
    return Project(linked, settings, dialect, inventory.files)


class Linker:
    """Resolves links, remembering what each target means in each folder."""

    def __init__(self, symbols: Symbols, dialect: Dialect, inventory: Inventory) -> None:
        self._symbols = symbols
        self._dialect = dialect
        self._inventory = inventory
        self._nearest: Nearest | None = None
        self._proposed = ""
        self._answers: dict[tuple[str, str, str, bool], Answer] = {}
        self._asked: dict[tuple[str, str, str, bool], frozenset[str]] = {}

    def page(self, page: Page) -> Page:
        """The page with its links resolved, or one that resolves them when it is asked for them."""
        later = getattr(page, "linked_by", None)
        if later is not None:
            waiting: Page = later(self)
            return waiting
        if not page.links:
            return page
        links = self.links(page, page.links)
        by_place = {(item.line, item.column): item for item in links}
        procedures = tuple(_procedure(item, by_place) for item in page.procedures)
        return page.changed(links=links, procedures=procedures)

    def links(self, page: Page, links: Sequence[Link]) -> tuple[Link, ...]:
        """Links of a page, resolved."""
        found = self._found(page, links)
        return tuple(item.changed(**answer) for item, (answer, _) in zip(links, found, strict=True))

    def about(self, page: Page, targets: Iterable[tuple[str, bool]]) -> About:
        """What the links of a page lead to.

        Args:
            page: the page.
            targets: each different target, and whether an image shows it.
        """
        links = [Link.trusted(target=target, image=image) for target, image in targets]
        statuses: set[LinkStatus] = set()
        asked: set[str] = set()
        for answer, depends in self._found(page, links):
            statuses.add(answer["status"])
            asked |= depends
        return About(frozenset(statuses), frozenset(asked - {page.path}))

    @property
    def compared(self) -> int:
        """How many names were compared to find what authors meant."""
        return self._nearest.comparisons if self._nearest else 0

    def _found(self, page: Page, links: Iterable[Link]) -> Iterable[tuple[Answer, frozenset[str]]]:
        """The answer for each link, and the pages whose anchors decided it."""
        folder, base = posixpath.dirname(page.path), page.url.rpartition("/")[0]
        place = placement_of(page)
        answers, asked = self._answers, self._asked
        for item in links:
            key = (folder, base, item.target, item.image)
            answer = answers.get(key)
            if answer is not None:
                yield answer, asked[key]
                continue
            self._symbols.asked, self._proposed = set(), ""
            if self._nearest is not None:
                self._nearest.met_source = False
            answer = self._answer(item, page, place)
            depends = frozenset(self._symbols.asked)
            if answer["resolved"] != page.path and not self._is_personal(page):
                answers[key], asked[key] = answer, depends
            yield answer, depends

    def _is_personal(self, page: Page) -> bool:
        """Whether what was just proposed would differ on another page of the folder.

        No page is proposed to itself: one of the folder may be right for all others only.
        """
        itself = self._nearest is not None and self._nearest.met_source
        if not self._proposed:
            return itself
        return itself or posixpath.dirname(self._proposed) == posixpath.dirname(page.path)

    def _answer(self, item: Link, page: Page, place: Placement) -> Answer:
        """The fields of a link that depend on the rest of the project."""
        if item.target.startswith(("https://", "http://")):
            return _fields("external", "unchecked", item.target)
        resolution = self._dialect.resolve(item.target, place, self._symbols, image=item.image)
        fragment = resolution.fragment
        match resolution.outcome:
            case "page" | "asset" if resolution.case_only:
                return self._wrong_case(item, page, resolution)
            case "page":
                return self._page(item, page, resolution)
            case "asset":
                return _fields("asset", "ok", resolution.path, fragment)
            case "missing":
                return self._missing(item, page, resolution)
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

    def _page(self, item: Link, page: Page, resolution: Resolution) -> Answer:
        path, fragment = resolution.path or page.path, resolution.fragment
        kind = "anchor" if item.target[:1] in {"", "#", "?"} else "page"
        if not fragment or self._has_anchor(path, fragment):
            return _fields(kind, "ok", path, fragment)
        if self._symbols.pages[path].more_anchors:
            return _fields(kind, "unchecked", path, fragment)
        found = self._finder().anchor(fragment, path)
        before = item.target.partition("#")[0]
        return _fields(
            kind, "broken-anchor", path, fragment, f"{before}#{found}" if found else None
        )

    def _has_anchor(self, path: str, fragment: str) -> bool:
        if fragment in self._symbols.anchors(path) or fragment.startswith(_RENDERED_ANCHORS):
            return True
        if fragment.lower() == "top":
            return True
        title = self._symbols.pages[path].title
        return self._dialect.title_leads_to_top and fragment == self._dialect.slugger().slug(title)

    def _wrong_case(self, item: Link, page: Page, resolution: Resolution) -> Answer:
        asset = resolution.outcome == "asset"
        status: LinkStatus = "missing-asset" if asset else "broken-page"
        nearest = self._written(item, page, resolution.path or "")
        kind = "asset" if asset else "page"
        return _fields(kind, status, resolution.path, resolution.fragment, nearest)

    def _missing(self, item: Link, page: Page, resolution: Resolution) -> Answer:
        if self._symbols.leaves_by_redirect(item.target.partition("#")[0]):
            return _fields("external", "unchecked", None, resolution.fragment)
        wanted, asset = resolution.wanted or "", resolution.asset
        places = [wanted]
        if item.target.startswith("/"):
            places.append(item.target.partition("#")[0].strip("/"))
        if any(map(self._inventory.is_generated, places)):
            return _fields("other", "unchecked", None, resolution.fragment)
        found = self._finder().path(wanted, page, asset=asset)
        nearest = self._written(item, page, found) if found else None
        status: LinkStatus = "missing-asset" if asset else "broken-page"
        return _fields("asset" if asset else "page", status, None, resolution.fragment, nearest)

    def _written(self, item: Link, page: Page, path: str) -> str:
        self._proposed = path
        place = placement_of(page)
        return written_like(
            item.target, path, place, self._symbols, self._dialect, image=item.image
        )

    def _finder(self) -> Nearest:
        if self._nearest is None:
            self._nearest = Nearest(self._symbols)
        return self._nearest


def _fields(
    kind: str,
    status: LinkStatus,
    resolved: str | None = None,
    anchor: str | None = None,
    nearest: str | None = None,
) -> Answer:
    return {
        "kind": kind,
        "status": status,
        "resolved": resolved,
        "anchor": anchor,
        "nearest": nearest,
    }


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
