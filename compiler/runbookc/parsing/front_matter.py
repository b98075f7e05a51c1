"""Front matter: cut off the page, loaded safely, within bounds."""

import re
from dataclasses import field
from typing import Any

from runbookc.source import SourceFile, Span
from runbookc.source.frozen import dataclass

MAX_LENGTH = 65536
"""Characters of front matter that are read."""

_FENCE = re.compile(r"---[ \t]*$")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_TOML_FENCE = re.compile(r"\+\+\+[ \t]*$")
_SIMPLE = re.compile(
    r"(?P<key>title|description|sidebar_label|sidebar_position|id|slug): "
    r"(?:\"(?P<quoted>[^\"\\\t]*)\"|(?P<number>[1-9]\d{0,8})"
    r"|(?P<word>[A-Z][A-Za-z]{3,}(?: [A-Za-z]+)*))"
)
"""The capital and the length keep YAML's words for true, false and null out."""


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


def read_front_matter(source: SourceFile, *, toml: bool = False) -> FrontMatter:
    """The front matter of a page; a page that begins with anything but a fence has none.

    Args:
        source: the page.
        toml: whether TOML between `+++` is front matter, too.
    """
    lines = source.lines
    is_toml = toml and _TOML_FENCE.match(lines[0]) is not None
    if not is_toml and not _FENCE.match(lines[0]):
        return FrontMatter()
    ending = _TOML_FENCE if is_toml else _END
    end = next((i for i, text in enumerate(lines[1:], 1) if ending.match(text)), 0)
    if not end:
        if len(lines) < 2 or not re.match(r"[\w-]+(?:\s*=|:)", lines[1]):
            return FrontMatter()
        span = Span(1, 1, 1, len(lines[0]) + 1)
        fence = lines[0].strip()
        problem = f"the front matter is never closed by {fence}"
        return FrontMatter(problem=problem, problem_span=span)
    whole = Span(1, 1, end + 1, len(lines[end]) + 1)
    text = "\n".join(lines[1:end])
    values, problem, place = _load_toml(text) if is_toml else _load(text)
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
    # Only front matter that is not simple needs the YAML library, which takes its time to load.
    from runbookc.parsing.yaml_values import load

    return load(text)


def _load_toml(text: str) -> tuple[dict[str, Any], str, tuple[int, int]]:
    if len(text) > MAX_LENGTH:
        return {}, f"the front matter is longer than {MAX_LENGTH} characters", (0, 0)
    import tomllib

    try:
        return tomllib.loads(text), "", (0, 0)
    except (ValueError, RecursionError) as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]) - 1, int(place[2]) - 1) if place else (0, 0)
        reason = str(error).partition(" (at ")[0] or "nested too deeply"
        return {}, f"the front matter is not TOML: {reason}", (line, column)


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
