"""All runbooks of a project: which there are, and their files in every format."""

from collections.abc import Sequence

from runbookc import __version__
from runbookc.diagnostics import Diagnostic
from runbookc.model import Input, Provenance, Runbook
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.git import git_facts
from runbookc.pipeline.pool import Progress, ordered, pool
from runbookc.pipeline.render import FORMATS, Format, RenderTask, images_of, render_runbook
from runbookc.planning import all_runbooks
from runbookc.source.frozen import dataclass

TEXT_FORMATS: tuple[Format, ...] = tuple(name for name in FORMATS if name != "pdf")

_PDFS_WORTH_A_POOL = 4


@dataclass(frozen=True, slots=True)
class RunbookFiles:
    """The files of all runbooks.

    Args:
        files: by their path below `runbooks/`.
        inputs: for each file, the pages that it was made from.
        diagnostics: what the docs kept the backends from doing well.
    """

    files: dict[str, bytes]
    inputs: dict[str, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]


def runbook_files(compilation: Compilation, *, pdf: bool = True, jobs: int = 1) -> dict[str, bytes]:
    """The files of all runbooks by their path below `runbooks/`.

    Args:
        compilation: the compiled project.
        pdf: whether PDFs are made too.
        jobs: how many processes may be used.
    """
    runbooks = compose_all(compilation, provenance_of(compilation))
    return render_all(compilation, runbooks, FORMATS if pdf else TEXT_FORMATS, jobs).files


def provenance_of(compilation: Compilation) -> Provenance:
    """By what, from what and from which state of the sources a project is compiled."""
    pages = compilation.project.pages
    linked = {link.resolved for page in pages for link in page.links if link.resolved}
    sources = [*(page.path for page in pages), *linked.intersection(compilation.project.files)]
    facts = git_facts(compilation.root, sources)
    return Provenance(
        compiler=f"runbookc {__version__}",
        commit=facts.commit,
        dirty=facts.dirty,
        date=facts.date,
        inputs=tuple(Input(path=page.path, sha256=page.sha256) for page in pages),
    )


def compose_all(compilation: Compilation, provenance: Provenance) -> list[Runbook]:
    """A runbook for every reachable pair, and for every procedure that no route takes."""
    return all_runbooks(compilation.project, compilation.graph, provenance)


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
    tasks = (
        RenderTask(runbook, formats, paper, images_of(runbook, compilation.inventory))
        for runbook in runbooks
    )
    files: dict[str, bytes] = {}
    inputs: dict[str, tuple[str, ...]] = {}
    found: list[Diagnostic] = []
    worth_it = "pdf" in formats and len(runbooks) >= _PDFS_WORTH_A_POOL
    with pool(jobs if worth_it else 1, len(runbooks)) as executor:
        results = ordered(executor, render_runbook, tasks)
        for number, (runbook, rendered) in enumerate(zip(runbooks, results, strict=True), start=1):
            doubled = files.keys() & rendered.files.keys()
            assert not doubled, f"two runbooks have one name: {sorted(doubled)}"
            files.update(rendered.files)
            sources = tuple(source.path for source in runbook.provenance.inputs)
            inputs.update(dict.fromkeys(rendered.files, sources))
            found += rendered.diagnostics
            if progress is not None:
                progress(number, len(runbooks))
    return RunbookFiles(files, inputs, tuple(dict.fromkeys(found)))
