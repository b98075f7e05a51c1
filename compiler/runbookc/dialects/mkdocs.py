"""MkDocs: pages below `docs_dir`, links as paths to Markdown files, Python-Markdown's anchors."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, Any

from runbookc.config import Settings
from runbookc.dialects.base import (
    Dialect,
    Inventory,
    NavigationEntry,
    Placement,
    Resolution,
    Slugger,
    Syntax,
)
from runbookc.dialects.configured_values import ignore_patterns
from runbookc.dialects.mkdocs_config import MkdocsConfig
from runbookc.dialects.mkdocs_slugs import slugify_of
from runbookc.dialects.mkdocs_snippets import appended_files, snippet_part, snippet_path
from runbookc.dialects.slugs import PythonMarkdownSlugger, python_markdown_slug
from runbookc.dialects.targets import (
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

_THEME_FILES = frozenset(("img/favicon.ico", "assets/images/favicon.png"))
_GUESSED_ENDINGS = ("", "/index.md", "/README.md")
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass
class MkdocsDialect(Dialect):
    """MkDocs 1.6, and ProperDocs, which goes on from it."""

    config: MkdocsConfig
    settings: Settings
    name = "mkdocs"
    links_to_any_file = True
    has_top = False

    def __post_init__(self) -> None:
        self._owners = Owners(self.settings, [self.config.docs_dir])
        has = self.config.has
        attributes = has("attr_list", "extra", "pymdownx.extra")
        unknown = self.config.has_unknown_extensions
        notations = unknown or self.config.reads_all
        # MkDocs looks for the anchors of footnotes as for any other.
        self.rendered_anchors = ("__tabbed_",) if self.config.has("pymdownx.tabbed") else ()
        self.syntax = Syntax(
            strikethrough=has("pymdownx.tilde"),
            directives=False,
            admonitions=has("admonition", "pymdownx.details") or notations,
            tabs=has("pymdownx.tabbed") or notations,
            heading_ids=attributes,
            attribute_lists=attributes,
            python_markdown=True,
            nested_fences=has("pymdownx.superfences", "pymdownx.extra") or notations,
            markdown_in_html=has("md_in_html", "extra", "pymdownx.extra"),
            definition_lists=has("def_list", "extra", "pymdownx.extra"),
            footnotes=has("footnotes", "extra", "pymdownx.extra"),
            shortcodes=has("pymdownx.emoji"),
            linkify=has("pymdownx.magiclink"),
            comment_macros=self.config.has_hooks,
            templates=self.config.fills_templates,
            file_inclusions=unknown,
            snippets=has("pymdownx.snippets"),
            appended=appended_files(self.config),
            code_documentation=self.config.documents_code or unknown,
        )

    @cached_property
    def _excluded(self) -> "GitIgnoreSpec":
        # MkDocs leaves these out by itself; the project's own patterns come after.
        return ignore_patterns([".*", "/templates/", *self.config.exclude.splitlines()])

    @cached_property
    def _redirected(self) -> dict[str, str]:
        """Where the old pages of the redirects plugin lead, by their addresses."""
        return {self._address_of(old).rstrip("/"): new for old, new in self.config.redirects}

    @property
    def address(self) -> str:
        """Where the configuration says that the site is published."""
        return self.config.address

    def sources(self) -> tuple[str, ...]:
        """The folder of the docs."""
        return (self.config.docs_dir,)

    def is_page(self, path: str) -> bool:
        """Markdown below `docs_dir` that `exclude_docs` does not name."""
        inner = self._inner(path)
        return (
            inner is not None
            and inner.lower().endswith(PAGE_ENDINGS)
            and not self._is_removed(inner)
            and not self._excluded.match_file(inner)
        )

    def slugger(self) -> Slugger:
        """The slugs of Python-Markdown's `toc`, as configured."""
        return PythonMarkdownSlugger(slugify_of(self.config) or python_markdown_slug)

    def place(self, path: str, front_matter: Mapping[str, Any]) -> Placement:
        """`a.md` becomes `/a/`; `index.md` and `README.md` stand for their folder."""
        product, version = self._owners.of(path)
        inner = self._localised(self._inner(path) or path)
        return Placement(path, self._address_of(inner), product, version)

    def resolve(
        self, target: str, source: Placement, inventory: Inventory, *, image: bool = False
    ) -> Resolution:
        """A relative target is the path of a file; an absolute one is an address.

        MkDocs looks for nothing but files, so an address that would work in the browser, such as
        `../other-page/`, is missing. It compares fragments as they are written.
        """
        if resolution := foreign(target, templates=self.config.fills_templates):
            return resolution
        path, fragment = split(target).path, target.strip().partition("#")[2] or None
        if not path:
            return Resolution("page", source.path, fragment)
        if path.startswith(("/", "\\")) and not self.config.absolute_from_docs:
            return self._absolute(path, fragment, inventory)
        own = self._inner(source.path) or ""
        if not self.is_published(source.path, inventory):
            return Resolution("other", None, fragment)
        inner = join("" if path.startswith("/") else parent(own), path.lstrip("/"))
        if inner is not None and (found := self._found(inner, fragment, inventory)):
            return found
        wanted = self._outer(inner) if inner is not None else join(parent(source.path), path)
        if wanted is None:
            return Resolution("outside-root", None, fragment)
        if self._may_be_generated(inner):
            return Resolution("other", None, fragment)
        meant = self._meant(own, path, source.url, inventory)
        if meant is None and inner is None and inventory.has_page(wanted):
            meant = wanted
        asset = image or not self._means_page(path)
        return Resolution("missing", None, fragment, wanted, asset=asset, nearest=meant)

    def included(self, target: str, page: str, exists: Callable[[str], bool]) -> str | None:
        """The file that a snippet names, from one of the configured folders."""
        return snippet_path(self.config, target, page, exists)

    def part(self, content: bytes, name: str) -> bytes:
        """The section or the lines that a snippet shows."""
        return snippet_part(content, name)

    def broken_navigation(
        self, exists: Callable[[str], bool]
    ) -> Iterable[tuple[NavigationEntry, str]]:
        """The files that `nav` names and that are not below `docs_dir`."""
        if self.config.generates_pages:
            return
        for entry in self.config.nav:
            inner = join("", entry.target)
            path = None if inner is None else self._outer(inner)
            if path is None or not any(map(exists, (path, *self._outer_translations(inner)))):
                yield entry, path or entry.target

    def _outer_translations(self, inner: str | None) -> Iterator[str]:
        return map(self._outer, self._translations(inner or ""))

    def follows(self, target: str) -> bool:
        """Whether MkDocs takes a relative target for that of a file: a name with an ending."""
        path = split(target).path
        return path.startswith("/") or bool(posixpath.splitext(path)[1])

    def _found(self, inner: str, fragment: str | None, inventory: Inventory) -> Resolution | None:
        """What a path from `docs_dir` names: a page, another file, or one of the theme's."""
        for candidate in (inner, *self._translations(inner)):
            path = self._outer(candidate)
            if self._is_hidden(candidate, inventory):
                continue
            if inventory.has_file(path) and self._excluded.match_file(candidate):
                # MkDocs notes as information that the site will not have it.
                return Resolution("asset", path, fragment, asset=True)
            if inventory.has_page(path):
                return Resolution("page", path, fragment)
            if inventory.has_file(path):
                return Resolution("asset", path, fragment, asset=True)
        theme_dir = self.config.theme_dir
        if inner in _THEME_FILES or (theme_dir and inventory.has_file(f"{theme_dir}/{inner}")):
            return Resolution("other", None, fragment)
        return None

    def is_published(self, path: str, inventory: Inventory) -> bool:
        """Whether MkDocs makes a page of it."""
        return not self._is_hidden(self._inner(path) or "", inventory)

    def _is_hidden(self, inner: str, inventory: Inventory) -> bool:
        """Whether MkDocs acts as if a file were not there, as a README beside an index."""
        if self._is_removed(inner):
            return True
        folder = parent(inner)
        index = f"{folder}/index.md" if folder else "index.md"
        return name(inner) == "README.md" and inventory.has_page(self._outer(index))

    def _may_be_generated(self, inner: str | None) -> bool:
        """Whether a plugin or a hook may publish a page or a file of this path."""
        folders = self.config.generated
        return self.config.generates_pages or (
            inner is not None and any(inner.startswith(f"{folder}/") for folder in folders)
        )

    def _is_removed(self, inner: str) -> bool:
        return any(fnmatchcase(inner, glob) for glob in self.config.removed)

    def _meant(self, own: str, path: str, url: str, inventory: Inventory) -> str | None:
        """The file that a broken target surely means, by the guesses that MkDocs makes too."""
        if posixpath.normpath(path) == ".":
            return self._outer(own)
        as_path, as_address = join(parent(own), path), joined_address(url, path).strip("/")
        redirected = dict(self.config.redirects).get(as_path or "")
        starts = [start for start in (as_path, as_address) if start is not None]
        guesses = [f"{start}{ending}" for start in starts for ending in _GUESSED_ENDINGS]
        stems = [f"{start.removesuffix('.html')}.md" for start in starts]
        for guess in (*([redirected] if redirected else []), *guesses, *stems):
            found = self._outer(guess.lstrip("/"))
            if inventory.has_file(found) and not self._is_hidden(guess, inventory):
                return found
        return inventory.same_but_case(self._outer(as_path)) if as_path else None

    def _absolute(self, path: str, fragment: str | None, inventory: Inventory) -> Resolution:
        """MkDocs leaves absolute links as they are: on the site they are addresses."""
        inner = path.removeprefix(self.config.base_path).lstrip("/")
        if page := inventory.page_at(f"/{inner}"):
            return Resolution("page", page, fragment)
        wanted = self._outer(inner)
        is_source = inventory.has_page(wanted)
        if inventory.has_file(wanted) and not is_source:
            return Resolution("asset", wanted, fragment, asset=True)
        if new := self._redirected.get(f"/{inner}".rstrip("/")):
            if new.startswith(("http://", "https://")):
                return Resolution("other")
            page, _, place = new.partition("#")
            return self._found(page, place or fragment, inventory) or _missing(new, wanted)
        is_elsewhere = (
            not self.config.knows_address
            or not path.startswith(self.config.base_path)
            or self._may_be_generated(inner)
            or inner in _THEME_FILES
        )
        if is_elsewhere and not is_source:
            return Resolution("other", None, fragment)
        asset = not self._means_page(inner)
        meant = wanted if is_source else inventory.same_but_case(wanted)
        return Resolution("missing", None, fragment, wanted, asset=asset, nearest=meant)

    def _address_of(self, inner: str) -> str:
        """The address of the page whose path from `docs_dir` is this."""
        stem = inner.rpartition(".")[0]
        folder = parent(stem)
        if name(stem) in {"index", "README"}:
            return f"/{folder}/" if folder else "/"
        return f"/{stem}/" if self.config.use_directory_urls else f"/{stem}.html"

    def _localised(self, inner: str) -> str:
        """The path by which the plugin `i18n` publishes a translated file."""
        locales = self.config.locales
        if not locales:
            return inner
        if self.config.locale_folders:
            return inner.removeprefix(f"{locales[0]}/")
        stem, _, ending = inner.rpartition(".")
        rest, _, locale = stem.rpartition(".")
        if not rest or locale not in locales:
            return inner
        return f"{rest}.{ending}" if locale == locales[0] else f"{locale}/{rest}.{ending}"

    def _translations(self, inner: str) -> Iterator[str]:
        """The files of the plugin `i18n` that stand for one of this path."""
        locales = self.config.locales
        if locales and self.config.locale_folders:
            first, _, rest = inner.partition("/")
            yield f"{locales[0]}/{rest if first in locales else inner}"
            return
        stem, _, ending = inner.rpartition(".")
        for locale in locales if stem else ():
            yield f"{stem}.{locale}.{ending}"

    def _outer(self, inner: str) -> str:
        """The path from the root of one from `docs_dir`."""
        docs_dir = self.config.docs_dir
        return f"{docs_dir}/{inner}".rstrip("/") if docs_dir else inner

    def _inner(self, path: str) -> str | None:
        """The path from `docs_dir`; None outside it."""
        prefix = f"{self.config.docs_dir}/" if self.config.docs_dir else ""
        return path[len(prefix) :] if path.startswith(prefix) else None

    @staticmethod
    def _means_page(path: str) -> bool:
        ending = posixpath.splitext(path)[1].lower()
        return ending in {"", ".html", *PAGE_ENDINGS}

    def is_listed(self, path: str, front_matter: Mapping[str, Any]) -> bool:
        """By `nav` and `not_in_nav`."""
        navigation = self.config.navigation
        return navigation is None or navigation.lists(self._inner(path) or path)


def _missing(target: str, wanted: str) -> Resolution:
    return Resolution("missing", None, target.partition("#")[2] or None, wanted)
