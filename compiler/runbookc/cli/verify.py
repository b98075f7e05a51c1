"""`runbookc verify`: whether a runbook's file is genuine and current."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runbookc.model import Difference, Verification
    from runbookc.pipeline.journal import Watch
    from runbookc.pipeline.verification import Verifier

_WORDS = {
    "current": "genuine and current",
    "outdated": "genuine, but outdated",
    "altered": "altered",
    "unknown": "unknown",
}
_STYLES = {"current": "1;32", "outdated": "1;33", "altered": "1;31", "unknown": "1;31"}


class Format(StrEnum):
    """How the answers are printed."""

    TEXT = "text"
    JSON = "json"


def verify(
    session: Session,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Runbooks in any format.")],
    manifest: Annotated[
        Path | None,
        typer.Option(
            "--manifest",
            metavar="FILE",
            help="A build's manifest.json that is believed: what it lists is genuine and current. "
            "When left out, what the one in build/ lists is genuine.",
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TEXT,
) -> None:
    """Say whether a runbook's file is genuine and current.

    If it is not, what has changed since is told. A file is genuine where its bytes are what today's
    sources give, or the commit that it names, or where a manifest lists them. Exits with 0 where
    all files are genuine and current, else with 1.
    """
    from runbookc.model import VerificationReport

    with session.watched() as watch, _verifier(session, manifest, watch) as verifier:
        found = tuple(verifier.verify(file) for file in files)
    if format is Format.JSON:
        session.print(f"{VerificationReport(files=found).model_dump_json(indent=2)}\n")
    else:
        session.print("\n".join(_texts(session, found)))
    if any(one.state != "current" for one in found):
        raise typer.Exit(1)


def _verifier(session: Session, manifest: Path | None, watch: "Watch") -> "Verifier":
    from runbookc.pipeline import DocumentError
    from runbookc.pipeline.comparison import Project
    from runbookc.pipeline.journal import Journal
    from runbookc.pipeline.manifest import MANIFEST
    from runbookc.pipeline.verification import Verifier, read_manifest

    own_settings, journal = session.given_config is None, Journal(watch)
    project = Project(session.root, session.settings, session.jobs, own_settings, journal)
    if manifest is not None:
        return Verifier(project, read_manifest(manifest), str(manifest), decides=True)
    own = session.root / "build" / MANIFEST
    try:
        return Verifier(project, read_manifest(own), "build/manifest.json")
    except DocumentError:
        return Verifier(project)


def _texts(session: Session, found: "Iterable[Verification]") -> "Iterator[str]":
    """The answers; what changed is told once, though a runbook is there in several formats."""
    told: dict[Difference, str] = {}
    for one in found:
        text = "".join(_told(session, one))
        if one.difference is not None and one.difference in told:
            text = "".join(_told(session, one.model_copy(update={"difference": None})))
            text += f"  what has changed is told at {session.paint(told[one.difference], '')}\n"
        elif one.difference is not None:
            told[one.difference] = one.file
        yield text


def _told(session: Session, one: "Verification") -> "Iterator[str]":
    """The answer for one file, for people."""
    state = session.paint(_WORDS[one.state], _STYLES[one.state])
    yield f"{session.paint(one.file, '1')}: {state}\n"
    yield f"  {session.paint(one.reason, '')}\n"
    if one.id:
        commit = f", commit {one.commit[:12]}" if one.commit else ""
        about = f"{one.id}, digest {one.digest[:16]}{commit}"
        yield f"  it says that it is {session.paint(about, '')}\n"
    if one.line:
        yield f"  the first line that differs is {one.line}\n"
    if one.difference is not None:
        yield _changes(session, one.difference)


def _changes(session: Session, difference: "Difference") -> str:
    from runbookc.reporting import difference_text

    told = difference_text.render_changes(
        difference, colour=session.coloured, columns=session.columns - 2
    )
    return "\n" + "".join(f"  {line}\n" if line else "\n" for line in told.splitlines())
