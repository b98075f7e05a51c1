"""A compiled project: what every command starts from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runbookc.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:  # findings that are known are shown without any of these
    from runbookc.checks import Outcome, Suppression
    from runbookc.config import Settings
    from runbookc.discovery import Inventory
    from runbookc.linking import Project
    from runbookc.model import Block
    from runbookc.planning import UpgradeGraph


@dataclass(frozen=True)
class Compilation:
    """A project, linked, planned and checked.

    Args:
        root: the project's root.
        project: its pages, every link resolved.
        graph: its upgrade graph.
        inventory: its files.
        diagnostics: the findings, in order of path and place.
        suppressed: the findings that comments or the configuration silence.
        comments: by path, what on a page silences findings; those of later stages, too.
        bodies: the blocks of every page by path, where they were asked for.
    """

    root: Path
    project: "Project"
    graph: "UpgradeGraph"
    inventory: "Inventory"
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...]
    bodies: "Mapping[str, tuple[Block, ...]]"
    comments: "Mapping[str, tuple[Suppression, ...]]"

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)

    @cached_property
    def page_count(self) -> int:
        """How many pages were compiled."""
        return len(self.project.pages)

    @cached_property
    def procedure_count(self) -> int:
        """How many procedures are on them."""
        return sum(len(page.procedures) for page in self.project.pages)

    def has_page(self, path: str) -> bool:
        """Whether the project has a page of this path; one that findings name."""
        return self.project.page(path) is not None


@dataclass(frozen=True)
class Whole:
    """What a check does not look at again where its findings are known."""

    project: "Project"
    graph: "UpgradeGraph"
    inventory: "Inventory"
    comments: "Mapping[str, tuple[Suppression, ...]]"
    bodies: "Mapping[str, tuple[Block, ...]]"


class LateCompilation(Compilation):
    """A compilation of which the findings are there, and the rest is made when asked for.

    Its pages have no text: the blocks of their procedures and admonitions are empty.
    """

    @classmethod
    def of(
        cls, known: Mapping[str, Any], shown: frozenset[str], rest: Callable[[], Whole]
    ) -> "LateCompilation":
        """A compilation of known fields.

        Args:
            known: findings and counts.
            shown: the pages that findings name.
            rest: makes what is missing.
        """
        made = object.__new__(cls)
        made.__dict__.update(known, _shown=shown, _rest=rest)
        return made

    def has_page(self, path: str) -> bool:
        """Whether the project has a page of this path; one that findings name."""
        shown: frozenset[str] | None = self.__dict__.get("_shown")
        return path in shown if shown is not None else super().has_page(path)

    def __getattr__(self, name: str) -> Any:
        """Make what is missing."""
        rest: Callable[[], Whole] | None = self.__dict__.get("_rest")
        if rest is None or name not in Whole.__dataclass_fields__:
            raise AttributeError(name)
        self.__dict__.update(vars(rest()))
        return self.__dict__[name]


def part_silenced(
    found: Iterable[Diagnostic],
    settings: "Settings",
    comments: "Mapping[str, tuple[Suppression, ...]]",
) -> "Outcome":
    """Findings, and apart from them those that comments or the configuration silence."""
    from runbookc.checks import Outcome, silence, silence_paths

    by_comment = silence(found, comments)
    by_path = silence_paths(by_comment.diagnostics, settings)
    return Outcome(by_path.diagnostics, (*by_comment.suppressed, *by_path.suppressed))


def in_order(found: "Iterable[Diagnostic]") -> tuple[Diagnostic, ...]:
    """Findings in order of path and place."""
    return tuple(sorted(found, key=lambda each: (each.path, each.span, each.code, each.message)))
