"""The pages that the `nav` of an `mkdocs.yml` names, each with its place in the file."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from runbookc.dialects.base import NavigationEntry
from runbookc.source import Span

_DEEPEST = 40


def navigation_entries(path: Path) -> tuple[NavigationEntry, ...]:
    """The files that the `nav` of this file names, in order; addresses are left out."""
    import yaml

    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return ()
    if not isinstance(root, yaml.MappingNode):
        return ()
    for key, value in root.value:
        if key.value == "nav":
            return tuple(_entries(value, path.name, 0))
    return ()


def _entries(node: object, name: str, depth: int) -> Iterator[NavigationEntry]:
    import yaml

    if depth > _DEEPEST:
        return
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _entries(item, name, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _entries(value, name, depth + 1)
    elif isinstance(node, yaml.ScalarNode) and _names_a_file(node):
        start, end = node.start_mark, node.end_mark
        quote = 1 if node.style in ("'", '"') else 0
        span = Span(start.line + 1, start.column + 1 + quote, end.line + 1, end.column + 1 - quote)
        yield NavigationEntry(node.value, name, span)


def _names_a_file(node: object) -> bool:
    value = str(getattr(node, "value", ""))
    if getattr(node, "tag", "") != "tag:yaml.org,2002:str" or value.startswith(("/", "...", "!")):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(value) and not parts.scheme and not parts.netloc
