"""What a change touched or broke: findings beside those of the revision that it began from."""

import tempfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from runbookc.checks import Baseline, Named, all_rules, baseline_of, compare
from runbookc.config import CONFIG_NAME, ConfigError, Settings, parse_settings
from runbookc.diagnostics import Diagnostic
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.compile import compile_project
from runbookc.pipeline.findings import SourceLines, named_findings
from runbookc.pipeline.revision import Tree, find_revision, ignored, tree_at
from runbookc.source import changed_lines, decode
from runbookc.source.frozen import dataclass


@dataclass(frozen=True)
class Base:
    """The project as it was.

    Args:
        tree: its files.
        baseline: its findings.
        problem: why it could not be compiled, or "".
    """

    tree: Tree
    baseline: Baseline
    problem: str = ""


def base_at(
    root: Path, name: str, settings: Settings, jobs: int = 1, *, own_settings: bool = True
) -> Base:
    """Compile the project as it was where the history of a revision and of today parted.

    Rules run as they are configured today; everything else is taken from the configuration of then,
    so that what a change of the configuration breaks is found.

    Args:
        root: the project's root.
        name: the revision, such as `main`.
        settings: today's configuration.
        jobs: how many processes may be used.
        own_settings: whether that is the configuration at the root.

    Raises:
        RevisionError: git does not know the revision, or there is no git.
    """
    tree = tree_at(find_revision(root, name))
    with tempfile.TemporaryDirectory(prefix="runbookc-") as folder:
        there = Path(folder).resolve()
        tree.write(there)
        if own_settings:
            settings = _settings_at(there, settings)
        try:
            compilation = compile_project(there, settings, jobs)
        except ConfigError as error:
            return Base(tree, Baseline(), str(error).partition("\n")[0])
        named = named_findings(compilation, SourceLines(compilation))
        return Base(tree, baseline_of(compilation.diagnostics, named))


def _settings_at(folder: Path, today: Settings) -> Settings:
    """The configuration of then with today's rules; today's where there was none to be used."""
    try:
        then = parse_settings((folder / CONFIG_NAME).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ConfigError):
        return today
    return then.model_copy(update={"rules": today.rules})


@dataclass(frozen=True)
class Change:
    """The findings of today beside those of the revision.

    Args:
        base: the project as it was.
        compilation: the project as it is.
        lines: the texts of today.
        named: its findings.
    """

    base: Base
    compilation: Compilation
    lines: SourceLines
    named: Named

    @cached_property
    def findings(self) -> frozenset[Diagnostic]:
        """Those on lines that the change touched, and elsewhere those that were not there."""
        found = self.compilation.diagnostics
        self._read((path, path) for path in {each.path for each in found})
        compared = compare(
            found, self.named, self.base.baseline, lambda each: self._touches(each, each.path)
        )
        olds: dict[str, list[str]] = {}
        for old, heirs in compared.heirs.items():
            for heir in heirs:
                olds.setdefault(heir, []).append(old)
        self._read((path, old) for path, earlier in olds.items() for old in earlier)
        # What a rule finds on demand only was not looked for then.
        on_demand = {rule.code for rule in all_rules() if rule.on_demand}
        unknown = {each for each in compared.new if each.code in on_demand}
        new = set(compared.new) - unknown
        new.update(
            each
            for each in (*compared.accepted, *unknown)
            if all(self._touches(each, old) for old in (each.path, *olds.get(each.path, ())))
        )
        left_out = self._beyond(each.path for each in new)
        return frozenset(each for each in new if each.path not in left_out)

    def _touches(self, found: Diagnostic, old: str) -> bool:
        """Whether the change touched a line of a finding, whose page had another path then."""
        touched = self._touched[found.path, old]
        if touched is None:
            return True
        return not touched.isdisjoint(range(found.span.line, found.span.end_line + 1))

    def _read(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note which lines of pages the change touched, given their paths now and then."""
        blobs = self.base.tree.blobs
        changed: dict[str, list[tuple[str, str]]] = {}
        for path, old in sorted(pairs):
            content, place = self.lines.content(path), self._real(old)
            if place not in blobs:
                is_page = self.compilation.project.page(path) is not None
                self._touched[path, old] = None if is_page else frozenset()
            elif not content or not self.base.tree.is_changed(place, content):
                self._touched[path, old] = frozenset()
            else:
                changed.setdefault(place, []).append((path, old))
        for place, before in self.base.tree.contents(changed):
            then = decode(place, before)[0].lines
            for path, old in changed[place]:
                now = decode(path, self.lines.content(path))[0].lines
                self._touched[path, old] = changed_lines(then, now)

    @cached_property
    def _touched(self) -> dict[tuple[str, str], frozenset[int] | None]:
        """The lines by the page's paths now and then; None for a page that is new."""
        return {}

    def _beyond(self, paths: Iterable[str]) -> frozenset[str]:
        """Those of some paths that no change of this repository touches."""
        tree = self.base.tree
        real = {path: self._real(path) for path in paths}
        new = {place for place in real.values() if place not in tree.blobs and place != "."}
        theirs = {
            place
            for place in new
            if any(place.startswith(f"{folder}/") for folder in tree.submodules)
        }
        beyond = theirs | ignored(tree.revision.root, sorted(new - theirs))
        return frozenset(path for path, place in real.items() if place in beyond)

    def _real(self, path: str) -> str:
        """Where a file stands, which a symbolic link may have led to."""
        root = self.compilation.root.resolve()
        try:
            return (root / path).resolve().relative_to(root).as_posix()
        except ValueError:
            return path
