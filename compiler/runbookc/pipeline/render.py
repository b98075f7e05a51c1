"""One runbook in all its formats: a task for a pool."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from runbookc.diagnostics import Diagnostic
from runbookc.discovery import Inventory
from runbookc.model import Link, Runbook
from runbookc.source.frozen import dataclass

Format = Literal["markdown", "html", "json", "pdf"]

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico")


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
    for link in _links(runbook):
        path = link.resolved
        if link.status == "ok" and path and path.lower().endswith(_IMAGES) and path not in found:
            try:
                found[path] = inventory.read(path)
            except OSError:
                continue
    return found


def _links(runbook: Runbook) -> Iterator[Link]:
    for part in runbook.parts:
        yield from part.links
    for statement in (*runbook.considerations, *runbook.prerequisites):
        yield from statement.links


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


_BACKENDS: dict[Format, Callable[[RenderTask], _Made]] = {
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "pdf": _pdf,
}

FORMATS = tuple(_BACKENDS)
"""All formats of a runbook."""
