"""All runbooks of a project: which there are, and their files in every format."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache

from runbookc import __version__
from runbookc.config import CONFIG_NAME, Settings
from runbookc.diagnostics import Diagnostic
from runbookc.linking import Project
from runbookc.model import Input, Provenance, Runbook
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.git import GitFacts, git_facts
from runbookc.pipeline.pool import Progress, spread
from runbookc.pipeline.render import (
    FORMATS,
    Format,
    Rendered,
    RenderTask,
    images_of,
    render_runbook,
)
from runbookc.planning import Topics, all_runbooks
from runbookc.source.frozen import dataclass
from runbookc.source.output_file import OutputFile

_PDFS_WORTH_A_POOL = 4
_WORTH_A_POOL = 48
"""Runbooks from which starting processes pays; PDFs take longer than all else."""


@dataclass(frozen=True, slots=True)
class RunbookFiles:
    """The files of all runbooks.

    Args:
        files: by their path below `runbooks/`.
        inputs: for each file, the pages that it was made from.
        diagnostics: what the docs kept the backends from doing well.
        by_runbook: the same by the runbooks' ids.
    """

    files: dict[str, bytes]
    inputs: dict[str, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]
    by_runbook: dict[str, Rendered]


def runbook_files(
    compilation: Compilation, *, pdf: bool = True, jobs: int = 1
) -> dict[str, OutputFile]:
    """The files of all runbooks by their path below `runbooks/`.

    Args:
        compilation: the compiled project.
        pdf: whether PDFs are made too.
        jobs: how many processes may be used.
    """
    runbooks = compose_all(compilation, provenance_of(compilation))
    formats = formats_of(compilation.project.settings, pdf=pdf)
    made = render_all(compilation, runbooks, formats, jobs).files
    return {path: OutputFile(content) for path, content in made.items()}


def formats_of(settings: Settings, *, pdf: bool = True) -> tuple[Format, ...]:
    """The formats that a project wants; JSON is always there, because the site reads it.

    Args:
        settings: the project's.
        pdf: whether PDFs are made where they are wanted.
    """
    wanted = {"json", *settings.runbooks.formats}
    return tuple(name for name in FORMATS if name in wanted and (pdf or name != "pdf"))


def provenance_of(compilation: Compilation, facts: GitFacts | None = None) -> Provenance:
    """By what, from what and from which state of the sources a project is compiled.

    Args:
        compilation: the project.
        facts: the state of the sources; git is asked where it is left out.
    """
    pages = compilation.project.pages
    if facts is None:
        facts = git_facts(compilation.root, _sources(compilation.project))
    return Provenance(
        compiler=f"runbookc {__version__}",
        commit=facts.commit,
        dirty=facts.dirty,
        date=facts.date,
        inputs=tuple(Input(path=page.path, sha256=page.sha256) for page in pages),
    )


def _sources(project: Project) -> Iterator[str]:
    """The paths of the configuration, of the pages, and of the assets that they link to."""
    yield CONFIG_NAME
    yield from (page.path for page in project.pages)
    linked = {link.resolved for page in project.pages for link in page.links}
    yield from (path for path in project.files if path in linked)


def compose_all(
    compilation: Compilation, provenance: Provenance, topics: Topics | None = None
) -> list[Runbook]:
    """A runbook for every reachable pair, and for every procedure that no route takes."""
    topics = topics or topics_of(compilation)
    return all_runbooks(compilation.project, compilation.graph, provenance, topics)


def topics_of(compilation: Compilation) -> Topics:
    """What comes along with the runbooks of a project, as far as its pages' bodies were kept."""

    @cache
    def digest_of(path: str) -> str:
        try:
            return hashlib.sha256(compilation.inventory.read(path)).hexdigest()
        except OSError:
            return ""

    return Topics(compilation.project, compilation.bodies, digest_of)


def render_all(
    compilation: Compilation,
    runbooks: Sequence[Runbook],
    formats: tuple[Format, ...],
    jobs: int = 1,
    progress: Progress | None = None,
) -> RunbookFiles:
    """Render runbooks.

    Args:
        compilation: the project that they come from.
        runbooks: what to render.
        formats: in which formats.
        jobs: how many processes may be used.
        progress: told how many runbooks are done.
    """
    paper = compilation.project.settings.pdf.paper

    def task(number: int) -> RenderTask:
        runbook = runbooks[number]
        return RenderTask(runbook, formats, paper, images_of(runbook, compilation.inventory))

    files: dict[str, bytes] = {}
    inputs: dict[str, tuple[str, ...]] = {}
    found: list[Diagnostic] = []
    by_runbook: dict[str, Rendered] = {}
    enough = _PDFS_WORTH_A_POOL if "pdf" in formats else _WORTH_A_POOL
    jobs = jobs if len(runbooks) >= enough else 1
    results = spread(render_runbook, task, len(runbooks), jobs)
    for number, (runbook, rendered) in enumerate(zip(runbooks, results, strict=True), start=1):
        doubled = files.keys() & rendered.files.keys()
        assert not doubled, f"two runbooks have one name: {sorted(doubled)}"
        files.update(rendered.files)
        sources = tuple(source.path for source in runbook.provenance.inputs)
        inputs.update(dict.fromkeys(rendered.files, sources))
        found += rendered.diagnostics
        by_runbook[runbook.id] = rendered
        if progress is not None:
            progress(number, len(runbooks))
    return RunbookFiles(files, inputs, tuple(dict.fromkeys(found)), by_runbook)
