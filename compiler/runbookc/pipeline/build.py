"""Everything that comes out: runbooks, PDFs, the site, the manifest."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from runbookc import __version__
from runbookc.config import Settings
from runbookc.diagnostics import Diagnostic
from runbookc.model import Input, Provenance, Route, Runbook
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.compile import compile_project
from runbookc.pipeline.git import git_facts
from runbookc.pipeline.manifest import write_manifest
from runbookc.pipeline.output import check_output, replaced, write_files
from runbookc.pipeline.pool import Progress, ordered, pool
from runbookc.pipeline.render import Format, RenderTask, images_of, render_runbook
from runbookc.planning import compose, compose_procedure, find_route, reachable

Part = Literal["runbooks", "pdf", "site"]
PARTS: tuple[Part, ...] = ("runbooks", "pdf", "site")

SiteBuilder = Callable[[Compilation, Mapping[str, bytes], Path], None]
"""Makes the site: the project, the runbooks' files by their path below `runbooks/`, the folder."""

_TEXT_FORMATS: tuple[Format, ...] = ("markdown", "html", "json")
_PDFS_WORTH_A_POOL = 4


@dataclass(frozen=True)
class BuildResult:
    """What a build did.

    Args:
        compilation: what was compiled.
        backend_diagnostics: what the docs kept the backends from doing well.
        written: whether the output is in place.
        files: how many files were written.
    """

    compilation: Compilation
    written: bool
    files: int = 0
    backend_diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings of the compilation."""
        return self.compilation.diagnostics

    @property
    def failed(self) -> bool:
        """Whether errors were found."""
        return self.compilation.failed


def build(
    root: Path,
    settings: Settings,
    out: Path,
    *,
    only: Collection[Part] = PARTS,
    keep_going: bool = False,
    jobs: int = 1,
    build_site: SiteBuilder | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Compile a project and write what was asked for, as one whole.

    Args:
        root: the project's root.
        settings: its configuration.
        out: the folder that the build replaces.
        only: which parts to make; the folder then holds no others.
        keep_going: write although errors were found.
        jobs: how many processes may be used.
        build_site: makes the site, where it is wanted.
        progress: told how many pages, and then how many runbooks, are done.

    Raises:
        ConfigError: a configuration is wrong.
        OutputError: the output cannot be written there.
    """
    out = out.resolve()
    check_output(out, root)
    with_site = build_site is not None and "site" in only
    compilation = compile_project(root, settings, jobs, keep_bodies=with_site, progress=progress)
    if compilation.failed and not keep_going:
        return BuildResult(compilation, written=False)
    provenance = _provenance(compilation)
    runbooks = _runbooks(compilation, provenance)
    files, found = _render(compilation, runbooks, only, jobs, progress)
    with replaced(out) as folder:
        if {"runbooks", "pdf"} & set(only):
            write_files(folder / "runbooks", files)
        if build_site is not None and with_site:
            build_site(compilation, files, folder / "site")
        count = write_manifest(
            folder, provenance, provenance.inputs, _inputs(compilation, runbooks, files)
        )
    return BuildResult(compilation, True, count, tuple(found))


def runbook_files(
    compilation: Compilation, *, pdf: bool = True, jobs: int = 1
) -> dict[str, bytes]:
    """The files of every runbook by path below `runbooks/`, for who makes the site alone.

    Args:
        compilation: the compiled project.
        pdf: whether PDFs are made too.
        jobs: how many processes may be used.
    """
    runbooks = _runbooks(compilation, _provenance(compilation))
    only: tuple[Part, ...] = ("runbooks", "pdf") if pdf else ("runbooks",)
    return _render(compilation, runbooks, only, jobs, None)[0]


def _provenance(compilation: Compilation) -> Provenance:
    pages = compilation.project.pages
    facts = git_facts(
        compilation.root, [*(page.path for page in pages), *compilation.project.files]
    )
    return Provenance(
        compiler=f"runbookc {__version__}",
        commit=facts.commit,
        dirty=facts.dirty,
        date=facts.date,
        inputs=tuple(Input(path=page.path, sha256=page.sha256) for page in pages),
    )


def _runbooks(compilation: Compilation, provenance: Provenance) -> list[Runbook]:
    """A runbook for every reachable pair, and for every procedure that is no hop."""
    project, graph = compilation.project, compilation.graph
    runbooks = []
    for product, start, end in reachable(graph):
        route = find_route(graph, product, start, end)
        assert isinstance(route, Route)
        runbooks.append(compose(project, route, provenance))
    for page in project.pages:
        runbooks += [
            compose_procedure(project, procedure, provenance, graph)
            for procedure in page.procedures
            if not procedure.hops
        ]
    return runbooks


def _render(
    compilation: Compilation,
    runbooks: list[Runbook],
    only: Collection[Part],
    jobs: int,
    progress: Progress | None,
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The runbooks' files. The site's downloads need them in text even where only it is wanted."""
    formats: tuple[Format, ...] = _TEXT_FORMATS if {"runbooks", "site"} & set(only) else ()
    if "pdf" in only:
        formats = (*formats, "pdf")
    paper = compilation.project.settings.pdf.paper
    tasks = (
        RenderTask(runbook, formats, paper, images_of(runbook, compilation.inventory))
        for runbook in runbooks
    )
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    worth_it = "pdf" in formats and len(runbooks) >= _PDFS_WORTH_A_POOL
    with pool(jobs if worth_it else 1, len(runbooks)) as executor:
        for number, rendered in enumerate(ordered(executor, render_runbook, tasks), start=1):
            files.update(rendered.files)
            found += rendered.diagnostics
            if progress is not None:
                progress(number, len(runbooks))
    return files, found


def _inputs(
    compilation: Compilation, runbooks: list[Runbook], files: Mapping[str, bytes]
) -> dict[str, tuple[str, ...]]:
    """The sources of every runbook file, in the build and among the site's downloads."""
    sources = {
        f"{runbook.product}/{runbook.id}": tuple(
            source.path for source in runbook.provenance.inputs
        )
        for runbook in runbooks
    }
    inputs = {}
    for path in files:
        made_from = sources.get(path.rpartition(".")[0], ())
        inputs[f"runbooks/{path}"] = made_from
        inputs[f"site/runbooks/{path}"] = made_from
    return inputs
