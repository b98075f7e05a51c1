"""Markdown in folders, as GitHub shows it: a link is a file's path."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from runbookc.config import Settings
from runbookc.dialects.base import (
    Dialect,
    Inventory,
    Outcome,
    Placement,
    Resolution,
    Slugger,
    Syntax,
)
from runbookc.dialects.slugs import GithubSlugger
from runbookc.dialects.targets import (
    Target,
    extension,
    first_found,
    foreign,
    found,
    join,
    name,
    parent,
    split,
)
from runbookc.dialects.versions import Owners

PAGE_ENDINGS = (".md", ".mdx", ".markdown")
INDEX_STEMS = ("index", "README", "readme", "_index")
_ASSET_FOLDERS = ("static", "public", "assets")
_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?")
_OF_GITHUB = re.compile(
    r"(?:\.\./)+(?:actions|blob|commits?|compare|discussions|issues|labels|milestones?|projects"
    r"|pulls?|raw|releases|security|tags|tree|wiki)(?:/|$)"
)
"""A repository's other pages, which relative links reach from the pages of its files."""
_PARTIAL_FOLDERS = {"_partials", "_includes", "_snippets"}


class PlainDialect(Dialect):
    """No docs system, or one that this compiler does not know."""

    name = "plain"
    links_to_any_file = True
    syntax = Syntax(github_footnotes=True)
    needs_endings = True

    def __init__(self, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self._owners = Owners(settings)
        self._sources = settings.sources

    def is_page(self, path: str) -> bool:
        """Every Markdown file, but for fragments that other pages include."""
        if not path.lower().endswith(PAGE_ENDINGS):
            return False
        is_fragment = path.endswith(".mdx") and name(path).startswith("_")
        return not is_fragment and _PARTIAL_FOLDERS.isdisjoint(path.split("/")[:-1])

    def slugger(self) -> Slugger:
        """GitHub's anchors."""
        return GithubSlugger()

    def place(self, path: str, front_matter: Mapping[str, Any]) -> Placement:
        """The path without its extension; a folder's index stands for the folder.

        A single source folder is the site's root.
        """
        product, version = self._owners.of(path)
        stem = path.rpartition(".")[0]
        if len(self._sources) == 1:
            stem = stem.removeprefix(f"{self._sources[0]}/")
        url = parent(stem) if name(stem) in INDEX_STEMS else stem
        return Placement(path, f"/{url}", product, version)

    def resolve(
        self, target: str, source: Placement, inventory: Inventory, *, image: bool = False
    ) -> Resolution:
        """A relative path counts from the page's folder.

        One with a leading slash counts from the project's root, else from a source folder.
        """
        if resolution := foreign(target):
            return resolution
        parts = _on_github(split(target))
        if not parts.path:
            return Resolution("page", source.path, parts.fragment)
        written = (
            parts.path.removeprefix("@site") if parts.path.startswith("@site/") else parts.path
        )
        path = join(parent(source.path), written)
        if path is None:
            outcome: Outcome = "other" if _OF_GITHUB.match(written) else "outside-root"
            return Resolution(outcome, None, parts.fragment)
        if resolution := found(inventory, path, parts.fragment):
            return resolution
        ending = extension(path)
        asset = image or (ending not in {"", ".html"} and not path.lower().endswith(PAGE_ENDINGS))
        starts = [path]
        if written.startswith("/"):
            starts += [f"{folder}/{path}" for folder in (*self._sources, *_ASSET_FOLDERS)]
        paths = list(starts)
        if not asset:
            paths += [page for start in starts for page in page_paths(start)]
        resolution = first_found(inventory, paths, parts.fragment, asset=asset)
        if resolution.outcome == "missing" and not asset and inventory.has_folder(path):
            return Resolution("asset", path, parts.fragment, asset=True)
        return resolution


def _on_github(parts: Target) -> Target:
    """GitHub also takes the ids that it writes into the page, and the numbers of lines."""
    fragment = parts.fragment
    if fragment and fragment.startswith("user-content-"):
        return Target(parts.path, fragment.removeprefix("user-content-"))
    if fragment and _LINES.fullmatch(fragment):
        return Target(parts.path, None)
    return parts


def page_paths(path: str, stems: Sequence[str] = INDEX_STEMS) -> list[str]:
    """The pages that a path without extension, or a folder, may stand for."""
    if path.endswith(".html"):
        return [path.removesuffix(".html") + ending for ending in PAGE_ENDINGS]
    folder = f"{path}/" if path else ""
    pages = [path + ending for ending in PAGE_ENDINGS[:2]] if path else []
    return pages + [f"{folder}{stem}{ending}" for stem in stems for ending in PAGE_ENDINGS[:2]]
