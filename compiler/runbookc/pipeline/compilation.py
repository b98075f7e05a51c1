"""A compiled project: what every command starts from."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runbookc.config.place import CONFIG_NAME, text_inside
from runbookc.diagnostics import Diagnostic, Severity, Suppressed
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:  # findings that are known are shown without any of these
    from runbookc.backends.site import UnlinkedPage
    from runbookc.checks import Outcome, Suppression
    from runbookc.config import Settings
    from runbookc.discovery import Inventory
    from runbookc.linking import Project
    from runbookc.model import Block, Page
    from runbookc.pipeline.texts import Texts
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
        unlinked: what the site shows of pages by path, where that was asked for; of others there
            are blocks.
        texts: gives pages with their text, where those of the project have none.
    """

    root: Path
    project: "Project"
    graph: "UpgradeGraph"
    inventory: "Inventory"
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...]
    bodies: "Mapping[str, tuple[Block, ...]]"
    comments: "Mapping[str, tuple[Suppression, ...]]"
    unlinked: "Mapping[str, UnlinkedPage]" = field(default_factory=dict)
    texts: "Texts | None" = None

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)

    def page(self, path: str) -> "Page | None":
        """The page of a path, with its text."""
        return self.texts.page(path) if self.texts is not None else self.project.page(path)

    def search_document(self, path: str) -> str:
        """What the large search index is told of a page."""
        from runbookc.backends.site import document_of  # a check makes no HTML

        unlinked = self.unlinked.get(path)
        if unlinked is not None:
            return unlinked.document
        page = self.page(path)
        return document_of(page, self.bodies.get(path, ())) if page is not None else ""

    @cached_property
    def page_count(self) -> int:
        """How many pages were compiled."""
        return len(self.project.pages)

    @cached_property
    def procedure_count(self) -> int:
        """How many procedures are on them."""
        return sum(len(page.procedures) for page in self.project.pages)

    def exists(self, path: str) -> bool:
        """Whether the project has a page or file of this path."""
        return path in (CONFIG_NAME, ".") or self.inventory.has(path)

    def read(self, path: str) -> bytes:
        """The bytes of a file that findings name; b"" where it is none of the project's.

        Raises:
            OSError: the file vanished or can no longer be read.
        """
        if path == CONFIG_NAME:
            return text_inside(self.root / path, self.root, errors="replace").encode()
        return self.inventory.read(path) if self.inventory.has(path) else b""

    def with_more(
        self, diagnostics: tuple[Diagnostic, ...], suppressed: tuple[Suppressed, ...]
    ) -> "Compilation":
        """The same project with other findings."""
        values = {each.name: getattr(self, each.name) for each in fields(Compilation)}
        return Compilation(**{**values, "diagnostics": diagnostics, "suppressed": suppressed})


@dataclass(frozen=True)
class Whole:
    """What a check does not look at again where its findings are known."""

    project: "Project"
    graph: "UpgradeGraph"
    inventory: "Inventory"
    comments: "Mapping[str, tuple[Suppression, ...]]"
    bodies: "Mapping[str, tuple[Block, ...]]"
    unlinked: "Mapping[str, UnlinkedPage]" = field(default_factory=dict)
    texts: "Texts | None" = None


class LateCompilation(Compilation):
    """A compilation of which the findings are there, and the rest is made when asked for.

    The pages of its project have no text: the blocks of their procedures and admonitions are empty.
    """

    @classmethod
    def of(
        cls, known: Mapping[str, Any], named: frozenset[str], rest: Callable[[], Whole]
    ) -> "LateCompilation":
        """A compilation of known fields.

        Args:
            known: findings and counts.
            named: the files that findings name.
            rest: makes what is missing.
        """
        made = object.__new__(cls)
        made.__dict__.update(known, _named=named, _rest=rest)
        return made

    def with_whole(self, whole: Whole) -> "LateCompilation":
        """The same, with the rest that is there already."""
        made = object.__new__(LateCompilation)
        made.__dict__.update(self.__dict__, **vars(whole))
        return made

    @property
    def named(self) -> frozenset[str]:
        """The files that findings name."""
        named: frozenset[str] = self.__dict__.get("_named", frozenset())
        return named

    def read(self, path: str) -> bytes:
        """The bytes of a file that findings name; b"" where it is none of the project's.

        Raises:
            OSError: the file vanished or can no longer be read.
        """
        known = path in self.named and path != CONFIG_NAME
        return (self.root / path).read_bytes() if known else super().read(path)

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
    suppressed = (*by_comment.suppressed, *by_path.suppressed)
    return Outcome(by_path.diagnostics, suppressed, by_comment.used, by_path.used_patterns)


def part_all(
    found: Iterable[Diagnostic],
    settings: "Settings",
    comments: "Mapping[str, tuple[Suppression, ...]]",
    paths: Collection[str],
    configuration: str,
) -> "Outcome":
    """The same, with findings for what silences nothing; `found` is then all that was found.

    Args:
        found: the findings of all rules.
        settings: the configuration.
        comments: by path, what on a page silences findings.
        paths: those of all pages and files.
        configuration: the text of `runbookc.toml`, "" where there is none.
    """
    from runbookc.checks import unused_suppressions, weigh

    outcome = part_silenced(found, settings, comments)
    unused = unused_suppressions(outcome, comments, settings, paths, configuration)
    late = part_silenced(weigh(unused, settings), settings, comments)
    diagnostics = (*outcome.diagnostics, *late.diagnostics)
    return replace(
        outcome, diagnostics=diagnostics, suppressed=(*outcome.suppressed, *late.suppressed)
    )


def in_order(found: "Iterable[Diagnostic]") -> tuple[Diagnostic, ...]:
    """Findings in order of path and place."""
    return tuple(sorted(found, key=lambda each: (each.path, each.span, each.code, each.message)))
