"""Where a project's configuration stands; apart, so that finding it loads nothing else."""

import errno
from pathlib import Path

CONFIG_NAME = "runbookc.toml"


def find_root(start: Path) -> Path:
    """The nearest folder upwards from `start` that holds a `runbookc.toml`, else `start` itself."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    return start


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path leads, through whatever links, to a place below a root without links."""
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links that lead in a circle
        return False


def text_inside(path: Path, root: Path, *, errors: str = "strict") -> str:
    """The text of a file of the project.

    Args:
        path: the file; a symbolic link out of the project is not followed.
        root: the project's root.
        errors: what becomes of bytes that are not UTF-8, as `open` takes it.

    Raises:
        OSError: the file leads out of the project, or cannot be read.
        UnicodeDecodeError: it is not UTF-8.
    """
    if path.exists() and not is_inside(path, root.resolve()):
        raise OSError(errno.EPERM, "leads out of the project", str(path))
    return path.read_text(encoding="utf-8-sig", errors=errors)
