"""The table of report formats."""

from collections.abc import Callable

from runbookc.reporting.report import Report


def _text(report: Report, colour: bool, columns: int, quiet: bool) -> str:
    from runbookc.reporting import text

    return text.render(report, colour=colour, columns=columns, quiet=quiet)


def _json(report: Report, colour: bool, columns: int, quiet: bool) -> str:
    from runbookc.reporting import json_document

    return json_document.render(report)


_RENDERERS: dict[str, Callable[[Report, bool, int, bool], str]] = {"text": _text, "json": _json}

FORMATS = tuple(_RENDERERS)
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
        quiet: leave out the closing count, where the format has one for people.
    """
    return _RENDERERS[format](report, colour, columns, quiet)
