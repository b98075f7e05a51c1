"""`runbookc serve`: the site in a browser, while it is being written."""

import gc
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from runbookc.discovery import Inventory
    from runbookc.mkdocs_plugin.server import News
    from runbookc.mkdocs_plugin.standing import StandingSite
    from runbookc.mkdocs_plugin.watching import Watcher
    from runbookc.pipeline.compile import Linked

Result = TypeVar("Result")

_BREATH = 0.15
"""Seconds in which a browser may load what is new before the machine looks for findings."""
_IDLE = 5.0
"""Seconds without a save after which nobody waits for the next one."""


def serve(
    session: Session,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 for any.")
    ] = 8000,
    runbooks: Annotated[
        bool, typer.Option("--runbooks", help="Make the runbooks too, with every change.")
    ] = False,
) -> None:
    """Show the site in a browser and follow every change of the sources.

    Pages are made when they are asked for; findings stand in the browser and in the terminal.
    Nothing is written, and nothing but the site can be asked for.
    """
    from runbookc.mkdocs_plugin.server import News, PreviewServer
    from runbookc.mkdocs_plugin.standing import StandingSite
    from runbookc.mkdocs_plugin.watching import Watcher

    news, site = News(), StandingSite(session.root, session.given_config, runbooks=runbooks)
    try:
        server = PreviewServer(host, port, news)
    except OSError as error:
        raise WrongUsage(f"--port: cannot listen at {host}:{port}: {error.strerror}") from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with Watcher() as watcher, site:
            session.note(f"http://{host}:{server.server_port}/")
            _Follower(session, news, watcher, site).follow()
    except KeyboardInterrupt:
        session.note("stopped")
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class _Follower:
    """Shows every state of a project; one that cannot be shown leaves the last."""

    session: Session
    news: "News"
    watcher: "Watcher"
    site: "StandingSite"

    def follow(self) -> None:
        """Show, judge when nothing has changed meanwhile, wait for a change, show again."""
        self.watcher.watch([self.session.root])
        # States that are gone are looked for when nobody waits for the next one.
        gc.disable()
        while True:
            linked = self._guarded(self._show)
            if linked is not None:
                if self.watcher.wait(_BREATH):
                    continue
                self._guarded(partial(self._judge, linked))
            if not self.watcher.wait(_IDLE):
                gc.collect()
                self.watcher.wait()

    def _guarded(self, work: "Callable[[], Result]") -> "Result | None":
        from runbookc.config import ConfigError

        try:
            return work()
        except ConfigError as error:
            trouble = str(error)
        except Exception as error:
            trouble = f"this state cannot be shown: {type(error).__name__}: {error}"
        self.news.fail(trouble)
        self.session.fail(trouble)
        return None

    def _show(self) -> "Linked":
        started = time.perf_counter()
        linked = self.site.link()
        self.news.show(self.site.show(linked))
        seconds = time.perf_counter() - started
        self.session.note(f"{len(linked.compiled)} pages in {seconds:.2f} s")
        _watch(self.watcher, self.session.root, linked.inventory)
        return linked

    def _judge(self, linked: "Linked") -> None:
        """Find, and show in the browser and in the terminal what was found."""
        from runbookc.pipeline import report_of
        from runbookc.reporting import render

        session = self.session
        compilation = self.site.judge(linked)
        self.news.judge(compilation.diagnostics)
        shown = [found for found in compilation.diagnostics if found.severity.value != "info"]
        if shown:
            report = report_of(compilation, shown, root=session.shown_root)
            colour, columns, quiet = session.coloured, session.columns, session.quiet
            session.fail(render(report, colour=colour, columns=columns, quiet=quiet))


def _watch(watcher: "Watcher", root: Path, inventory: "Inventory") -> None:
    """Watch the folders of the project's files, those above, and new ones that are still empty."""
    written = [root / name for name in ("build", ".runbookc_cache", ".git")]
    folders = {root}
    for path in (*inventory.pages, *inventory.files):
        folder = (root / path).parent
        while folder not in folders:
            folders.add(folder)
            folder = folder.parent
    empty = {
        child
        for folder in folders - {root}
        for child in folder.iterdir()
        if child.is_dir() and not child.is_symlink()
    }
    watcher.watch(folders | empty, written)
