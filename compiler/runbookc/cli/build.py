"""`runbookc build`: runbooks, PDFs, the site."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.model.site_report import SiteReport
    from runbookc.pipeline.build import BuildResult, Part

PARTS: "tuple[Part, ...]" = ("runbooks", "pdf", "site")


def build(
    session: Session,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help="Where to write; build/ in the root when left out."
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="PARTS", help=f"Only these of {', '.join(PARTS)}."),
    ] = None,
    last_report: Annotated[
        Path | None,
        typer.Option(
            "--last-report",
            metavar="FILE",
            help="The report.json of the build before; of the one that is replaced when left out.",
        ),
    ] = None,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going", help="Write in spite of errors; broken links are marked where they are."
        ),
    ] = False,
) -> None:
    """Write runbooks, PDFs and the site.

    There is a runbook for every reachable pair of versions and for every other procedure.
    Where errors are found, nothing is written over the last good build and the status is 1.
    """
    parts = _parts(only)
    from runbookc.mkdocs_plugin import build_site
    from runbookc.mkdocs_plugin.past import Past
    from runbookc.pipeline.build import build as run

    target = out if out is not None else session.root / "build"
    last = _last_report(session, last_report, target)
    with session.progress("building") as progress:
        result = run(
            session.root,
            session.settings,
            target,
            only=parts,
            keep_going=keep_going,
            jobs=session.jobs,
            build_site=partial(build_site, past=Past(last, session.cache)),
            progress=progress,
        )
    _report(session, result)
    if result.written:
        session.note(f"{result.files} files in {target}")
    else:
        session.fail(f"nothing was written to {target}; --keep-going writes in spite of errors")
    if result.failed:
        raise typer.Exit(1)


def _last_report(session: Session, given: Path | None, out: Path) -> "SiteReport | None":
    """What the build before reported; a first build, or one in CI, may have none."""
    from runbookc.pipeline.manifest import is_ours
    from runbookc.pipeline.site_report import last_report, read_report

    if given is None:
        return last_report(out / "site") if is_ours(out) else None
    report = read_report(given)
    if report is None:
        session.note(f"{given}: no report of an earlier build; this one compares with nothing")
    return report


def _report(session: Session, result: "BuildResult") -> None:
    """Show what keeps the build from being right; the rest is for `check` to tell."""
    from runbookc.cli import route_view
    from runbookc.pipeline import report_of
    from runbookc.reporting import render

    errors = [found for found in result.diagnostics if found.severity.value == "error"]
    shown = [*errors, *result.backend_diagnostics]
    if shown:
        report = report_of(result.compilation, shown, root=session.shown_root)
        session.fail(
            render(report, colour=session.coloured, columns=session.columns, quiet=session.quiet)
        )
    for route in result.refused:
        line = result.compilation.graph.line(route.product)
        session.fail(route_view.no_route_text(route, line.name if line else route.product))


def _parts(only: list[str] | None) -> "frozenset[Part]":
    named = [part.strip() for value in only or () for part in value.split(",") if part.strip()]
    for part in named:
        if part not in PARTS:
            raise WrongUsage(f"--only: {part} is not allowed; write one of {', '.join(PARTS)}")
    return frozenset(part for part in PARTS if not named or part in named)
