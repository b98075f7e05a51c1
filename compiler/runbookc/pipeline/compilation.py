"""A compiled project: what every command starts from."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from runbookc.checks import Outcome, Suppression, silence, silence_paths, unused_suppressions, weigh
from runbookc.config import CONFIG_NAME, Settings
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

    def exists(self, path: str) -> bool:
        """Whether the project has a page or file of this path."""
        return path in self._paths

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset((*self.inventory.pages, *self.inventory.files, CONFIG_NAME, "."))


def part_silenced(
    found: Iterable[Diagnostic],
    settings: Settings,
    comments: Mapping[str, tuple[Suppression, ...]],
) -> Outcome:
    """Findings, and apart from them those that comments or the configuration silence."""
    by_comment = silence(found, comments)
    by_path = silence_paths(by_comment.diagnostics, settings)
    suppressed = (*by_comment.suppressed, *by_path.suppressed)
    return Outcome(by_path.diagnostics, suppressed, by_comment.used, by_path.used_patterns)


def part_all(
    found: Iterable[Diagnostic],
    settings: Settings,
    comments: Mapping[str, tuple[Suppression, ...]],
    paths: Collection[str],
    configuration: str,
) -> Outcome:
    """The same, with findings for what silences nothing; `found` is then all that was found.

    Args:
        found: the findings of all rules.
        settings: the configuration.
        comments: by path, what on a page silences findings.
        paths: those of all pages and files.
        configuration: the text of `runbookc.toml`, "" where there is none.
    """
    outcome = part_silenced(found, settings, comments)
    unused = unused_suppressions(outcome, comments, settings, paths, configuration)
    late = part_silenced(weigh(unused, settings), settings, comments)
    diagnostics = (*outcome.diagnostics, *late.diagnostics)
    return replace(
        outcome, diagnostics=diagnostics, suppressed=(*outcome.suppressed, *late.suppressed)
    )
