"""Files are written beside the old ones and renamed over them: never half a file."""

import secrets
import stat
from pathlib import Path


def written_beside(file: Path, content: bytes) -> Path:
    """A new file in the folder of another one, with its mode where there is one.

    Raises:
        OSError: the machine refuses; nothing is left behind.
    """
    fresh = file.with_name(f".{file.name[:100]}.runbookc-{secrets.token_hex(4)}")
    try:
        with fresh.open("xb") as out:
            if file.exists():
                fresh.chmod(stat.S_IMODE(file.stat().st_mode))
            out.write(content)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def replace_file(file: Path, content: bytes) -> None:
    """Write a file at once and whole; a link is replaced, not what it leads to.

    Raises:
        OSError: the machine refuses; the old file is as it was.
    """
    if file.exists() and not file.is_file():
        file.write_bytes(content)  # a terminal or a pipe has nothing to lose
        return
    fresh = written_beside(file, content)
    try:
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
