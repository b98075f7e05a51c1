"""`runbookc diff`: what the runbooks say otherwise than they did."""

from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runbookc.model import Difference, Runbook


class Format(StrEnum):
    """How a difference is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def diff(
    session: Session,
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="OLD",
            help="A git revision, or a runbook's file; the commit of --record when left out.",
            show_default=False,
        ),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="NEW", help="The same; the working tree when left out.", show_default=False
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TEXT,
    product: Annotated[
        str | None,
        typer.Option("--product", metavar="PRODUCT", help="Only the runbooks of this product."),
    ] = None,
    runbook: Annotated[
        list[str] | None,
        typer.Option(
            "--runbook", metavar="ID", help="Only this runbook; * stands for anything. Repeatable."
        ),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            "--record",
            metavar="FILE",
            help="The exported record of a run: which of its signed steps are told otherwise now.",
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where anything differs.")
    ] = False,
) -> None:
    """Print what runbooks say otherwise than they did.

    Two revisions are compared, or a runbook's file and today's sources. A change in a hop is told
    once, with the runbooks that pass it.
    """
    from runbookc.pipeline.comparison import Project, books, compare_books, read_record
    from runbookc.pipeline.journal import Journal

    run = read_record(record) if record is not None else None
    if old is None:
        if run is None:
            raise WrongUsage("name a revision or a runbook's file to compare with")
        old = run.runbook.commit
        if not old:
            raise WrongUsage(f"{record} names no commit; give the runbook's file")
    wanted = _wanted(product, runbook or ())
    with session.watched() as watch:
        journal = Journal(watch)
        project = Project(
            session.root, session.settings, session.jobs, session.given_config is None, journal
        )
        with (
            books(project, old) as before,
            books(project, new or "") as after,
            journal.stage("runbooks") as progress,
        ):
            found = compare_books(before, after, wanted, run, progress)
    session.print(_rendered(session, found, format))
    if exit_code and not found.is_empty:
        raise typer.Exit(1)


def _wanted(product: str | None, patterns: "Sequence[str]") -> "Callable[[Runbook], bool]":
    def is_wanted(runbook: "Runbook") -> bool:
        names = (runbook.product.casefold(), runbook.product_name.casefold())
        return (product is None or product.casefold() in names) and (
            not patterns or any(fnmatchcase(runbook.id, pattern) for pattern in patterns)
        )

    return is_wanted


def _rendered(session: Session, found: "Difference", format: Format) -> str:
    if format is Format.JSON:
        return f"{found.model_dump_json(indent=2)}\n"
    if format is Format.MARKDOWN:
        from runbookc.reporting import difference_markdown

        return difference_markdown.render(found)
    from runbookc.reporting import difference_text

    return difference_text.render(found, colour=session.coloured, columns=session.columns)
