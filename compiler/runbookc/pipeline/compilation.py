"""A compiled project: what every command starts from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runbookc.diagnostics import Diagnostic, Severity
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
        bodies: the blocks of every page by path, where they were asked for.
    """

    root: Path
    project: Project
    graph: UpgradeGraph
    inventory: Inventory
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...]
    bodies: Mapping[str, tuple[Block, ...]]

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)
