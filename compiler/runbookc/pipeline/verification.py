"""Tells whether a runbook's file is genuine and current: by its bytes, never by what it says.

What a file says of itself leads to the commit that should give it. The runbook is then made anew
from that commit; only equal bytes prove anything.
"""

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from runbookc import __version__
from runbookc.model import Difference, Runbook, Side, Verification, VerificationState
from runbookc.pipeline.claims import Claim, claim_of, read_bounded
from runbookc.pipeline.comparison import Project, read_runbook
from runbookc.pipeline.edition import Edition
from runbookc.pipeline.errors import DocumentError, RevisionError
from runbookc.pipeline.manifest import Manifest
from runbookc.pipeline.render import FORMATS, Format
from runbookc.pipeline.revision import is_in_history
from runbookc.planning import difference_of
from runbookc.planning.digest import digest

_TEXT = ("markdown", "html", "json")
_MADE_BY = f"runbookc {__version__}"


@dataclass
class Verifier:
    """Verifies files against a project, which is compiled once for each state that is needed.

    Args:
        project: where today's sources are.
        manifest: a build's list of its files, which is believed.
        manifest_name: how the user calls that.
        decides: whether the manifest stands for today, so that a file that it lists is current.
    """

    project: Project
    manifest: Manifest | None = None
    manifest_name: str = ""
    decides: bool = False
    _editions: dict[str, Edition | str] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "Verifier":
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """Remove the revisions that were written."""
        self._stack.close()

    def verify(self, file: Path) -> Verification:
        """What is known of a file.

        Raises:
            DocumentError: it cannot be read.
        """
        content = read_bounded(file)
        return _Question(self, file, content).answer()

    def edition(self, revision: str) -> Edition | str:
        """The project at a revision, "" for today; where it cannot be had, the reason."""
        if revision not in self._editions:
            try:
                found = self._stack.enter_context(self.project.at(revision))
                self._editions[revision] = found
            except RevisionError as error:
                self._editions[revision] = str(error)
        return self._editions[revision]

    @cached_property
    def listed(self) -> Mapping[str, str]:
        """The paths of the files that the manifest lists, by SHA-256."""
        files = self.manifest.files if self.manifest is not None else ()
        return {one.sha256: one.path for one in files}


def read_manifest(file: Path) -> Manifest:
    """A build's list of its files.

    Raises:
        DocumentError: it is none.
    """
    try:
        return Manifest.model_validate_json(read_bounded(file))
    except (ValueError, RecursionError):
        raise DocumentError(f"{file}: not the manifest of a build") from None


@dataclass
class _Question:
    """One file that is to be verified."""

    verifier: Verifier
    file: Path
    content: bytes

    def answer(self) -> Verification:
        listed = self.verifier.listed.get(self.sha256)
        if listed and self.verifier.decides:
            return self._verdict("current", f"{self.verifier.manifest_name} lists it as {listed}")
        claim = self.claim
        if claim is None:
            return self._verdict("unknown", "it names no runbook and no digest")
        today = self.verifier.edition("")
        new = today.runbook(claim.id) if isinstance(today, Edition) else None
        if isinstance(today, Edition) and new is not None and self._is_made_by(today, new):
            return self._verdict("current", "byte for byte what today's sources give")
        reason, old = self._origin(claim)
        if old is not None and not reason:
            return self._dated(old, new, f"byte for byte what commit {claim.commit[:12]} gives")
        if listed:
            return self._dated(old, new, f"{self.verifier.manifest_name} lists it as {listed}")
        forged = self._forged(claim)
        if forged or (old is not None and claim.compiler == _MADE_BY):
            return self._altered(claim, old, forged or reason)
        return self._verdict("unknown", reason)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def claim(self) -> Claim | None:
        return claim_of(self.content)

    def _verdict(
        self,
        state: VerificationState,
        reason: str,
        difference: Difference | None = None,
        line: int = 0,
    ) -> Verification:
        claim = self.claim or Claim("", "", "", "", False, "")
        return Verification(
            file=str(self.file),
            sha256=self.sha256,
            state=state,
            reason=reason,
            format=claim.format,
            id=claim.id,
            digest=claim.digest,
            commit=claim.commit,
            difference=difference,
            line=line,
        )

    def _is_made_by(self, edition: Edition, runbook: Runbook) -> bool:
        return self.content in self._made_by(edition, runbook)

    def _made_by(self, edition: Edition, runbook: Runbook) -> tuple[bytes, ...]:
        """The files that a state of the sources gives for a runbook, in this file's format."""
        named = self.claim.format if self.claim is not None else ""
        formats: list[Format] = [format for format in FORMATS if format == named]
        return tuple(edition.render([runbook], formats).files.values())

    def _forged(self, claim: Claim) -> str:
        """Why a JSON file cannot be what it says, whatever the sources are; else ""."""
        if claim.format != "json" or claim.compiler != _MADE_BY:
            return ""
        try:
            told = digest(read_runbook(self.file, self.content))
        except DocumentError:
            return "it is not the JSON of a runbook"
        return "" if told == claim.digest else "what it tells is not what its own digest stands for"

    def _origin(self, claim: Claim) -> tuple[str, Runbook | None]:
        """What the commit gives that the file names, and why it does not prove the file, or ""."""
        if not claim.commit:
            return "it names no commit to make it from again", None
        if not is_in_history(self.verifier.project.root, claim.commit):
            return f"commit {claim.commit[:12]} is not in the history of what is checked out", None
        then = self.verifier.edition(claim.commit)
        if isinstance(then, str):
            return f"it cannot be made again: {then}", None
        old = then.runbook(claim.id)
        if old is None:
            return f"commit {claim.commit[:12]} gives no runbook of this name", None
        if self._is_made_by(then, old):
            return "", old
        if claim.dirty:
            return "it was made from changes that were not committed", None
        if claim.compiler != _MADE_BY:
            return f"it was made by {claim.compiler}; this is {_MADE_BY}", old
        return f"its bytes are not what commit {claim.commit[:12]} gives", old

    def _dated(self, old: Runbook | None, new: Runbook | None, proof: str) -> Verification:
        """The verdict on a genuine file."""
        if new is None:
            return self._verdict("outdated", f"{proof}; there is no such runbook any more")
        told = old.digest if old is not None else self.claim.digest if self.claim else ""
        if new.digest == told:
            return self._verdict("current", f"{proof}, and today's sources tell the same")
        since = _difference(old, new, f"commit {old.provenance.commit[:12]}") if old else None
        return self._verdict("outdated", f"{proof}; today's sources tell something else", since)

    def _altered(self, claim: Claim, old: Runbook | None, reason: str) -> Verification:
        """The verdict on a file that its commit does not give."""
        then = self.verifier.edition(claim.commit)
        if old is None or isinstance(then, str):
            return self._verdict("altered", reason)
        made = self._made_by(then, old)
        line = _first_difference(made[0], self.content) if claim.format in _TEXT else 0
        difference = None
        if claim.format == "json":
            with suppress(DocumentError):
                own = read_runbook(self.file, self.content)
                difference = _difference(old, own, f"commit {claim.commit[:12]}", str(self.file))
            if difference is not None and difference.is_empty:
                reason, difference = f"{reason}, though it tells the same", None
        return self._verdict("altered", reason, difference, line)


def _difference(
    old: Runbook, new: Runbook, old_name: str, new_name: str = "today's sources"
) -> Difference:
    return difference_of(_side(old_name, old), _side(new_name, new), [(old, new)])


def _side(name: str, runbook: Runbook) -> Side:
    return Side(name=name, commit=runbook.provenance.commit, dirty=runbook.provenance.dirty)


def _first_difference(made: bytes, found: bytes) -> int:
    lines = zip_longest(made.split(b"\n"), found.split(b"\n"))
    return next((number for number, (one, other) in enumerate(lines, 1) if one != other), 0)
