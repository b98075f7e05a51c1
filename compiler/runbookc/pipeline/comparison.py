"""Two states of the runbooks, whatever names them, and what differs between them."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from runbookc.config import Settings
from runbookc.model import Difference, ExecutionRecord, Node, Runbook, Side
from runbookc.pipeline.claims import claim_of, format_of, read_bounded
from runbookc.pipeline.edition import Edition, edition_at, edition_now
from runbookc.pipeline.errors import DocumentError
from runbookc.pipeline.journal import Journal
from runbookc.pipeline.pool import Progress
from runbookc.planning import difference_of, effect_on
from runbookc.planning.digest import digest
from runbookc.source.frozen import dataclass

Document = TypeVar("Document", bound=Node)


@dataclass(frozen=True)
class Project:
    """How a project is compiled, whichever state of it.

    Args:
        root: its root.
        settings: its configuration of today.
        jobs: how many processes may be used.
        own_settings: whether that is the configuration at the root.
        journal: told what is done.
    """

    root: Path
    settings: Settings
    jobs: int = 1
    own_settings: bool = True
    journal: Journal = field(default_factory=Journal)

    @contextlib.contextmanager
    def at(self, revision: str) -> Iterator[Edition]:
        """The project at a revision, "" for the working tree.

        Raises:
            RevisionError: git does not know the revision, or it cannot be compiled.
        """
        with contextlib.ExitStack() as stack:
            with self.journal.stage("earlier pages" if revision else "pages") as progress:
                edition = stack.enter_context(self._edition(revision, progress))
            yield edition

    def _edition(
        self, revision: str, progress: Progress
    ) -> contextlib.AbstractContextManager[Edition]:
        root, settings, jobs = self.root, self.settings, self.jobs
        if not revision:
            return contextlib.nullcontext(edition_now(root, settings, jobs, progress))
        own = self.own_settings
        return edition_at(root, revision, settings, jobs, own_settings=own, progress=progress)


@dataclass(frozen=True)
class Books:
    """Runbooks of one state.

    Args:
        side: what names it.
        ids: of all of them, in order.
        runbook: gives one by its id.
        single: whether it is one file, and nothing is known of other runbooks.
    """

    side: Side
    ids: tuple[str, ...]
    runbook: Callable[[str], Runbook | None]
    single: bool = False


@contextlib.contextmanager
def books(project: Project, name: str) -> Iterator[Books]:
    """The runbooks that a user names.

    Args:
        project: the project that they come from.
        name: a file of a runbook, a revision, or "" for the working tree. Of a file in another
            format than JSON the runbook is compiled anew from the commit that it names.

    Raises:
        DocumentError: the file holds no runbook, or not the one that its commit gives.
        RevisionError: git does not know the revision, or it cannot be compiled.
    """
    file = Path(name)
    if not name or not file.is_file():
        with project.at(name) as edition:
            yield Books(_side(edition), tuple(edition.entries), edition.runbook)
        return
    content = read_bounded(file)
    runbook = read_runbook(file, content) if format_of(content) == "json" else None
    if runbook is None:
        claim = claim_of(content)
        if claim is None or not claim.commit:
            raise DocumentError(f"{file}: it names no runbook and commit; give its runbook.json")
        with project.at(claim.commit) as edition:
            runbook = edition.runbook(claim.id)
        if runbook is None or runbook.digest != claim.digest:
            raise DocumentError(
                f"{file}: commit {claim.commit[:12]} gives no such runbook; give its runbook.json"
            )
    made = runbook.provenance
    side = Side(name=file.name, commit=made.commit, dirty=made.dirty)
    yield Books(side, (runbook.id,), {runbook.id: runbook}.get, single=True)


def _side(edition: Edition) -> Side:
    made = edition.provenance
    return Side(name=edition.name, commit=made.commit, dirty=made.dirty)


def read_runbook(file: Path, content: bytes) -> Runbook:
    """The runbook in a JSON file, its digest computed anew.

    Raises:
        DocumentError: it is none.
    """
    runbook = _read(file, content, Runbook, "runbook")
    return runbook.model_copy(update={"digest": digest(runbook)})


def read_record(file: Path) -> ExecutionRecord:
    """The record of an execution in a JSON file.

    Raises:
        DocumentError: it is none.
    """
    return _read(file, read_bounded(file), ExecutionRecord, "record of an execution")


def _read(file: Path, content: bytes, kind: type[Document], name: str) -> Document:
    try:
        return kind.model_validate_json(content)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, problem["loc"]))
        reason = f"{where}: {problem['msg']}" if where else problem["msg"]
        raise DocumentError(f"{file}: not the JSON of a {name} ({reason})") from None
    except RecursionError:
        raise DocumentError(f"{file}: nested too deeply for a {name}") from None


def compare_books(
    old: Books,
    new: Books,
    wanted: Callable[[Runbook], bool] = lambda runbook: True,
    record: ExecutionRecord | None = None,
    progress: Progress = lambda done, total: None,
) -> Difference:
    """What differs between two states.

    Args:
        old, new: the states; where one of them is a single runbook, only that is compared.
        wanted: says which runbooks are looked at.
        record: a run, to tell what the changes mean for it; only its runbook is compared then.
        progress: told how many runbooks are composed.

    Raises:
        DocumentError: the run is not one of the old runbook.
    """
    pairs = []
    ids = _ids(old, new, record)
    for number, (one, other) in enumerate(ids):
        progress(number, len(ids))
        before, after = old.runbook(one), new.runbook(other)
        if any(book is not None and wanted(book) for book in (before, after)):
            pairs.append((before, after))
    found = difference_of(old.side, new.side, pairs)
    if record is None:
        return found
    before, after = pairs[0] if pairs else (None, None)
    if before is None or before.digest != record.runbook.digest:
        raise DocumentError(
            f"the run is one of {record.runbook.id} with the digest "
            f"{record.runbook.digest[:16]}, and {old.side.name} has no such runbook"
        )
    return found.model_copy(update={"run": effect_on(record, before, after)})


def _ids(old: Books, new: Books, record: ExecutionRecord | None) -> list[tuple[str, str]]:
    """The ids to compare: of a single runbook its own, whatever the other one is called."""
    if old.single and new.single:
        return [(old.ids[0], new.ids[0])]
    if record is not None:
        return [(record.runbook.id, record.runbook.id)]
    for side in (old, new):
        if side.single:
            return [(side.ids[0], side.ids[0])]
    known = set(new.ids)
    return [(one, one) for one in (*new.ids, *(one for one in old.ids if one not in known))]
