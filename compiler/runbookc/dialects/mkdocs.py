"""MkDocs: pages below `docs_dir`, links as paths to Markdown files, Python-Markdown's anchors."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from runbookc.config import Settings
from runbookc.dialects.base import Dialect, Inventory, Placement, Resolution, Slugger, Syntax
from runbookc.dialects.mkdocs_config import MkdocsConfig
from runbookc.dialects.slugs import (
    PythonMarkdownSlugger,
    pymdown_slug,
    python_markdown_slug,
    unicode_slug,
)
from runbookc.dialects.targets import (
    Target,
    first_found,
    foreign,
    join,
    joined_address,
    name,
    parent,
    split,
)
from runbookc.dialects.versions import Owners

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_THEME_FILES = frozenset(("img/favicon.ico", "assets/images/favicon.png", "search/"))
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass
class MkdocsDialect(Dialect):
    """MkDocs 1.6, and ProperDocs, which goes on from it."""

    config: MkdocsConfig
    settings: Settings
    name = "mkdocs"

    def __post_init__(self) -> None:
        self._owners = Owners(self.settings, [self.config.docs_dir])
        attributes = self.config.has("attr_list", "extra", "pymdownx.extra")
        self.syntax = Syntax(
            strikethrough=self.config.has("pymdownx.tilde"),
            directives=False,
            heading_ids=attributes,
            attribute_lists=attributes,
            loose_headings=True,
            linkify=self.config.has("pymdownx.magiclink"),
            comment_macros=self.config.has_hooks,
        )

    @cached_property
    def _excluded(self) -> "GitIgnoreSpec":
        from pathspec import GitIgnoreSpec

        # MkDocs leaves these out by itself; the project's own patterns come after.
        lines = [".*", "/templates/", *self.config.exclude.splitlines()]
        return GitIgnoreSpec.from_lines(lines)

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """Paths from `docs_dir` that no file of it has: those of redirects and of the theme."""
        redirects = {
            place
            for old in self.config.redirects
            for place in (old, old.rpartition(".")[0], f"{old.rpartition('.')[0]}/")
        }
        return _THEME_FILES | redirects

    def sources(self) -> tuple[str, ...]:
        """The folder of the docs."""
        return (self.config.docs_dir,)

    def is_page(self, path: str) -> bool:
        """Markdown below `docs_dir` that `exclude_docs` does not name."""
        inner = self._inner(path)
        return (
            inner is not None
            and inner.lower().endswith(PAGE_ENDINGS)
            and not self._excluded.match_file(inner)
        )

    def slugger(self) -> Slugger:
        """The slugs of Python-Markdown's `toc`, as configured."""
        return PythonMarkdownSlugger(self._slugify())

    def place(self, path: str, front_matter: Mapping[str, Any]) -> Placement:
        """`a.md` becomes `/a/`; `index.md` and `README.md` stand for their folder."""
        product, version = self._owners.of(path)
        stem = (self._inner(path) or path).rpartition(".")[0]
        folder = parent(stem)
        if name(stem) in {"index", "README"}:
            url = f"{folder}/" if folder else ""
        else:
            url = f"{stem}/" if self.config.use_directory_urls else f"{stem}.html"
        return Placement(path, f"/{url}", product, version)

    def resolve(
        self, target: str, source: Placement, inventory: Inventory, *, image: bool = False
    ) -> Resolution:
        """A relative target is the path of a file; anything else MkDocs leaves as it is."""
        if resolution := foreign(target):
            return resolution
        parts = split(target)
        if not parts.path:
            return Resolution("page", source.path, parts.fragment)
        if parts.path.startswith("/"):
            return self._absolute(parts.path, parts.fragment, inventory)
        path = join(parent(source.path), parts.path)
        if path is None:
            return Resolution("outside-root", None, parts.fragment)
        if posixpath.normpath(parts.path) == ".":
            return Resolution("page", source.path, parts.fragment)
        asset = image or not self._means_page(parts.path)
        if self._inner(path) is None and path != self.config.docs_dir:
            resolution = Resolution("missing", None, parts.fragment, path, asset=image)
        else:
            resolution = first_found(inventory, [path], parts.fragment, asset=asset)
        if resolution.outcome != "missing":
            return resolution
        return self._left_as_it_is(parts, source, inventory) or resolution

    def _left_as_it_is(
        self, parts: Target, source: Placement, inventory: Inventory
    ) -> Resolution | None:
        """What a relative target that names no file means on the site, as an address."""
        address = joined_address(source.url, parts.path)
        if not parts.path.lower().endswith(PAGE_ENDINGS):
            if page := inventory.page_at(address):
                return Resolution("page", page, parts.fragment)
            wanted = join(self.config.docs_dir, address.lstrip("/"))
            if wanted and inventory.has_file(wanted):
                return Resolution("asset", wanted, parts.fragment, asset=True)
        inner = join(parent(self._inner(source.path) or ""), parts.path)
        if self.config.generates_pages or {inner, address[1:]} & self._elsewhere:
            return Resolution("other", None, parts.fragment)
        return None

    def _absolute(self, path: str, fragment: str | None, inventory: Inventory) -> Resolution:
        """MkDocs does not look at absolute links; on the site they are addresses."""
        inner = path.removeprefix(self.config.base_path).lstrip("/")
        if page := inventory.page_at(f"/{inner}"):
            return Resolution("page", page, fragment)
        docs_dir = self.config.docs_dir
        wanted = f"{docs_dir}/{inner}" if docs_dir else inner
        resolution = first_found(inventory, [wanted], fragment, asset=not self._means_page(inner))
        is_elsewhere = (
            not self.config.knows_address
            or not path.startswith(self.config.base_path)
            or self.config.generates_pages
            or inner in self._elsewhere
        )
        if resolution.outcome == "missing" and is_elsewhere:
            return Resolution("other", None, fragment)
        return resolution

    def _inner(self, path: str) -> str | None:
        """The path from `docs_dir`; None outside it."""
        prefix = f"{self.config.docs_dir}/" if self.config.docs_dir else ""
        return path[len(prefix) :] if path.startswith(prefix) else None

    @staticmethod
    def _means_page(path: str) -> bool:
        ending = posixpath.splitext(path)[1].lower()
        return ending in {"", ".html", *PAGE_ENDINGS}

    def _slugify(self) -> Callable[[str], str]:
        chosen = self.config.option("toc", "slugify")
        tag = str(chosen.get("tag")) if isinstance(chosen, dict) else ""
        if "pymdownx.slugs" in tag:
            return pymdown_slug
        return unicode_slug if tag.endswith("slugify_unicode") else python_markdown_slug

    def is_listed(self, path: str, front_matter: Mapping[str, Any]) -> bool:
        """By `nav` and `not_in_nav`."""
        navigation = self.config.navigation
        return navigation is None or navigation.lists(self._inner(path) or path)
