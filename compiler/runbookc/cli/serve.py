"""`runbookc serve`: the site in a browser, while it is being written."""

import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.mkdocs_plugin.server import News
    from runbookc.mkdocs_plugin.watching import Watcher
    from runbookc.pipeline import Compilation
    from runbookc.pipeline.remembered import RememberingExecutor


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
    from runbookc.mkdocs_plugin.watching import Watcher
    from runbookc.pipeline.remembered import RememberingExecutor

    news = News()
    try:
        server = PreviewServer(host, port, news)
    except OSError as error:
        raise WrongUsage(f"--port: cannot listen at {host}:{port}: {error.strerror}") from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    memory = RememberingExecutor()
    try:
        with Watcher() as watcher, tempfile.TemporaryDirectory() as empty:
            session.note(f"http://{host}:{server.server_port}/")
            _follow(session, news, watcher, memory, Path(empty), runbooks)
    except KeyboardInterrupt:
        session.note("stopped")
    finally:
        server.shutdown()
        server.server_close()


def _follow(
    session: Session,
    news: "News",
    watcher: "Watcher",
    memory: "RememberingExecutor",
    empty: Path,
    runbooks: bool,
) -> None:
    """Build, wait for a change, build again; a state that cannot be built leaves the last one."""
    from runbookc.config import ConfigError

    watcher.watch([session.root])
    while True:
        started = time.perf_counter()
        try:
            compilation = _compile(session, memory)
            _show(news, compilation, empty, runbooks)
            _say(session, compilation, time.perf_counter() - started)
            _watch(watcher, compilation)
        except ConfigError as error:
            news.tell(None, (), str(error))
            session.fail(str(error))
        except Exception as error:
            news.tell(None, (), f"{type(error).__name__}: {error}")
            session.fail(f"this state cannot be shown: {type(error).__name__}: {error}")
        watcher.wait()


def _compile(session: Session, memory: "RememberingExecutor") -> "Compilation":
    from runbookc.config import load_settings
    from runbookc.pipeline import compile_project

    settings = load_settings(session.root, session.given_config)
    compilation = compile_project(session.root, settings, 1, keep_bodies=True, executor=memory)
    memory.settle()
    return compilation


def _show(news: "News", compilation: "Compilation", empty: Path, runbooks: bool) -> None:
    from runbookc.mkdocs_plugin.build import site_config
    from runbookc.mkdocs_plugin.preview import Preview
    from runbookc.pipeline.runbooks import runbook_files

    files = runbook_files(compilation, pdf=False) if runbooks else {}
    docs, site = empty / "docs", empty / "site"
    docs.mkdir(exist_ok=True)
    config = site_config(compilation, files, site, str(docs))
    news.tell(Preview(config), compilation.diagnostics)


def _say(session: Session, compilation: "Compilation", seconds: float) -> None:
    """Show the findings, and a line that counts."""
    from runbookc.pipeline import report_of
    from runbookc.reporting import render

    shown = [found for found in compilation.diagnostics if found.severity.value != "info"]
    if shown:
        report = report_of(compilation, shown, root=session.shown_root)
        session.fail(
            render(report, colour=session.coloured, columns=session.columns, quiet=session.quiet)
        )
    session.note(f"{compilation.page_count} pages in {seconds:.2f} s")


def _watch(watcher: "Watcher", compilation: "Compilation") -> None:
    """Watch the folders of the project's files, those above, and new ones that are still empty."""
    root = compilation.root
    inventory = compilation.inventory
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
