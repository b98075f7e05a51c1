"""One runbook in all its formats: a task for a pool."""

from collections.abc import Callable, Mapping
from typing import Literal

from runbookc.config.settings import RunbookFormat
from runbookc.diagnostics import Diagnostic
from runbookc.discovery import Inventory
from runbookc.model import Runbook
from runbookc.source.frozen import dataclass

Format = RunbookFormat


@dataclass(frozen=True, slots=True)
class RenderTask:
    """A runbook to render.

    Args:
        formats: in which formats.
        paper: the PDF's paper.
        assets: the images that it shows, by path in the project.
    """

    runbook: Runbook
    formats: tuple[Format, ...]
    paper: Literal["a4", "us-letter"]
    assets: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A runbook's files, by paths from the folder of all runbooks, and what stood in the way."""

    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def render_runbook(task: RenderTask) -> Rendered:
    """Render one runbook."""
    files: dict[str, bytes] = {}
    diagnostics: list[Diagnostic] = []
    for format in task.formats:
        made, problems = _BACKENDS[format](task)
        files.update(made)
        diagnostics += problems
    folder = task.runbook.product
    return Rendered(
        {f"{folder}/{name}": content for name, content in files.items()}, tuple(diagnostics)
    )


def images_of(runbook: Runbook, inventory: Inventory) -> dict[str, bytes]:
    """The images that a runbook shows, by path; those that cannot be read are left out."""
    found: dict[str, bytes] = {}
    for path in runbook.images:
        try:
            found[path] = inventory.read(path)
        except OSError:
            continue
    return found


_Made = tuple[dict[str, bytes], tuple[Diagnostic, ...]]


def _markdown(task: RenderTask) -> _Made:
    from runbookc.backends import markdown

    return markdown.render(task.runbook, task.assets.get), ()


def _html(task: RenderTask) -> _Made:
    from runbookc.backends import html

    return html.render(task.runbook, task.assets.get), ()


def _json(task: RenderTask) -> _Made:
    from runbookc.backends import json

    return json.render(task.runbook, task.assets.get), ()


def _pdf(task: RenderTask) -> _Made:
    from runbookc.backends import pdf

    typeset = pdf.typeset(task.runbook, task.assets.get, task.paper)
    return typeset.files, typeset.diagnostics


def _docx(task: RenderTask) -> _Made:
    from runbookc.backends import docx

    return docx.render(task.runbook, task.assets.get, task.paper), ()


def _dita(task: RenderTask) -> _Made:
    from runbookc.backends import dita

    return dita.render(task.runbook, task.assets.get), ()


_BACKENDS: dict[Format, Callable[[RenderTask], _Made]] = {
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "pdf": _pdf,
    "docx": _docx,
    "dita": _dita,
}

FORMATS = tuple(_BACKENDS)
"""All formats of a runbook."""
