"""Where PyMdown's snippets look for files, and which part of a file they show."""

import re
from collections.abc import Callable
from typing import Any

from runbookc.dialects.mkdocs_config import MkdocsConfig
from runbookc.dialects.targets import join, parent

_SECTION = re.compile(
    rb"(?P<escape>;*)-+8<-+[ \t]+\[[ \t]*(?P<type>start|end)[ \t]*:[ \t]*"
    rb"(?P<name>[a-z][-_0-9a-z]*)[ \t]*\]",
    re.IGNORECASE,
)


def appended_files(config: MkdocsConfig) -> tuple[str, ...]:
    """The files that stand at the end of every page."""
    return tuple(map(str, _listed(config.option("pymdownx.snippets", "auto_append"))))


def snippet_path(
    config: MkdocsConfig, target: str, page: str, exists: Callable[[str], bool]
) -> str | None:
    """The file that a snippet names; None where there is none in the project."""
    if "://" in target:
        return None
    bases = _listed(config.option("pymdownx.snippets", "base_path")) or ["."]
    for base in bases:
        folder = _folder(base, config, page)
        path = join(folder, target) if folder is not None else None
        if path and exists(path):
            return path
    return None


def snippet_part(content: bytes, name: str) -> bytes:
    """The lines of a section, or of ranges such as `3:7,10:`; every other line is empty."""
    lines = content.split(b"\n")
    if name[:1].isalpha():
        shown = _section(lines, name.encode())
    else:
        shown = set()
        for part in name.split(","):
            shown.update(_range(part, len(lines)))
    return b"\n".join(line if row in shown else b"" for row, line in enumerate(lines))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _folder(base: Any, config: MkdocsConfig, page: str) -> str | None:
    """A base from the project's root; `!relative` counts from the page or from what it names."""
    if isinstance(base, dict):
        start = str(base.get("value") or "")
        named = {"$docs_dir": config.docs_dir, "$config_dir": ""}
        first, _, rest = start.partition("/")
        return join(named.get(first, parent(page)), rest if first in named else start)
    return None if str(base).startswith("/") else join("", str(base))


def _range(part: str, total: int) -> range:
    first, _, last = part.partition(":")
    start = int(first) if first.lstrip("-").isdigit() else 1
    end = int(last) if last.lstrip("-").isdigit() else total
    start = total + start if start < 0 else max(start - 1, 0)
    return range(start, total + 1 + end if end < 0 else min(end, total))


def _section(lines: list[bytes], name: bytes) -> set[int]:
    shown: set[int] = set()
    is_open = False
    for row, line in enumerate(lines):
        match = _SECTION.search(line) if b"8<" in line else None
        if match is None or match["escape"]:
            if is_open:
                shown.add(row)
        elif match["name"] == name:
            if match["type"].lower() == b"end":
                break
            is_open = True
    return shown
