"""A check with the help of an earlier one: pages that changed are compiled, the rest is known.

What is taken from the cache is what a run without it would find. A page's record depends on its
path, its content, the configuration and the docs system. What rules find on a page's links depends
on the page, on the project's names and on the anchors of the pages that it links to. What any other
rule finds depends on the parts of pages that it reads, and on its own notes.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from runbookc.checks import Suppression, refuse_unknown_codes, weigh
from runbookc.config import CONFIG_NAME, Settings, configuration_text
from runbookc.diagnostics import Diagnostic
from runbookc.discovery import Tree, walk_tree
from runbookc.pipeline.cache import Cache, Damaged, Row
from runbookc.pipeline.check import Request, run_text, with_cache
from runbookc.pipeline.codec import decoder, encoder
from runbookc.pipeline.compilation import (
    Compilation,
    LateCompilation,
    Whole,
    in_order,
    part_all,
)
from runbookc.pipeline.pool import without_collector
from runbookc.pipeline.project_rules import Judgement, judge, rules_text
from runbookc.pipeline.records import head_of
from runbookc.pipeline.run import READ_ERRORS, Run
from runbookc.pipeline.texts import Texts
from runbookc.planning import UpgradeGraph, build_graph

if TYPE_CHECKING:
    from runbookc.backends.site import UnlinkedPage


def recheck(request: Request, tree: Tree, cache: Cache | None) -> Compilation:
    """Check a project, taking from the cache what still holds, and keeping there what is new."""
    with without_collector():
        return _checked(Run.start(request, _settings(request, cache), tree, cache))


def _checked(run: Run) -> LateCompilation:
    judgement = judge(run)
    compilation = _compilation(run, judgement)
    if run.cache is not None:
        _keep(run, run.cache, judgement, compilation)
    return compilation


def _settings(request: Request, cache: Cache | None) -> Settings:
    """The configuration; one that was read before, which the cache is named for, is right.

    To see whether it is takes longer than to compile a page.
    """
    known = cache.meta("settings") if cache is not None else ""
    decode = decoder(Settings)
    if known and decode:
        try:
            found: Settings = decode(json.loads(known))
        except READ_ERRORS as error:
            raise Damaged("the configuration cannot be read") from error
        return found
    settings = request.settings()
    refuse_unknown_codes(settings)
    return settings


def compile_tree(request: Request) -> Compilation:
    """Compile a project for a build, with the help of what is known from before.

    Raises:
        ConfigError: a configuration cannot be used.
    """
    return with_cache(request, partial(_compiled, request))


def _compiled(request: Request, tree: Tree, cache: Cache | None) -> Compilation:
    with without_collector():
        run = Run.start(request, _settings(request, cache), tree, cache)
        run.hold()
        if request.compiled is not None:
            request.compiled([one.page for one in run.compiled], run.search_document)
        compilation = _checked(run)
        return compilation.with_whole(_whole(run))


def _whole(run: Run) -> Whole:
    texts = Texts(run.project, run.texts, run.text)
    html: Mapping[str, UnlinkedPage] = {}
    if run.request.for_site:
        from runbookc.pipeline.unlinked_records import UnlinkedPages  # a check makes no HTML

        html = UnlinkedPages(run.html)
    graph = _graph(run, texts)
    return Whole(run.project, graph, run.inventory, _comments(run), texts, html, texts)


def _graph(run: Run, texts: Texts) -> UpgradeGraph:
    """The upgrade graph; where windows are stated, it counts what the text of its steps says."""
    project = run.project
    if not any(page.windows for page in project.pages):
        return run.graph
    pages = ((texts.page(page.path) if page.described else None) or page for page in project.pages)
    return build_graph(replace(project, pages=tuple(pages), _by_path={}))


def linked_whole(request: Request) -> Whole:
    """The linked project of a request, its pages from the cache where they are there."""
    with Cache.of(request.root, request.name, request.note).opened() as cache:
        tree = walk_tree(request.root)
        run = Run.start(request, request.settings(), tree, cache if request.cached else None)
        run.hold()
        return _whole(run)


def _comments(run: Run) -> Mapping[str, tuple[Suppression, ...]]:
    own = {one.page.path: one.suppressions for one in run.compiled if one.record.has("comments")}
    return own | {one.page.path: one.suppressions for one in run.others if one.suppressions}


def _compilation(run: Run, judgement: Judgement) -> LateCompilation:
    _ = run.project  # what it includes is compiled with it, whatever rules run
    found = [*weigh(run.inventory.diagnostics, run.settings)]
    for page in run.compiled:
        found.extend(page.diagnostics)
    for other in run.others:
        found.extend(other.diagnostics)
    found.extend(in_order(judgement.all))
    # A file that is shown in several parts, or that is a page too, was compiled more than once.
    found = list(dict.fromkeys(found))
    paths = {*run.inventory.pages, *run.inventory.files}
    configuration = configuration_text(run.request.root)
    outcome = part_all(found, run.settings, _comments(run), paths, configuration)
    kept = in_order(outcome.diagnostics)
    request = replace(run.request, progress=None)
    named = (
        {each.path for each in kept}
        | {place.path for each in kept for place in each.related}
        | {one.diagnostic.path for one in outcome.suppressed}
    )
    return LateCompilation.of(
        {
            "root": run.request.root,
            "diagnostics": kept,
            "suppressed": outcome.suppressed,
            "page_count": len(run.compiled),
            "procedure_count": sum(one.record.procedures for one in run.compiled),
        },
        frozenset(path for path in named if path == CONFIG_NAME or run.inventory.has(path)),
        lambda: linked_whole(request),
    )


def _keep(run: Run, cache: Cache, judgement: Judgement, compilation: LateCompilation) -> None:
    """Leave in the cache what the next run can use."""
    state = {
        "dialect": run.key,
        "symbols": run.symbols,
        "compared": judgement.compared,
        "totals": {name: f"{total:x}" for name, total in run.totals.items() if total},
        "rules": rules_text(judgement),
    }
    meta = {"since": str(run.tree.taken), "state": json.dumps(state, separators=(",", ":"))}
    if encode := encoder(Settings):
        meta["settings"] = json.dumps(encode(run.settings), separators=(",", ":"))
    meta |= judgement.memory
    meta["run"] = run_text(compilation, run.tree, _recent(run))
    paths = sorted({*run.fresh, *run.touched, *judgement.asked})
    rows = [_row(run, judgement, path) for path in paths]
    digests = {path: run.by_path[path].page.sha256 for path in run.fresh}
    html = {path: (digest, run.html[path]) for path, digest in digests.items()}
    html = html if run.request.for_site else {}
    cache.save(meta, rows, run.fresh, html, run.gone, afresh=not run.state.rows)


def _recent(run: Run) -> dict[str, str] | None:
    """The digests of files that changed just now; None where one is no page, and large perhaps."""
    pages = run.by_path
    recent = run.tree.recent()
    if any(path not in pages for path in recent):
        return None
    return {path: pages[path].page.sha256 for path in sorted(recent)}


def _row(run: Run, judgement: Judgement, path: str) -> Row:
    """What is kept of a page."""
    old = run.state.rows.get(path)
    stamp = run.tree.files[path]
    is_new = path in run.fresh or old is None
    head = head_of(run.fresh[path]) if is_new or old is None else old.head
    findings, asked = (old.findings, old.asked) if old else ("", "")
    if path in judgement.asked:
        asked = judgement.asked[path]
        findings = _text(judgement.links.get(path, ()))
    digest = run.by_path[path].record.short[-1] if is_new or old is None else old.sha256
    return Row(path, *stamp, digest, head, findings, asked)


def _text(found: tuple[Diagnostic, ...]) -> str:
    encode = encoder(tuple[Diagnostic, ...])
    return json.dumps(encode(found), separators=(",", ":")) if encode and found else ""
