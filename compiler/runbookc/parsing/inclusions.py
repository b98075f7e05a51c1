"""What MDX imports: the Markdown that a page shows as a component, and what links."""

import re
from collections.abc import Iterator

from markdown_it.utils import EnvType

from runbookc.model import Inclusion

_LINK_COMPONENT = re.compile(
    r"^import\s+(?P<name>[A-Za-z_$][\w$]*)\s+from\s*[\"']@docusaurus/Link[\"']", re.MULTILINE
)
_DEFINITION = re.compile(r"^export\s+(?:const|let|function)\s+([A-Z][\w$]*)", re.MULTILINE)
_SHOWS_IDS = re.compile(r"\bid=|<h[1-6]\b|<[A-Z]|dangerously|createElement")
_IMPORT = re.compile(
    r"^import\s+(?P<name>[A-Za-z_$][\w$]*)\s*(?:,\s*\{[^{}]*\}\s*)?from\s*"
    r"(?P<quote>[\"'])(?P<target>[^\"'!?\n]+\.mdx?)(?P=quote)",
    re.MULTILINE,
)


def imported_files(environment: EnvType, offset: int) -> Iterator[tuple[str, Inclusion]]:
    """The Markdown files that a page imports, each with its name on the page.

    Args:
        environment: what the block parser noted of the page.
        offset: how many lines of the file stand before the first that was parsed.
    """
    for start, text in environment.get("esm", ()):
        for match in _IMPORT.finditer(text):
            line = start + text.count("\n", 0, match.start()) + offset + 1
            yield match["name"], Inclusion.trusted(target=match["target"], line=line)


def link_components(environment: EnvType) -> frozenset[str]:
    """The names under which a page imports Docusaurus' own component for links."""
    texts = (text for _, text in environment.get("esm", ()))
    return frozenset(name for text in texts for name in _LINK_COMPONENT.findall(text))


def plain_components(environment: EnvType) -> frozenset[str]:
    """The components that a page defines itself and that show no ids of their own."""
    found: set[str] = set()
    for _, text in environment.get("esm", ()):
        if not _SHOWS_IDS.search(text):
            found.update(_DEFINITION.findall(text))
    return frozenset(found)
