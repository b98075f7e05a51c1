"""The table of report formats."""

from collections.abc import Callable

from runbookc.reporting.report import Report


def _text(report: Report, colour: bool, columns: int, quiet: bool) -> str:
    from runbookc.reporting import text

    return text.render(report, colour=colour, columns=columns, quiet=quiet)


def _json(report: Report) -> str:
    from runbookc.reporting import json_document

    return json_document.render(report)


def _sarif(report: Report) -> str:
    from runbookc.reporting import sarif

    return sarif.render(report)


def _sarif_github(report: Report) -> str:
    from runbookc.reporting import sarif

    return sarif.render(report, with_silenced=False)


def _github(report: Report) -> str:
    from runbookc.reporting import github

    return github.render(report)


def _gitlab(report: Report) -> str:
    from runbookc.reporting import gitlab

    return gitlab.render(report)


def _junit(report: Report) -> str:
    from runbookc.reporting import junit

    return junit.render(report)


_FOR_TOOLS: dict[str, Callable[[Report], str]] = {
    "json": _json,
    "sarif": _sarif,
    "sarif-github": _sarif_github,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
}

FORMATS = ("text", *_FOR_TOOLS)
"""Names of the report formats; each is imported when it is first used."""


def render(
    report: Report,
    format: str = "text",
    *,
    colour: bool = False,
    columns: int = 80,
    quiet: bool = False,
) -> str:
    """The report in one of `FORMATS`.

    Args:
        report: what to show.
        format: one of `FORMATS`.
        colour: whether the reader's terminal shows colour.
        columns: how many an excerpt may take.
        quiet: leave out the summary, where the format is for people.
    """
    if format == "text":
        return _text(report, colour, columns, quiet)
    return _FOR_TOOLS[format](report)
