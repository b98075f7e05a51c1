"""Writing a build so that there is always one whole build: the old one or the new one."""

import contextlib
import ctypes
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from runbookc.pipeline.errors import OutputError
from runbookc.pipeline.manifest import is_ours

_AT_CURRENT_FOLDER = -100
_RENAME_EXCHANGE = 2
_STALE_SECONDS = 3600


def check_output(out: Path, root: Path) -> None:
    """Refuse a place where a build would destroy something else, before any work is done.

    Args:
        out: where the build shall go.
        root: the project's root.

    Raises:
        OutputError: the place is no folder, holds what runbookc did not write, or is read-only.
    """
    with _one_line(out):
        if root.is_relative_to(out):
            raise OutputError(f"{out}: the output would replace the project itself")
        if out.exists() and not out.is_dir():
            raise OutputError(f"{out}: not a folder")
        if out.is_dir() and any(out.iterdir()) and not is_ours(out):
            raise OutputError(
                f"{out}: not empty, and not written by runbookc; "
                "name another folder with --out, or empty this one"
            )
        out.parent.mkdir(parents=True, exist_ok=True)
        if not os.access(out.parent, os.W_OK):
            raise OutputError(f"{out.parent}: no permission to write there")


@contextlib.contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """A new folder beside `out` that takes its place when the block ends, and only then.

    Raises:
        OutputError: the machine refuses to write.
    """
    prefix = f".{out.name}.runbookc-"
    with _one_line(out):
        _sweep(out.parent, prefix)
        fresh = out.parent / f"{prefix}{secrets.token_hex(4)}"
        fresh.mkdir()
        try:
            yield fresh
            _swap(fresh, out)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    """Put the new build in place; what stood there is then found under the new one's name."""
    if not out.exists():
        fresh.rename(out)
        return
    if _exchange(fresh, out):
        return
    old = fresh.with_name(f"{fresh.name}-old")
    out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    here = _AT_CURRENT_FOLDER
    done = rename(here, os.fsencode(one), here, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)


def _sweep(folder: Path, prefix: str) -> None:
    """Remove what builds that were killed left behind, not what one is writing now."""
    for left in folder.glob(f"{prefix}*"):
        if not left.name.endswith("-old") and time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _one_line(out: Path) -> Iterator[None]:
    """Say in one line what the machine refused."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{error.filename or out}: {reason}") from error
