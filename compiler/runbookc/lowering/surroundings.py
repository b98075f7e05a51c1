"""What a page says around its procedures and that holds for them."""

from collections.abc import Iterator, Sequence

from runbookc.lowering.drafts import DraftProcedure
from runbookc.lowering.sections import Outline
from runbookc.lowering.wording import (
    AFTERWARDS,
    CONSIDERATIONS,
    PREREQUISITES,
    TASK_HEADING,
    is_instruction,
)
from runbookc.model import Block, ProcedureKind, Section

_WHOLE_PAGE = ("upgrade", "update", "migrate")


class Surroundings:
    """Hands each section of a page that is no procedure to the procedures that it bears on.

    Args:
        root: the page's outline.
        drafts: its procedures.
        title: the page's title.
    """

    def __init__(self, root: Outline, drafts: Sequence[DraftProcedure], title: str) -> None:
        self._title = title
        self._only = len(drafts) == 1
        self._homes = {id(draft.section) for draft in drafts}
        self._last = {id(draft.section): id(draft) for draft in drafts}
        self._taken = {id(section) for draft in drafts for section in draft.consumed}
        self._ancestors: dict[int, list[Outline]] = {}
        self._others: list[tuple[Outline, Outline]] = []
        self._required: list[tuple[Outline, Outline]] = []
        self._walk(root, [])

    def _walk(self, section: Outline, above: list[Outline]) -> None:
        self._ancestors[id(section)] = above
        for child in section.children:
            if id(child) in self._taken:
                continue
            if child.heading and PREREQUISITES.match(child.title):
                self._required.append((child, section))
            elif self._holds_procedure(child):
                self._walk(child, [*above, section])
            else:
                self._others.append((child, section))

    def _holds_procedure(self, section: Outline) -> bool:
        return id(section) in self._homes or any(
            self._holds_procedure(child) for child in section.children
        )

    def context(self, draft: DraftProcedure, kind: ProcedureKind) -> tuple[Section, ...]:
        """The introductions above the procedure and the sections before it that bear on it.

        For upgrades, updates and migrations that is every section beside it that is no procedure;
        for other tasks, on pages that describe much else, those whose heading says so.
        """
        sections: list[Section] = []
        for ancestor in self._ancestors.get(id(draft.section), []):
            if ancestor.own and id(ancestor) not in self._homes:
                title = "" if self._is_title(ancestor) else ancestor.title
                sections.append(_section(ancestor, title, ancestor.own))
        sections += [
            _section(other, other.title, other.blocks())
            for other, parent in self._beside(draft, self._others)
            if other.line < _start(draft)
            and (
                parent is draft.section or kind in _WHOLE_PAGE or CONSIDERATIONS.search(other.title)
            )
        ]
        sections += [
            _section(other, other.title, other.own)
            for other, _ in self._beside(draft, self._required)
            if other.children and other.own
        ]
        return tuple(sorted(sections, key=lambda section: section.line))

    def afterwards(self, draft: DraftProcedure, kind: ProcedureKind) -> list[Block]:
        """The sections after the steps that belong to the outcome.

        Those inside the procedure's own section do. Of those that follow it, all do where the page
        has this one procedure and it upgrades or installs, else those right after it whose
        heading says so ("Verify …", "Rollback").
        """
        if not draft.steps or self._last[id(draft.section)] != id(draft):
            return []
        section, above = draft.section, self._ancestors.get(id(draft.section), [])
        found = self._after(draft, section)
        if self._only and kind in (*_WHOLE_PAGE, "install"):
            for ancestor in reversed(above):
                found += self._after(draft, ancestor)
        elif section.level <= 1 or self._is_title(section) or not _names_task(section, kind):
            found = list(_told(found, section))
        elif above:
            found += _told(self._after(draft, above[-1]), above[-1], section)
        return [block for other in found for block in other.all_blocks()]

    def _after(self, draft: DraftProcedure, parent: Outline) -> list[Outline]:
        """The sections that stand in another after the procedure and are none themselves."""
        return [
            other for other, place in self._others if place is parent and other.line > _start(draft)
        ]

    def prerequisites(self, draft: DraftProcedure) -> tuple[Section, ...]:
        """What must be true before: the sub-sections of "Requirements", or the section itself."""
        sections: list[Section] = []
        for other, _ in self._beside(draft, self._required):
            if other.children:
                sections.extend(
                    _section(child, child.title, child.blocks()) for child in other.children
                )
            elif other.own:
                sections.append(_section(other, other.title, other.own))
        return tuple(sections)

    def _beside(
        self, draft: DraftProcedure, entries: Sequence[tuple[Outline, Outline]]
    ) -> list[tuple[Outline, Outline]]:
        """The sections that stand directly in the procedure's section or in one above it.

        A procedure without steps tells everything in its section in its introduction already.
        """
        above = [*self._ancestors.get(id(draft.section), [])]
        if draft.steps:
            above.append(draft.section)
        return [entry for entry in entries if any(entry[1] is one for one in above)]

    def _is_title(self, section: Outline) -> bool:
        return section.heading is None or section.title == self._title


def _names_task(section: Outline, kind: ProcedureKind) -> bool:
    """Whether a section is about its procedure, not one that happens to hold some steps."""
    title = section.title
    return kind != "other" or bool(TASK_HEADING.match(title)) or is_instruction(title)


def _start(draft: DraftProcedure) -> int:
    """The line of a procedure's first step."""
    return draft.steps[0].marker_span.line if draft.steps else draft.section.line


def _told(
    others: Sequence[Outline], parent: Outline, section: Outline | None = None
) -> Iterator[Outline]:
    """The sections right after the procedure that are headed as its outcome."""
    places = [id(child) for child in parent.children]
    expected = places.index(id(section)) + 1 if section and id(section) in places else None
    for other in others:
        place = places.index(id(other))
        if expected not in (None, place) or not AFTERWARDS.match(other.title):
            return
        expected = place + 1
        yield other


def _section(section: Outline, title: str, body: Sequence[Block]) -> Section:
    anchor = section.anchor if title else ""
    return Section.trusted(title=title, anchor=anchor, body=tuple(body), line=section.line)
