"""The table of commands."""

from typing import Annotated

import typer

from runbookc import __version__
from runbookc.cli.build import build
from runbookc.cli.check import check
from runbookc.cli.commands import QuickCommand, QuickGroup
from runbookc.cli.diff import diff
from runbookc.cli.explain import explain
from runbookc.cli.graph import graph
from runbookc.cli.init import init
from runbookc.cli.options import options_before, shared_options
from runbookc.cli.parse import parse
from runbookc.cli.plan import plan
from runbookc.cli.reports import ReportCommand
from runbookc.cli.rules import rules
from runbookc.cli.runbook import runbook
from runbookc.cli.schema import schema
from runbookc.cli.serve import serve
from runbookc.cli.verify import verify

app = typer.Typer(
    name="runbookc",
    cls=QuickGroup,
    help="Compile a docs team's Markdown to runbooks, PDFs and a site, and check it on the way.",
    no_args_is_help=True,
    # Without Rich, `--help` answers in half the time.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

_COMMANDS = (
    *(check, build, runbook, plan, graph, diff, verify),
    *(serve, parse, rules, explain, schema, init),
)

for _command in _COMMANDS:
    app.command(cls=ReportCommand if _command is check else QuickCommand)(shared_options(_command))


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"runbookc {__version__}")
        raise typer.Exit


@app.callback()
@options_before
def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Compile a docs team's Markdown to runbooks, PDFs and a site, and check it on the way."""
