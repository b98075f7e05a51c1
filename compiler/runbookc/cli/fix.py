"""What `--fix` and `--diff` do: mend, then write or show."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import typer

from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.config import Settings
    from runbookc.diagnostics import Diagnostic
    from runbookc.pipeline import Compilation
    from runbookc.pipeline.fixes import Mending

_STYLES = {"+++ ": "1", "--- ": "1", "@@": "36", "+": "32", "-": "31"}
"""Colours by how a line of the diff begins, the longest beginnings first."""


def fixed(
    session: Session,
    settings: "Settings",
    choose: "Callable[[Compilation], Iterable[Diagnostic]]",
) -> "Compilation":
    """Write the fixes of the chosen findings; the project as it is afterwards.

    Raises:
        OutputError: a file cannot be written, and none was.
    """
    from runbookc.pipeline.rewrite import rewrite

    mending = _mended(session, settings, choose)
    rewrite(session.root, mending.changes)
    _tell(session, mending, "Fixed")
    return mending.compilation


def show_fixes(
    session: Session,
    settings: "Settings",
    choose: "Callable[[Compilation], Iterable[Diagnostic]]",
) -> NoReturn:
    """Print what the fixes of the chosen findings would change, as a unified diff.

    Raises:
        typer.Exit: always, with 1 where something would change.
    """
    from runbookc.reporting.unified_diff import unified_diff

    mending = _mended(session, settings, choose)
    changes = {path: (each.before, each.after) for path, each in mending.changes.items()}
    _print_diff(session, "".join(unified_diff(changes)))
    _tell(session, mending, "Would fix")
    raise typer.Exit(1 if mending.changes else 0)


def _mended(
    session: Session,
    settings: "Settings",
    choose: "Callable[[Compilation], Iterable[Diagnostic]]",
) -> "Mending":
    """What the fixes of the chosen findings make of the project.

    All rules of the project watch over them, not only those that the command line selects.
    """
    from functools import cache

    from runbookc.pipeline.fixes import mend
    from runbookc.pipeline.moves import moved_files

    moved = cache(lambda: moved_files(session.root))

    def compile(contents: Mapping[str, bytes]) -> "Compilation":
        return session.compile(contents=contents, moved=moved)

    if settings is session.settings:
        return mend(compile, choose)
    mending = mend(compile, lambda compilation: choose(_with_selected(compilation, settings)))
    contents = {path: change.after for path, change in mending.changes.items()}
    asked_for = session.compile(settings, contents=contents, moved=moved)
    return replace(mending, compilation=_without_fixes(asked_for, mending.after))


def _with_selected(compilation: "Compilation", settings: "Settings") -> "Compilation":
    """The compilation with the findings of the selected rules only."""
    from runbookc.checks import enabled

    kept = tuple(item for item in compilation.diagnostics if enabled(item.code, settings))
    return replace(compilation, diagnostics=kept)


def _without_fixes(compilation: "Compilation", left: "Iterable[Diagnostic]") -> "Compilation":
    """The compilation where the findings that are left without a fix have none."""
    closed = {item for item in left if item.fix is None}
    bare = ((item, replace(item, fix=None)) for item in compilation.diagnostics)
    kept = tuple(without if without in closed else item for item, without in bare)
    return replace(compilation, diagnostics=kept)


def _tell(session: Session, mending: "Mending", verb: str) -> None:
    """Say on standard error how many findings are mended, by rule, and why a file was left."""
    for path, reason in mending.refused.items():
        session.note(f"{path}: not fixed, {reason}")
    found, left = len(mending.before), len(mending.after)
    by_code = Counter(item.code for item in mending.before)
    by_code.subtract(item.code for item in mending.after)
    gone = {code: count for code, count in sorted(by_code.items()) if count > 0}
    codes = ", ".join(f"{count} {code}" for code, count in gone.items())
    done = f"{verb} {sum(gone.values())} of {_findings(found)} ({codes})"
    rest = f"; {left} left for you" if left else ""
    session.note(f"{done if mending.changes else 'Nothing to fix'}{rest}.")


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"


def _print_diff(session: Session, diff: str) -> None:
    """Print for people on a terminal; for programs such as `git apply` byte for byte."""
    if not (session.on_terminal or session.coloured):
        session.print_exactly(diff)
        return
    for line in diff.split("\n")[:-1]:
        text = line.rstrip("\r")
        style = next((style for start, style in _STYLES.items() if text.startswith(start)), "")
        session.print(f"{session.paint(text, style)}\n")
