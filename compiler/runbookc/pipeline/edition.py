"""The project at one state of its sources, as far as runbooks are made of it."""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from runbookc.config import ConfigError, Settings, load_settings
from runbookc.model import Provenance, Runbook
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.compile import compile_project
from runbookc.pipeline.errors import RevisionError
from runbookc.pipeline.git import commit_facts
from runbookc.pipeline.pool import Progress
from runbookc.pipeline.render import Format
from runbookc.pipeline.revision import find_commit, tree_at
from runbookc.pipeline.runbooks import RunbookFiles, provenance_of, render_all, topics_of
from runbookc.planning import Entry, Topics, catalogue, compose_entry, route_entry
from runbookc.source.frozen import dataclass


@dataclass(frozen=True)
class Edition:
    """A compiled project and what names its state.

    Args:
        name: how the user calls the state.
        compilation: the project; its rules were not asked.
        provenance: what every runbook says of where it comes from.
    """

    name: str
    compilation: Compilation
    provenance: Provenance

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every runbook that a build makes, by id."""
        found = catalogue(self.compilation.project, self.compilation.graph)
        return {entry.id: entry for entry in found}

    @cached_property
    def _topics(self) -> Topics:
        return topics_of(self.compilation)

    def compose(self, entry: Entry) -> Runbook:
        """The runbook of an entry, which need not be one of `entries`."""
        compiled = self.compilation
        return compose_entry(compiled.project, compiled.graph, entry, self.provenance, self._topics)

    def entry(self, identity: str) -> Entry | None:
        """What an id names: one of `entries`, or a way between other builds of the versions."""
        return self.entries.get(identity) or route_entry(self.compilation.graph, identity)

    def runbook(self, identity: str) -> Runbook | None:
        """The runbook of an id, if there is one."""
        entry = self.entry(identity)
        return self.compose(entry) if entry is not None else None

    def render(
        self, runbooks: Sequence[Runbook], formats: Sequence[Format], jobs: int = 1
    ) -> RunbookFiles:
        """The files of runbooks, as a build writes them."""
        return render_all(self.compilation, runbooks, tuple(formats), jobs)


def edition_now(
    root: Path, settings: Settings, jobs: int = 1, progress: Progress | None = None
) -> Edition:
    """The project as it stands in its folder.

    Raises:
        ConfigError: a configuration cannot be used.
    """
    compilation = compile_project(
        root, settings, jobs, keep_bodies=True, progress=progress, judged=False
    )
    return Edition("the working tree", compilation, provenance_of(compilation))


@contextlib.contextmanager
def edition_at(
    root: Path,
    revision: str,
    settings: Settings,
    jobs: int = 1,
    *,
    own_settings: bool = True,
    progress: Progress | None = None,
) -> Iterator[Edition]:
    """The project as it was at a revision; images can be read as long as the block runs.

    Args:
        root: the project's root.
        revision: the revision, such as `v1.2` or a commit.
        settings: today's configuration.
        jobs: how many processes may be used.
        own_settings: whether that is the configuration at the root, so that the one of then is
            taken in its place.
        progress: told how many pages are done.

    Raises:
        RevisionError: git does not know the revision, or its files cannot be compiled.
    """
    found = find_commit(root, revision)
    tree = tree_at(found)
    with tempfile.TemporaryDirectory(prefix="runbookc-") as folder:
        there = Path(folder).resolve()
        tree.write(there, images=True)
        try:
            then = load_settings(there) if own_settings else settings
            compilation = compile_project(
                there, then, jobs, keep_bodies=True, progress=progress, judged=False
            )
        except ConfigError as error:
            reason = str(error).partition("\n")[0]
            raise RevisionError(f"{revision}: it cannot be compiled: {reason}") from None
        provenance = provenance_of(compilation, commit_facts(root, found.commit))
        yield Edition(revision, compilation, provenance)
