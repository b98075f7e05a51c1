"""What a result depends on besides the pages: this compiler, the configuration, the docs system."""

import functools
import hashlib
import json
import os
import re
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a check whose answer is known needs no dialect
    from runbookc.dialects import Dialect

_PACKAGE = Path(__file__).resolve().parent.parent


def digest_of(*parts: str | bytes) -> str:
    """32 hexadecimal digits for some texts, in their order."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(content).to_bytes(8))
        found.update(content)
    return found.hexdigest()


@functools.cache
def compiler() -> str:
    """This compiler: its own files, the libraries that are installed, and Python.

    An installed wheel is told by the list of its files' digests, which is the same on every
    machine; a checkout by its files' sizes and times, so that whoever changes a rule sees it.
    """
    records = sorted(_PACKAGE.parent.glob(f"{_PACKAGE.name}-*.dist-info/RECORD"))
    own = [path.read_bytes() for path in records] or [repr(stamps(_PACKAGE)).encode()]
    return digest_of(sys.version, json.dumps(_libraries()), *own)


def stamps(folder: Path) -> list[tuple[str, int, int]]:
    """What the machine says of each file below a folder: path, size and time."""
    found: list[tuple[str, int, int]] = []
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.is_dir():
                    folders += [entry.path] if entry.name != "__pycache__" else []
                else:
                    stat = entry.stat()
                    found.append((entry.path, stat.st_size, stat.st_mtime_ns))
    return found


def _libraries() -> list[str]:
    """Name and version of every distribution that can be imported."""
    found: set[str] = set()
    for place in sys.path:
        try:
            found.update(name for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208 - names suffice, and objects are slow
        except OSError:
            continue
    return sorted(found)


def digest_of_dialect(dialect: "Dialect") -> str:
    """What stands for all that a docs system's configuration decides; "" where nothing can."""
    try:
        return digest_of(dialect.name, json.dumps(canonical(dialect)))
    except (TypeError, ValueError, RecursionError):
        return ""


def canonical(value: Any) -> Any:
    """A value as JSON values that are equal where the value is, in whatever order it was made.

    Raises:
        TypeError: the value is of a kind that does not tell what it holds.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        return [canonical(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted((canonical(each) for each in value), key=json.dumps)
    if isinstance(value, dict):
        rows = [[canonical(key), canonical(inner)] for key, inner in value.items()]
        return sorted(rows, key=json.dumps)
    if isinstance(value, re.Pattern):
        return [value.pattern, value.flags]
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, type | FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    return [type(value).__qualname__, canonical(_values(value))]


def _values(value: Any) -> dict[str, Any]:
    """The values that an object was made of, without what it has derived from them."""
    kind = type(value)
    if not hasattr(value, "__dict__"):
        if is_dataclass(value):
            return {each.name: getattr(value, each.name) for each in fields(value)}
        raise TypeError(f"{kind.__qualname__} does not tell what it holds")
    return {
        name: inner
        for name, inner in vars(value).items()
        if not isinstance(getattr(kind, name, None), functools.cached_property)
    }
