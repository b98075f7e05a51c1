"""`runbookc check`: the gate."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.paths import inner_path
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.config import Settings
    from runbookc.diagnostics import Diagnostic


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


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
        Format, typer.Option("--format", help="How to print findings.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write the findings to a file."),
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
) -> None:
    """Check links, versions, steps, hazards, terms.

    Exits with 1 when a finding is at or above --fail-on.
    """
    from runbookc.pipeline import report_of
    from runbookc.reporting import render

    within = tuple(inner_path(session, path) for path in paths or ())
    compilation = session.check(
        lambda: _with_rules(session.settings, select, ignore),
        [*(select or ()), "--ignore", *(ignore or ())],
    )
    found = tuple(d for d in compilation.diagnostics if _is_within(d.path, within))
    report = report_of(compilation, found, root=session.shown_root)
    text = render(
        report,
        format.value,
        colour=session.coloured and output is None,
        columns=session.columns,
        quiet=session.quiet,
    )
    if output is None:
        session.print(text)
    else:
        output.write_text(text, encoding="utf-8")
    if _fails(found, fail_on):
        raise typer.Exit(1)


def _fails(found: "tuple[Diagnostic, ...]", fail_on: FailOn) -> bool:
    failing = {"error"} if fail_on is FailOn.ERROR else {"error", "warning"}
    return any(diagnostic.severity.value in failing for diagnostic in found)


def _is_within(path: str, scope: tuple[str, ...]) -> bool:
    return not scope or any(
        inner == "." or path == inner or path.startswith(f"{inner}/") for inner in scope
    )


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
