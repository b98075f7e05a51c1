"""Small projects on the disk, mended in memory."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from runbookc.config import load_settings
from runbookc.diagnostics import Diagnostic
from runbookc.pipeline import Compilation, compile_project
from runbookc.pipeline.fixes import Mending, mend
from runbookc.pipeline.moves import moved_files


def everything(compilation: Compilation) -> Iterable[Diagnostic]:
    """All findings that are not silenced."""
    return compilation.diagnostics


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by path, text as it is."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)


def mended(
    root: Path,
    choose: Callable[[Compilation], Iterable[Diagnostic]] = everything,
    moved: Mapping[str, str] | None = None,
) -> Mending:
    """What the fixes make of the project in a folder; git tells what moved, or `moved` does."""
    settings = load_settings(root, None)

    def compile(contents: Mapping[str, bytes]) -> Compilation:
        return compile_project(
            root,
            settings,
            contents=contents,
            moved=lambda: moved_files(root) if moved is None else moved,
        )

    return mend(compile, choose)


def mended_texts(root: Path, files: Mapping[str, str | bytes]) -> dict[str, str]:
    """The pages that fixes change in a project of these files, as they are afterwards."""
    write(root, files)
    return {path: change.after.decode() for path, change in mended(root).changes.items()}


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """The codes of findings."""
    return [item.code for item in found]
