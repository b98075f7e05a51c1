"""Where a project's configuration stands; apart, so that finding it loads nothing else."""

from pathlib import Path

CONFIG_NAME = "runbookc.toml"


def find_root(start: Path) -> Path:
    """The nearest folder upwards from `start` that holds a `runbookc.toml`, else `start` itself."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    return start
