"""Hugo's shortcodes where a link's target is expected: `[text]({{< ref "page.md" >}}#place)`."""

import re
from types import SimpleNamespace
from typing import Any

from markdown_it import helpers

_TARGET = re.compile(r"\{\{(?:<[^\n]*?>|%[^\n]*?%)\}\}[^\s()]*")


def parse_link_destination(string: str, start: int, maximum: int) -> Any:
    """The library's own helper, but for a target that begins with a shortcode."""
    result = helpers.parseLinkDestination(string, start, maximum)
    match = _TARGET.match(string, start, maximum) if string.startswith("{{", start) else None
    if match is not None:
        result.ok, result.pos, result.str = True, match.end(), match[0]
    return result


HELPERS = SimpleNamespace(
    parseLinkDestination=parse_link_destination,
    parseLinkLabel=helpers.parseLinkLabel,
    parseLinkTitle=helpers.parseLinkTitle,
)
"""The library's helpers, with targets that may be shortcodes."""
