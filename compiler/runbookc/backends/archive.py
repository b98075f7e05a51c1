"""Zip archives that hold the same bytes on every machine and at every time."""

import io
import zipfile
from collections.abc import Mapping

_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip archive, in the order given.

    Nothing is compressed: compressed bytes depend on the library that happens to be installed,
    and a digest must mean the same everywhere.

    Args:
        files: content by path.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _TIME)
            entry.external_attr = _READABLE
            entry.create_system = _UNIX
            packed.writestr(entry, content)
    return target.getvalue()
