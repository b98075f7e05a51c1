"""YAML as JSON values, loaded safely and within bounds."""

import datetime
import re
from typing import Any

import yaml

MAX_ALIASES = 20
MAX_DEPTH = 20

_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*\w")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C loader where PyYAML has one
    """The safe loader; dates stay the text that the author wrote."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> tuple[dict[str, Any], str, tuple[int, int]]:
    """The mapping in a text.

    Returns:
        Its values; why it could not be read, or ""; line and column, from 0, where that shows.
    """
    try:
        if _ALIAS.search(text) or text.count("[") + text.count("{") > MAX_DEPTH:
            _check_bounds(text)
        # Values that stand within themselves are nested without an end.
        loaded = _plain(yaml.load(text, _Loader))  # noqa: S506  # _Loader is a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return {}, f"not YAML: {error.problem}", (mark.line, mark.column) if mark else (0, 0)
    except yaml.YAMLError as error:
        return {}, f"not YAML: {str(error).splitlines()[0]}", (0, 0)
    except _OutOfBounds as error:
        return {}, str(error), (0, 0)
    except RecursionError:
        return {}, "the front matter is nested too deeply", (0, 0)
    except ValueError:
        return {}, "a value is no number or date that can be read", (0, 0)
    if loaded is None:
        return {}, "", (0, 0)
    if not isinstance(loaded, dict):
        return {}, f"a mapping is expected, not a {type(loaded).__name__}", (0, 0)
    return loaded, "", (0, 0)


class _OutOfBounds(Exception):
    pass


def _check_bounds(text: str) -> None:
    aliases = depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if aliases > MAX_ALIASES:
            raise _OutOfBounds(f"more than {MAX_ALIASES} aliases")
        if depth > MAX_DEPTH:
            raise _OutOfBounds(f"nested more than {MAX_DEPTH} levels deep")


def _plain(value: Any) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float) and value == value and abs(value) != float("inf"):
        return value
    return str(value)
