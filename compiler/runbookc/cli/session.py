"""One run of a command: its project, its streams, its colours."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from runbookc.cli.errors import WrongUsage
from runbookc.cli.progress import Progress
from runbookc.cli.terminal import safe
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from runbookc.config import Settings
    from runbookc.pipeline import Compilation
    from runbookc.pipeline.edition import Edition
    from runbookc.pipeline.journal import Watch


_kept: "list[Compilation]" = []
"""The last compilation, held until the process ends: it then goes at once."""


@dataclass(frozen=True)
class Session:
    """What the options of every command say, and what follows from them.

    Args:
        given_root, given_config, given_jobs: the options as given.
        cache: whether compiled pages may be taken from the cache.
        quiet: whether only results are printed.
        colour: `auto`, `always` or `never`.
        options: the names of the command's options in the order in which they were given, where
            the command keeps it.
    """

    given_root: Path | None
    given_config: Path | None
    given_jobs: int | None
    cache: bool
    quiet: bool
    colour: str
    options: Sequence[str] = ()

    @cached_property
    def root(self) -> Path:
        """The project's root.

        Raises:
            WrongUsage: the folder that was named does not exist.
        """
        if self.given_root is not None:
            if not self.given_root.is_dir():
                raise WrongUsage(f"--root: {self.given_root} is not a folder")
            return self.given_root.resolve()
        from runbookc.config import find_root

        return find_root(Path.cwd())

    @property
    def shown_root(self) -> str:
        """The root as the user names it: as given, else from the working folder."""
        if self.given_root is not None:
            return self.given_root.as_posix()
        return Path(os.path.relpath(self.root)).as_posix()

    @cached_property
    def settings(self) -> "Settings":
        """The project's configuration.

        Raises:
            ConfigError: it cannot be used.
        """
        from runbookc.config import load_settings

        return load_settings(self.root, self.given_config)

    @cached_property
    def jobs(self) -> int:
        """How many processes to use."""
        if self.given_jobs:
            return self.given_jobs
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1

    def compile(
        self,
        settings: "Settings | None" = None,
        *,
        contents: Mapping[str, bytes] | None = None,
        moved: Callable[[], Mapping[str, str]] = dict,
        judged: bool = True,
    ) -> "Compilation":
        """Compile the project up to its findings.

        Args:
            settings: in place of the project's own.
            contents: what files hold in place of what is on the disk, by path.
            moved: tells, where a page is missed, which files were moved: old to new path.
            judged: whether the rules are asked; else nothing is found.
        """
        from runbookc.pipeline import compile_project

        with self.progress("pages") as progress:
            compilation = compile_project(
                self.root,
                settings or self.settings,
                self.jobs,
                progress=progress,
                contents=contents,
                moved=moved,
                judged=judged,
            )
        _kept[:] = [compilation]
        return compilation

    def edition(self) -> "Edition":
        """The project as it stands, for whoever makes runbooks of it."""
        from runbookc.pipeline.edition import edition_now

        with self.progress("pages") as progress:
            edition = edition_now(self.root, self.settings, self.jobs, progress)
        _kept[:] = [edition.compilation]
        return edition

    def check(
        self, settings: "Callable[[], Settings]", options: Sequence[str] = ()
    ) -> "Compilation":
        """The findings of the project; what an earlier check found is taken where it still holds.

        Args:
            settings: gives the project's configuration, where it is needed.
            options: what else decided on the settings than the configuration file.
        """
        from runbookc.config import CONFIG_NAME
        from runbookc.pipeline.check import Request, check_tree

        with self.progress("pages") as progress:
            compilation = check_tree(
                Request(
                    self.root,
                    settings,
                    self.given_config or self.root / CONFIG_NAME,
                    options,
                    self.jobs,
                    self.cache,
                    self.note,
                    progress,
                )
            )
        _kept[:] = [compilation]
        return compilation

    @contextmanager
    def watched(self) -> "Iterator[Watch]":
        """Shows on a terminal how far the stages of long work are; is silent everywhere else."""
        seen = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        with Progress(shown=seen and not self.quiet, coloured=self.coloured_notes) as progress:
            yield progress

    @contextmanager
    def progress(self, stage: str) -> "Iterator[Callable[[int, int], None]]":
        """The same for work that has one stage."""
        with self.watched() as watch:
            yield lambda done, total: watch(stage, done, total)

    @property
    def coloured(self) -> bool:
        """Whether to colour what goes to standard output."""
        return self._is_coloured(sys.stdout)

    @property
    def coloured_notes(self) -> bool:
        """Whether to colour what goes to standard error."""
        return self._is_coloured(sys.stderr)

    def _is_coloured(self, stream: TextIO) -> bool:
        if self.colour != "auto":
            return self.colour == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return stream.isatty()

    @property
    def on_terminal(self) -> bool:
        """Whether people read standard output as it comes."""
        return sys.stdout.isatty()

    @property
    def columns(self) -> int:
        """Columns of the terminal, 80 where there is none."""
        return _columns(sys.stdout)

    @property
    def note_columns(self) -> int:
        """The same for standard error."""
        return _columns(sys.stderr)

    def print(self, text: str) -> None:
        """Write a result. A reader that has seen enough and is gone (`| head`) is no error."""
        try:
            sys.stdout.write(safe(text, styled=self.coloured))
            sys.stdout.flush()
        except BrokenPipeError:
            self._leave_output()

    def print_exactly(self, result: str | bytes) -> None:
        """Write a result for a program, byte for byte, such as a diff with its line ends."""
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(result if isinstance(result, bytes) else result.encode())
            sys.stdout.flush()
        except BrokenPipeError:
            self._leave_output()

    def _leave_output(self) -> None:
        """Let what is still in the buffer go somewhere when the process ends."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def note(self, text: str) -> None:
        """Tell the user something that is not a result."""
        if not self.quiet:
            self.fail(text)

    def fail(self, text: str) -> None:
        """Tell the user why there is no result."""
        sys.stderr.write(f"{safe(text, styled=self.coloured_notes or self.coloured)}\n")

    def paint(self, text: str, style: str) -> str:
        """The text in an ANSI style; plain where colour is off, or the style is ""."""
        text = safe(text)
        return f"\x1b[{style}m{text}\x1b[0m" if self.coloured and style else text


def _columns(stream: TextIO) -> int:
    if not stream.isatty():
        return 80
    try:
        own = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        own = 80
    return max(40, min(120, own))
