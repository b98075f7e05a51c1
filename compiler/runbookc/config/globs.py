"""Path patterns, as the configuration and the docs systems write them."""

import re
from collections.abc import Collection
from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """Whether a posix path matches a glob.

    `*` and `?` stay inside one folder, `**` crosses folders, `{a,b}` and `[ab]` choose. A pattern
    without a slash matches names in any folder; one that names a folder matches all below it.
    """
    return _compiled(pattern).fullmatch(path) is not None


def is_within(path: str, places: Collection[str]) -> bool:
    """Whether a path is one of these files, or below one of these folders; none means anywhere."""
    return not places or any(
        place == "." or path == place or path.startswith(f"{place}/") for place in places
    )


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.removeprefix("./").rstrip("/")
    anchored = "/" in pattern
    body = _translate(pattern.lstrip("/"))
    before = "" if anchored else "(?:.*/)?"
    try:
        return re.compile(f"{before}{body}(?:/.*)?", re.DOTALL)
    except re.error:
        # A choice such as `[z-a]` is none; the pattern then matches only itself.
        return re.compile(re.escape(pattern))


def _translate(pattern: str) -> str:
    result, position, braces = "", 0, 0
    while position < len(pattern):
        rest, character = pattern[position:], pattern[position]
        if rest.startswith("**/"):
            result, position = f"{result}(?:.*/)?", position + 3
            continue
        if rest.startswith("**"):
            result, position = f"{result}.*", position + 2
            continue
        if character == "[" and (end := pattern.find("]", position + 2)) != -1:
            choice = pattern[position + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            choice = f"^{choice[1:]}" if choice.startswith("!") else choice
            result, position = f"{result}[{choice}]", end + 1
            continue
        if character == "{" and "}" in rest:
            result, braces = f"{result}(?:", braces + 1
        elif braces and character in ",}":
            result += "|" if character == "," else ")"
            braces -= character == "}"
        else:
            result += {"*": "[^/]*", "?": "[^/]"}.get(character, re.escape(character))
        position += 1
    return result + ")" * braces
