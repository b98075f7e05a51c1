"""Writing mended pages back: each at once and whole, none that changed meanwhile."""

import contextlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from runbookc.pipeline.errors import OutputError
from runbookc.source.frozen import dataclass
from runbookc.source.writing import written_beside


@dataclass(frozen=True, slots=True)
class Change:
    """The bytes of a file before and after its edits."""

    before: bytes
    after: bytes


def why_not(root: Path, path: str) -> str:
    """Why a file of the project is not to be written; "" where nothing speaks against it.

    Args:
        root: the project's root.
        path: posix path from the root.
    """
    file = root / path
    try:
        if Path(os.path.realpath(file)) != Path(os.path.realpath(root)) / path:
            return "a symbolic link leads to it"
        if not stat.S_ISREG(file.stat().st_mode):
            return "it is no regular file"
    except OSError as error:
        return (error.strerror or str(error)).lower()
    if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return "no permission to write it"
    return ""


def rewrite(root: Path, changes: Mapping[str, Change]) -> None:
    """Write all of the changes or none; every file keeps its mode.

    Args:
        root: the project's root.
        changes: by posix path from the root.

    Raises:
        OutputError: a file changed since it was read, or the machine refuses to write.
    """
    fresh: dict[Path, Path] = {}
    try:
        for path, change in changes.items():
            file = root / path
            fresh[file] = written_beside(file, change.after)
        for path, change in changes.items():
            if (reason := why_not(root, path)) or (root / path).read_bytes() != change.before:
                reason = reason or "it changed meanwhile"
                raise OutputError(f"{path}: {reason}; nothing was fixed, run the command again")
        _put_in_place(fresh)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{error.filename or root}: {reason}; nothing was fixed") from error
    finally:
        for temporary in fresh.values():
            temporary.unlink(missing_ok=True)


def _put_in_place(fresh: Mapping[Path, Path]) -> None:
    """Rename each new file over the old one; if one fails, put back those that went before."""
    done: dict[Path, Path] = {}
    try:
        for file, temporary in fresh.items():
            done[file] = written_beside(file, file.read_bytes())
            temporary.replace(file)
    except OSError:
        for file, old in done.items():
            with contextlib.suppress(OSError):
                old.replace(file)
        raise
    finally:
        for old in done.values():
            old.unlink(missing_ok=True)
