"""A compiled project: what every command starts from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from runbookc.checks import Outcome, Suppression, silence, silence_paths
from runbookc.config import Settings
from runbookc.diagnostics import Diagnostic, Severity, Suppressed
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
    project: Project
    graph: UpgradeGraph
    inventory: Inventory
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...]
    bodies: Mapping[str, tuple[Block, ...]]
    comments: Mapping[str, tuple[Suppression, ...]]

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def part_silenced(
    found: Iterable[Diagnostic],
    settings: Settings,
    comments: Mapping[str, tuple[Suppression, ...]],
) -> Outcome:
    """Findings, and apart from them those that comments or the configuration silence."""
    by_comment = silence(found, comments)
    by_path = silence_paths(by_comment.diagnostics, settings)
    return Outcome(by_path.diagnostics, (*by_comment.suppressed, *by_path.suppressed))
