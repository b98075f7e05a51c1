"""`runbookc build`: runbooks, PDFs, the site."""

import os
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbookc.diagnostics import Diagnostic
    from runbookc.model.site_report import SiteReport
    from runbookc.pipeline import Compilation
    from runbookc.pipeline.build import BuildResult, Part
    from runbookc.pipeline.journal import Journal
    from runbookc.pipeline.kept import Kept
    from runbookc.pipeline.search_bundles import SearchBundles
    from runbookc.reporting import Report
    from runbookc.source.output_file import OutputFile

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
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Errors that it accepts do not stop the build."
        ),
    ] = None,
) -> None:
    """Write runbooks, PDFs and the site.

    There is a runbook for every reachable pair of versions and for every other procedure.
    Where errors are found that no baseline accepts, nothing is written over the last good build
    and the status is 1.
    """
    parts = _parts(only)
    from runbookc.mkdocs_plugin.search import planned_search
    from runbookc.pipeline.build import build as run
    from runbookc.pipeline.journal import Journal

    started = time.perf_counter()
    target = out if out is not None else Path(session.shown_root, "build")
    last = _last_report(session, last_report, target)
    search = planned_search(session.root, session.jobs) if "site" in parts else None
    with session.watched() as watch, search or nullcontext():
        journal = Journal(watch)
        result = run(
            session.root,
            session.settings,
            target,
            only=parts,
            keep_going=keep_going,
            config=session.given_config,
            baseline=baseline,
            jobs=session.jobs,
            cached=session.cache,
            build_site=partial(
                _build_site,
                journal=journal,
                last=last,
                cache=session.cache,
                baseline=baseline,
                search=search,
            ),
            search=search,
            journal=journal,
            note=session.note,
        )
    _report(session, result)
    _sum_up(session, result, target, time.perf_counter() - started)
    if not result.written:
        session.fail(f"nothing was written to {target}; --keep-going writes in spite of errors")
    if result.failed:
        raise typer.Exit(1)


def _build_site(
    compilation: "Compilation",
    runbooks: "Mapping[str, OutputFile]",
    out: Path,
    kept: "Kept",
    *,
    journal: "Journal",
    last: "SiteReport | None",
    cache: bool,
    baseline: Path | None,
    search: "SearchBundles | None",
) -> None:
    """Make the site; MkDocs takes its time to load, and the pages are compiled without it."""
    from runbookc.mkdocs_plugin import build_site
    from runbookc.mkdocs_plugin.past import Past

    past = Past(last, cache, baseline)
    build_site(compilation, runbooks, out, kept, journal=journal, past=past, search=search)


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
    from runbookc.reporting import render

    errors = tuple(found for found in result.diagnostics if found.severity.value == "error")
    if shown := (*errors, *result.backend_diagnostics):
        text = render(
            _report_of(session, result, shown),
            colour=session.coloured_notes,
            columns=session.note_columns,
            quiet=True,
        )
        session.fail(text.removesuffix("\n"))
        session.note("")
    for route in result.refused:
        line = result.compilation.graph.line(route.product)
        session.fail(route_view.no_route_text(route, line.name if line else route.product))


def _report_of(
    session: Session, result: "BuildResult", found: "tuple[Diagnostic, ...]"
) -> "Report":
    from runbookc.pipeline import report_of

    verdict = result.verdict
    return report_of(
        result.compilation, found, root=session.shown_root, baselined=verdict.baselined
    )


def _sum_up(session: Session, result: "BuildResult", target: Path, seconds: float) -> None:
    """Say what came out, and where GitHub collects the summary of a step, there too."""
    from runbookc.cli import build_summary

    found = (*result.diagnostics, *result.backend_diagnostics)
    rows = build_summary.rows(result, _report_of(session, result, found), target, seconds)
    session.note(
        build_summary.to_text(rows, colour=session.coloured_notes, columns=session.note_columns)
    )
    if name := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(name).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(build_summary.to_markdown(rows))


def _parts(only: list[str] | None) -> "frozenset[Part]":
    named = [part.strip() for value in only or () for part in value.split(",") if part.strip()]
    for part in named:
        if part not in PARTS:
            raise WrongUsage(f"--only: {part} is not allowed; write one of {', '.join(PARTS)}")
    return frozenset(part for part in PARTS if not named or part in named)
