"""Everything that comes out: runbooks, PDFs, the site, the manifest."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from runbookc.checks import weigh
from runbookc.config import CONFIG_NAME, Settings
from runbookc.diagnostics import Diagnostic
from runbookc.model import Provenance
from runbookc.pipeline.cache import Note
from runbookc.pipeline.check import Request
from runbookc.pipeline.compilation import Compilation, part_silenced
from runbookc.pipeline.gate import Verdict, judged
from runbookc.pipeline.journal import Journal
from runbookc.pipeline.kept import Kept
from runbookc.pipeline.kept_runbooks import MadeRunbooks, make_runbooks
from runbookc.pipeline.left_out import note_left_out
from runbookc.pipeline.manifest import write_manifest
from runbookc.pipeline.output import check_output, replaced
from runbookc.pipeline.recheck import compile_tree
from runbookc.pipeline.render import Format
from runbookc.pipeline.runbooks import formats_of, provenance_of
from runbookc.pipeline.search_bundles import SearchBundles
from runbookc.planning import NoRoute, refused
from runbookc.source.frozen import dataclass
from runbookc.source.output_file import OutputFile

Part = Literal["runbooks", "pdf", "site"]
PARTS: tuple[Part, ...] = ("runbooks", "pdf", "site")

PAGES, RUNBOOKS, WRITING = "pages", "runbooks", "manifest"
"""Stages of a build; the site has its own."""

SiteBuilder = Callable[[Compilation, Mapping[str, OutputFile], Path, Kept], None]
"""Makes the site: the project, the runbooks' files by their path below `runbooks/`, the folder, and
what may be taken over."""


@dataclass(frozen=True)
class BuildResult:
    """What a build did.

    Args:
        compilation: what was compiled.
        verdict: what the gate says of it.
        written: whether the output is in place.
        journal: what was done, how long it took and what was left out.
        files: how many bytes each file has that was written, by path below the output.
        runbooks: how many runbooks there are, each in several files.
        backend_diagnostics: what the docs kept the backends from doing well.
        refused: the ways for which there is no runbook, because the docs forbid them.
    """

    compilation: Compilation
    verdict: Verdict
    written: bool
    journal: Journal
    files: Mapping[str, int] = field(default_factory=dict)
    runbooks: int = 0
    backend_diagnostics: tuple[Diagnostic, ...] = ()
    refused: tuple[NoRoute, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings that the gate reports."""
        return self.verdict.diagnostics

    @property
    def failed(self) -> bool:
        """Whether errors were found that no baseline accepts."""
        return self.verdict.failed


def build(
    root: Path,
    settings: Settings,
    out: Path,
    *,
    only: Collection[Part] = PARTS,
    keep_going: bool = False,
    config: Path | None = None,
    baseline: Path | None = None,
    jobs: int = 1,
    cached: bool = False,
    build_site: SiteBuilder | None = None,
    search: SearchBundles | None = None,
    journal: Journal | None = None,
    note: Note = lambda text: None,
) -> BuildResult:
    """Compile a project and write what was asked for, as one whole.

    Args:
        root: the project's root.
        settings: its configuration.
        out: the folder that the build replaces.
        only: which parts to make; the folder then holds no others.
        keep_going: write although errors were found.
        config: the file that the configuration was read from, where it is not the root's.
        baseline: the findings that are accepted, in place of the file that is configured.
        jobs: how many processes may be used.
        cached: whether what the last build made may be taken over; this one is then noted.
        build_site: makes the site, where it is wanted.
        search: the index for its search, begun as soon as the pages are compiled.
        journal: told what is done.
        note: told what is no result.

    Raises:
        BaselineError: the baseline cannot be used.
        ConfigError: a configuration is wrong.
        OutputError: the output cannot be written there.
    """
    journal = journal or Journal()
    out = out.resolve()
    check_output(out, root)
    with_site = build_site is not None and "site" in only
    on_site = with_site and settings.site.runbooks
    with_runbooks = on_site or not {"runbooks", "pdf"}.isdisjoint(only)
    places = (out / "runbooks", out / "site" / "runbooks", out / "site", out)
    kept = Kept(root, places, cached=cached)
    if search is not None:
        search.kept = kept
    with journal.stage(PAGES) as progress:
        request = Request(
            root,
            lambda: settings,
            config or root / CONFIG_NAME,
            jobs=jobs,
            cached=cached,
            note=note,
            progress=progress,
            for_site=with_site,
            keep_texts=with_runbooks,
            compiled=search.start if search is not None and with_site else None,
        )
        compilation = compile_tree(request)
        verdict = judged(compilation, baseline)
    if verdict.failed and not keep_going:
        return BuildResult(compilation, verdict, written=False, journal=journal)
    if search is not None:
        search.advance()
    provenance = provenance_of(compilation)
    made = MadeRunbooks()
    with journal.stage(RUNBOOKS) as progress:
        if with_runbooks:
            formats = _formats(settings, only, on_site=on_site)
            told = progress if search is None else search.beside(progress)
            made = make_runbooks(compilation, provenance, formats, kept, jobs, told)
    with replaced(out) as folder:
        for path, file in sorted(_wanted(made.files, only).items()):
            file.put(folder / "runbooks" / path)
        if build_site is not None and with_site:
            build_site(compilation, made.files if on_site else {}, folder / "site", kept)
        with journal.stage(WRITING):
            files = _describe(folder, provenance, made, kept)
    kept.save()
    found = part_silenced(weigh(made.diagnostics, settings), settings, compilation.comments)
    forbidden = tuple(refused(compilation.graph))
    note_left_out(journal, compilation, made.empty, made.too_long, forbidden)
    return BuildResult(
        compilation,
        verdict,
        True,
        journal,
        files,
        made.count,
        backend_diagnostics=found.diagnostics,
        refused=forbidden,
    )


def _describe(
    folder: Path, provenance: Provenance, made: MadeRunbooks, kept: Kept
) -> dict[str, int]:
    """Write down what the output is made of; returns how many bytes each file has, by path."""
    inputs = {
        f"{place}/{path}": sources
        for path, sources in made.inputs.items()
        for place in ("runbooks", "site/runbooks")
    }
    shown = {**made.sources, **{one.path: one for one in provenance.inputs}}
    sources = tuple(shown[path] for path in sorted(shown))
    return write_manifest(folder, provenance, sources, inputs, kept.files)


def _formats(settings: Settings, only: Collection[Part], *, on_site: bool) -> tuple[Format, ...]:
    """What runbooks are made in; a site that offers them does so even where only it is wanted."""
    formats = formats_of(settings, pdf="pdf" in only)
    if on_site or "runbooks" in only:
        return formats
    return tuple(name for name in formats if name == "pdf")


def _wanted(files: Mapping[str, OutputFile], only: Collection[Part]) -> dict[str, OutputFile]:
    """Of the runbooks' files those that stand in the output for themselves."""
    return {
        path: file
        for path, file in files.items()
        if ("pdf" if path.endswith(".pdf") else "runbooks") in only
    }
