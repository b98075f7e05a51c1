"""The gate's own way through the stages: what an earlier run found is taken where it still holds.

This module loads no stage. Where nothing has changed since the last run, its result is given again;
everything else is for `recheck`.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runbookc.config.place import text_inside
from runbookc.diagnostics import Diagnostic, Suppressed
from runbookc.discovery import Tree, walk_tree
from runbookc.pipeline.cache import Cache, Damaged, Note
from runbookc.pipeline.codec import decoder, encoder
from runbookc.pipeline.compilation import Compilation, LateCompilation, Whole
from runbookc.pipeline.identity import compiler, digest_of
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from runbookc.config import Settings
    from runbookc.pipeline.page import WhenCompiled
    from runbookc.pipeline.pool import Progress

_SILENCED = tuple[Suppressed, ...]
"""What `Compilation.suppressed` holds."""


@dataclass(frozen=True)
class Request:
    """What a check is asked to do.

    Args:
        root: the project's root.
        settings: gives its configuration, where it is needed.
        config: the file that it is read from, and that need not exist.
        options: what else decided on the settings: the command's own selection of rules.
        jobs: how many processes may be used.
        cached: whether the cache may be used.
        note: told what is no result.
        progress: told how many pages are done.
        executor: where pages are compiled, in place of processes of this machine.
        for_site: whether pages are made HTML as far as that is possible before they are linked.
        keep_texts: whether the texts of pages that are compiled are kept, for runbooks.
        compiled: given all pages before they are linked.
    """

    root: Path
    settings: "Callable[[], Settings]"
    config: Path
    options: Sequence[str] = ()
    jobs: int = 1
    cached: bool = True
    note: Note = lambda text: None
    progress: "Progress | None" = None
    executor: "Executor | None" = None
    for_site: bool = False
    keep_texts: bool = False
    compiled: "WhenCompiled | None" = None

    @property
    def name(self) -> str:
        """What stands for the configuration and this compiler."""
        try:
            inner = self.config.parent == self.root
            content = (
                text_inside(self.config, self.root, errors="surrogateescape")
                if inner
                else (self.config.read_bytes())
            )
        except OSError:
            content = "\0wrong" if os.path.lexists(self.config) else "\0"
        options = json.dumps(list(self.options))
        return digest_of(compiler(), str(self.config.name), content, options)[:16]


def check_tree(request: Request) -> Compilation:
    """Check a project, as `compile_project` does, with the help of what is known from before.

    Raises:
        ConfigError: a configuration cannot be used.
    """

    def check(tree: Tree, cache: Cache | None) -> Compilation:
        known = _known(request, tree, cache) if cache is not None else None
        return known or _recheck(request, tree, cache)

    return with_cache(request, check)


def with_cache(request: Request, work: Callable[[Tree, Cache | None], Compilation]) -> Compilation:
    """What comes of work on a project with its cache; where that is damaged, of work without.

    Args:
        request: says whether the cache may be used.
        work: is given the files, and the cache, where it may be.
    """
    tree = walk_tree(request.root)
    if not request.cached:
        return work(tree, None)
    with Cache.of(request.root, request.name, request.note).opened() as cache:
        try:
            return work(tree, cache)
        except Damaged as error:
            cache.drop(str(error))
        return work(tree, cache)


def _recheck(request: Request, tree: Tree, cache: Cache | None) -> Compilation:
    from runbookc.pipeline.recheck import recheck

    return recheck(request, tree, cache)


def _known(request: Request, tree: Tree, cache: Cache) -> Compilation | None:
    """The last run's result, where nothing has changed that it was made from."""
    if not cache.is_known:
        return None
    try:
        run = json.loads(cache.meta("run") or "{}")
        if run.get("tree") != tree.digest or not _holds(tree, run["recent"]):
            return None
        if run["recent"]:
            # They held still since then, and need not be read again the next time.
            recent = tree.recent()
            run["recent"] = {path: each for path, each in run["recent"].items() if path in recent}
            text = json.dumps(run, separators=(",", ":"))
            cache.save({"run": text, "since": str(tree.taken)})
        return _restored(request, run)
    except (
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise Damaged(f"the last run cannot be read: {error!r}") from error


def _holds(tree: Tree, recent: Mapping[str, str]) -> bool:
    """Whether files that changed just before the last run still hold what they held then."""
    return all(content_digest(tree.root / path) == digest for path, digest in recent.items())


def content_digest(path: Path) -> str:
    """The digest of a file's content; "" where it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def run_text(compilation: LateCompilation, tree: Tree, recent: Mapping[str, str] | None) -> str:
    """The result of a run, for the next one.

    Args:
        compilation: the result.
        tree: what it was made from.
        recent: digests of the contents of files that were changed just before; None where the
            result must not be used.
    """
    if recent is None:
        return "{}"
    found = compilation.diagnostics
    encode, silenced = encoder(tuple[Diagnostic, ...]), encoder(_SILENCED)
    return json.dumps(
        {
            "tree": tree.digest,
            "recent": dict(recent),
            "pages": compilation.page_count,
            "procedures": compilation.procedure_count,
            "shown": sorted(compilation.named),
            "diagnostics": encode(found) if encode else [],
            "suppressed": silenced(compilation.suppressed) if silenced else [],
        },
        separators=(",", ":"),
    )


def _restored(request: Request, run: Mapping[str, Any]) -> Compilation:
    decode, silenced = decoder(tuple[Diagnostic, ...]), decoder(_SILENCED)
    return LateCompilation.of(
        {
            "root": request.root,
            "diagnostics": decode(run["diagnostics"]) if decode else (),
            "suppressed": silenced(run["suppressed"]) if silenced else (),
            "page_count": int(run["pages"]),
            "procedure_count": int(run["procedures"]),
        },
        frozenset(run["shown"]),
        lambda: whole(request),
    )


def whole(request: Request) -> Whole:
    """The linked project of a request, for whoever needs more than its findings."""
    from runbookc.pipeline.recheck import linked_whole

    return linked_whole(request)
