"""`runbookc check`: the gate."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.baselines import Baselines
from runbookc.cli.errors import WrongUsage
from runbookc.cli.fix import show_fixes
from runbookc.cli.gate import Asked
from runbookc.cli.paths import inner_path
from runbookc.cli.reports import targets, write_reports
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.config import Settings
    from runbookc.diagnostics import Diagnostic, Severity


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    SARIF_GITHUB = "sarif-github"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


class FailOn(StrEnum):
    """The least severity that fails the gate."""

    ERROR = "error"
    WARNING = "warning"


def check(
    session: Session,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Report only on these files and folders.", show_default=False
        ),
    ] = None,
    format: Annotated[
        list[Format] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"How to write findings: {', '.join(Format)}. May be repeated.",
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", metavar="FILE", help="Where the --format before it goes."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these rules, such as LNK,VER002."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODES", help="Not these rules.")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least severity that fails.")
    ] = FailOn.ERROR,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write what is sure into the pages, report the rest.")
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Only show what --fix would write; exit with 1 if anything."),
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Report only what it does not accept."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option("--write-baseline", metavar="FILE", help="Accept all findings of this run."),
    ] = None,
    prune_baseline: Annotated[
        bool,
        typer.Option("--prune-baseline", help="Take from the baseline what is no longer found."),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="Report only what changed lines hold, or what was not there at REV.",
        ),
    ] = None,
    fail_on_gone: Annotated[
        bool,
        typer.Option(
            "--fail-on-gone", help="Fail, too, where the baseline holds what is no longer found."
        ),
    ] = False,
    external: Annotated[
        bool, typer.Option("--external", help="Ask other hosts about the links to them.")
    ] = False,
    offline: Annotated[
        bool,
        typer.Option("--offline", help="With --external: believe earlier answers, ask nobody."),
    ] = False,
) -> None:
    """Check links, versions, steps, hazards, terms.

    Exits with 1 when a finding is at or above --fail-on.
    """
    wanted = targets([one.value for one in format or ()], output or (), session.options)
    within = tuple(inner_path(session, path) for path in paths or ())
    if offline and not external:
        raise WrongUsage("--offline: goes with --external")
    if diff and (format or output):
        raise WrongUsage("--diff prints a diff: leave out --format and --output")
    asked = Asked(
        session,
        within,
        lambda: _with_rules(session.settings, select, ignore),
        [*(select or ()), "--ignore", *(ignore or ())],
        external=external,
        offline=offline,
        since=since,
    )
    baselines = Baselines(session, baseline, write_baseline, prune_baseline)
    if diff:
        show_fixes(session, asked.settings, asked.chooser(baselines))
    answer = asked.answer(baselines, fix=fix)
    report = answer.report(_failing(fail_on))
    write_reports(session, report, wanted)
    baselines.tell(report.gone)
    asked.tell(answer)
    if _fails(report.diagnostics, fail_on) or (fail_on_gone and report.gone):
        raise typer.Exit(1)


def _failing(fail_on: FailOn) -> "tuple[Severity, ...]":
    from runbookc.diagnostics import Severity

    errors = (Severity.ERROR,)
    return errors if fail_on is FailOn.ERROR else (*errors, Severity.WARNING)


def _fails(found: "tuple[Diagnostic, ...]", fail_on: FailOn) -> bool:
    failing = _failing(fail_on)
    return any(diagnostic.severity in failing for diagnostic in found)


def _with_rules(
    settings: "Settings", select: list[str] | None, ignore: list[str] | None
) -> "Settings":
    """The settings with the rules that the command line selects; what it ignores is added."""
    if not select and not ignore:
        return settings
    rules = settings.rules
    chosen = _codes("--select", select) or rules.select
    ignored = (*rules.ignore, *_codes("--ignore", ignore))
    changed = rules.model_copy(update={"select": chosen, "ignore": ignored})
    return settings.model_copy(update={"rules": changed})


def _codes(option: str, values: list[str] | None) -> tuple[str, ...]:
    from runbookc.checks import unknown_code

    codes = tuple(
        code.strip().upper() for value in values or () for code in value.split(",") if code.strip()
    )
    for code in codes:
        if wrong := unknown_code(code):
            raise WrongUsage(f"{option}: {wrong}")
    return codes
