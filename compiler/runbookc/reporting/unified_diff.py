"""Changes of files as the unified diff that `git apply` and `patch -p1` read."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff as compare

_NO_LINE_END = "\\ No newline at end of file\n"


def unified_diff(changes: Mapping[str, tuple[bytes, bytes]]) -> Iterator[str]:
    """The lines of the diff, each with its own line end.

    Args:
        changes: a file's bytes before and after, which are UTF-8, by path.
    """
    for path, (before, after) in sorted(changes.items()):
        for line in compare(_lines(before), _lines(after), f"a/{path}", f"b/{path}"):
            yield line if line.endswith("\n") else f"{line}\n{_NO_LINE_END}"


def _lines(content: bytes) -> list[str]:
    """The lines as git counts them: only LF ends one."""
    *lines, last = content.decode().split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
