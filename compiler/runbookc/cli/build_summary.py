"""The end of a build: what came out, what was left out and why, how long it took."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import splitext
from typing import TYPE_CHECKING, Final

from runbookc.reporting import summary
from runbookc.reporting.columns import printable
from runbookc.reporting.paint import DIM, Paint, coloured, plain
from runbookc.reporting.words import counted

if TYPE_CHECKING:
    from runbookc.pipeline.build import BuildResult
    from runbookc.reporting import Report

_FORMATS: Final = {
    ".md": "Markdown",
    ".html": "HTML",
    ".json": "JSON",
    ".pdf": "PDF",
    ".docx": "Word",
    ".zip": "DITA",
}
_LABEL: Final = 10

Row = tuple[str, str]
"""What it is about, and what there is to say."""


def rows(result: "BuildResult", report: "Report", target: Path, seconds: float) -> list[Row]:
    """What a build did.

    Args:
        result: the build.
        report: what was found, in numbers.
        target: the folder, as the user names it.
        seconds: how long it took in all.
    """
    return [*_made(result), *_told(result, report), *_spent(result, target, seconds)]


def to_text(found: Sequence[Row], *, colour: bool, columns: int) -> str:
    """The rows for a terminal, long ones folded; an empty label continues the row above."""
    paint = coloured if colour else plain
    return "\n".join(line for label, text in found for line in _lines(label, text, paint, columns))


def to_markdown(found: Sequence[Row]) -> str:
    """The rows as GitHub shows them beside a job."""
    from runbookc.reporting.markdown_text import escaped

    lines = [f"| {label} | {escaped(text)} |\n" for label, text in found]
    return f"## Documentation build\n\n| | |\n| --- | --- |\n{''.join(lines)}\n"


def _lines(label: str, text: str, paint: Paint, columns: int) -> Iterator[str]:
    head, hang = " " * _LABEL, " " * (_LABEL + 2)
    parts = textwrap.wrap(
        text,
        columns,
        initial_indent=head,
        subsequent_indent=hang,
        break_on_hyphens=False,
        break_long_words=False,
    )
    yield paint(f"{label:<{_LABEL}}", DIM) + parts[0][_LABEL:]
    yield from parts[1:]


def _made(result: "BuildResult") -> Iterator[Row]:
    compilation = result.compilation
    procedures = counted(compilation.procedure_count, "procedure")
    yield "pages", f"{compilation.page_count}, with {procedures}"
    if not result.written:
        return
    runbooks = [path for path in result.files if path.startswith("runbooks/")]
    own = Counter(_FORMATS.get(splitext(path)[1], "") for path in runbooks)
    if own:
        each = ", ".join(f"{own[name]} {name}" for name in _FORMATS.values() if own[name])
        yield "runbooks", f"{result.runbooks}: {each}"
    if "pdf" not in compilation.project.settings.runbooks.formats:
        yield "PDFs", "none, for [runbooks] formats leaves them out"
    site = [path for path in result.files if path.startswith("site/")]
    if site:
        pages = sum(path.endswith(".html") and not _is_download(path) for path in site)
        yield "site", f"{counted(pages, 'page')}, {counted(len(site), 'file')}"


def _is_download(path: str) -> bool:
    """Whether a file of the site is one of a runbook."""
    return path.startswith("site/runbooks/") and path.count("/") > 2


def _told(result: "BuildResult", report: "Report") -> Iterator[Row]:
    yield "findings", summary.findings(report.summary).replace("no findings", "none", 1)
    label = "left out"
    for one in result.journal.left_out:
        yield label, printable(str(one))
        label = ""


def _spent(result: "BuildResult", target: Path, seconds: float) -> Iterator[Row]:
    stages = ", ".join(f"{name} {took:.1f}" for name, took in result.journal.seconds.items())
    yield "time", f"{seconds:.1f} s: {stages}"
    if result.written:
        size = sum(result.files.values()) / 1e6
        yield "written", f"{printable(str(target))}: {len(result.files)} files, {size:.1f} MB"
