"""YAML front matter: cut off the page, loaded safely, within bounds."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from runbookc.source import SourceFile, Span

MAX_LENGTH = 65536
"""Characters of front matter that are read."""
MAX_ALIASES = 20
MAX_DEPTH = 20

_FENCE = re.compile(r"---[ \t]*$")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_SIMPLE = re.compile(
    r"(?P<key>title|description|sidebar_label|sidebar_position|id|slug): "
    r"(?:\"(?P<quoted>[^\"\\\t]*)\"|(?P<number>[1-9]\d{0,8})"
    r"|(?P<word>[A-Z][A-Za-z]{3,}(?: [A-Za-z]+)*))"
)
"""The capital and the length keep YAML's words for true, false and null out."""
_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*\w")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C loader where PyYAML has one
    """The safe loader; dates stay the text that the author wrote."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the fences at the top of a page.

    Args:
        values: the mapping; empty where there is none or where it cannot be read.
        line_count: how many lines of the file it takes, fences included.
        span: from fence to fence, None where there is no front matter.
        problem: why it could not be read, or "".
        problem_span: where that shows.
    """

    values: dict[str, Any] = field(default_factory=dict)
    line_count: int = 0
    span: Span | None = None
    problem: str = ""
    problem_span: Span | None = None


def read_front_matter(source: SourceFile) -> FrontMatter:
    """The front matter of a page; a page that begins with anything but `---` has none."""
    lines = source.lines
    if not _FENCE.match(lines[0]):
        return FrontMatter()
    end = next((i for i, text in enumerate(lines[1:], 1) if _END.match(text)), 0)
    if not end:
        if len(lines) < 2 or not re.match(r"[\w-]+:", lines[1]):
            return FrontMatter()
        span = Span(1, 1, 1, len(lines[0]) + 1)
        return FrontMatter(problem="the front matter is never closed by ---", problem_span=span)
    whole = Span(1, 1, end + 1, len(lines[end]) + 1)
    text = "\n".join(lines[1:end])
    values, problem, place = _load(text)
    problem_span = None
    if problem:
        line, column = place
        problem_span = Span(
            line + 2, column + 1, line + 2, max(column + 2, len(source.line(line + 2)) + 1)
        )
    return FrontMatter(values, end + 1, whole, problem, problem_span)


def _load(text: str) -> tuple[dict[str, Any], str, tuple[int, int]]:
    if len(text) > MAX_LENGTH:
        return {}, f"the front matter is longer than {MAX_LENGTH} characters", (0, 0)
    if simple := _simple(text):
        return simple, "", (0, 0)
    try:
        if _ALIAS.search(text) or text.count("[") + text.count("{") > MAX_DEPTH:
            _check_bounds(text)
        loaded = yaml.load(text, _Loader)  # noqa: S506  # _Loader is a safe loader
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
    return {str(key): _plain(value) for key, value in loaded.items()}, "", (0, 0)


def _simple(text: str) -> dict[str, Any] | None:
    """The values of lines such as `title: "Words"` and `sidebar_position: 10`, or None.

    Nearly all front matter is that simple; only what no YAML rule reads otherwise is taken.
    """
    values: dict[str, Any] = {}
    for line in text.split("\n"):
        match = _SIMPLE.fullmatch(line)
        if match is None or match["key"] in values:
            return None
        if match["number"]:
            values[match["key"]] = int(match["number"])
        else:
            values[match["key"]] = match["quoted"] if match["word"] is None else match["word"]
    return values


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
