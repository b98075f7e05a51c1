"""Docusaurus: docs plugins with versions, links as file paths or as addresses."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from runbookc.config import Settings, matches
from runbookc.dialects.base import Dialect, Inventory, Placement, Resolution, Slugger, Syntax
from runbookc.dialects.docusaurus_config import DocsInstance, DocusaurusConfig
from runbookc.dialects.docusaurus_routes import Routes
from runbookc.dialects.slugs import GithubSlugger
from runbookc.dialects.targets import (
    Target,
    extension,
    first_found,
    foreign,
    found,
    join,
    joined_address,
    name,
    parent,
    split,
)
from runbookc.dialects.versions import Owners
from runbookc.model import LinkNotation
from runbookc.source.frozen import dataclass

_PAGE_ENDINGS = (".md", ".mdx")
_NUMBER_PREFIX = re.compile(r"\d+\s*[-_.]+\s*([^-_.\s].*)")
_DATE_OR_VERSION = re.compile(r"\d+[-_.]\d+")


@dataclass(frozen=True)
class _Home:
    """Where a file lives: the folder of one version of one docs plugin."""

    instance: DocsInstance
    version: str
    folder: str
    language: str = ""
    original: str = ""

    @property
    def contents(self) -> tuple[str, ...]:
        """The folders whose pages stand in one tree: a translation's own, then the original's."""
        return (self.folder, self.original) if self.language else (self.folder,)


class DocusaurusDialect(Dialect):
    """Docusaurus 3."""

    name = "docusaurus"
    title_leads_to_top = True
    syntax = Syntax(
        admonitions=False, tabs=False, mdx=True, github_footnotes=True, alt_in_anchors=True
    )

    def __init__(self, config: DocusaurusConfig, settings: Settings) -> None:
        self.config = config
        self.syntax = replace(self.syntax, directive_kinds=config.admonitions)
        self._homes = sorted(_homes(config), key=lambda home: len(home.folder), reverse=True)
        self._pages_folder = f"{config.site}/src/pages".lstrip("/")
        self._routes = Routes(config)
        self._unpublished: frozenset[str] = frozenset()
        own = [home.folder for home in self._homes if not home.language]
        self._owners = Owners(settings, own)

    @property
    def address(self) -> str:
        """Where the configuration says that the site is published."""
        return self.config.address

    def sources(self) -> tuple[str, ...]:
        """The folders of all docs plugins and versions, and of free pages."""
        folders = {home.folder for home in self._homes if not home.language}
        folders |= {instance.versioned_folder for instance in self.config.instances}
        return (*sorted(folders), self._pages_folder)

    def take_note(self, files: Sequence[str], read: Callable[[str], bytes]) -> None:
        """Learn the addresses of index pages and of blog posts."""
        self._unpublished = frozenset(path for path in files if path.endswith(_PAGE_ENDINGS))
        self._routes.take_note(files, read)

    def is_page(self, path: str) -> bool:
        """Markdown in a docs folder that the plugin does not leave out."""
        if not path.endswith(_PAGE_ENDINGS):
            return False
        home = self._home(path)
        if home is None:
            return path.startswith(f"{self._pages_folder}/") and not name(path).startswith("_")
        return not home.language and self._is_wanted(path, home)

    def _is_wanted(self, path: str, home: _Home) -> bool:
        inner = path[len(home.folder) :].lstrip("/")
        return not any(matches(pattern, inner) for pattern in home.instance.exclude)

    def translation(self, path: str) -> tuple[str, str] | None:
        """A file below `i18n/`, and the page that it translates."""
        home = self._home(path) if path.endswith(_PAGE_ENDINGS) else None
        if home is None or not home.language or not self._is_wanted(path, home):
            return None
        return home.language, f"{home.original}{path[len(home.folder) :]}"

    def slugger(self) -> Slugger:
        """github-slugger's anchors."""
        return GithubSlugger()

    def place(self, path: str, front_matter: Mapping[str, Any]) -> Placement:
        """By plugin, version, folder, `id` and `slug`."""
        home = self._home(path)
        if home is None:
            inner = path.removeprefix(f"{self._pages_folder}/").rpartition(".")[0]
            url = self._published(f"/{inner.removesuffix('index')}")
            return Placement(path, url, *self._owners.of(path))
        product, version = self._owners.of(path)
        if home.instance.versions and version is None:
            version = home.version
        slug = _slug(path[len(home.folder) :].lstrip("/"), front_matter, home.instance)
        base = "/".join(
            part for part in (home.instance.route, home.instance.version_path(home.version)) if part
        )
        url = self._published(f"/{base}{slug}" if base else slug)
        return Placement(path, url, product, version)

    def included(self, target: str, page: str, exists: Callable[[str], bool]) -> str | None:
        """The file that `import Name from "target"` names: a path, or one of the site's aliases."""
        path = self._imported(target, page)
        return path if path is not None and exists(path) else None

    def included_place(self, fragment: Placement, page: Placement) -> Placement:
        """Paths count from the fragment's file, addresses from the page that shows it."""
        return replace(page, path=fragment.path)

    def resolve(
        self, target: str, source: Placement, inventory: Inventory, *, image: bool = False
    ) -> Resolution:
        """A path to a Markdown file or an asset, else an address on the site."""
        if resolution := foreign(target):
            return resolution
        parts = split(target)
        if not parts.path:
            return Resolution("page", source.path, parts.fragment)
        paths = self._file_paths(parts.path, source, image=image)
        is_page = parts.path.lower().endswith(_PAGE_ENDINGS)
        if not paths and (is_page or image):
            return Resolution("outside-root", None, parts.fragment)
        if image:
            return first_found(inventory, paths, parts.fragment, asset=True)
        if is_page:
            return self._file(parts, source, inventory, paths)
        for path in paths:
            resolution = found(inventory, path, parts.fragment)
            if resolution and resolution.asset:
                return resolution
        return self._address(parts, source, inventory, paths)

    def resolve_element(
        self,
        target: str,
        source: Placement,
        inventory: Inventory,
        *,
        image: bool,
        notation: LinkNotation,
    ) -> Resolution:
        """In tags, targets are addresses that a browser follows; only `require` reads files."""
        if resolution := foreign(target):
            return resolution
        parts = split(target)
        if not parts.path:
            return Resolution("page", source.path, parts.fragment)
        if notation == "module":
            path = self._imported(parts.path, source.path)
            if path is None:
                return Resolution("other")
            return first_found(inventory, [path], parts.fragment, asset=True)
        if notation == "base":
            parts = replace(parts, path=f"/{parts.path.lstrip('/')}")
        elif notation == "html":
            if parts.path.startswith("/"):
                if not f"{parts.path}/".startswith(self.config.base_url):
                    return Resolution("other")
            elif self.config.rewrites_markup or parts.path.startswith("@"):
                return Resolution("other")
        return self._published_at(parts, source, inventory, asset=image)

    def _published_at(
        self, parts: Target, source: Placement, inventory: Inventory, *, asset: bool
    ) -> Resolution:
        """What a browser finds; a relative path may count from the page or from its folder."""
        path = self._without_base(parts.path)
        bases = [source.url]
        if not path.startswith("/") and self.config.trailing_slash is None:
            bases.append(source.url.rstrip("/") + "/")
        for base in bases:
            address = joined_address(base, path)
            if page := inventory.page_at(address):
                return Resolution("page", page, parts.fragment)
            for folder in self.config.static:
                file = join(folder, address.lstrip("/"))
                if file is not None and inventory.has_file(file):
                    return Resolution("asset", file, parts.fragment, asset=True)
            if self._may_exist(address, inventory):
                return Resolution("other", None, parts.fragment)
        wanted = joined_address(bases[0], path).strip("/")
        is_file = asset or extension(path) not in {"", ".html", *_PAGE_ENDINGS}
        if is_file:
            wanted = join(self.config.static[0], wanted) or wanted
        return Resolution("missing", None, parts.fragment, wanted, asset=is_file)

    def _imported(self, target: str, page: str) -> str | None:
        """The path that an import or a `require` names, where it names a file of the project."""
        if target.startswith(("./", "../")):
            return join(parent(page), target)
        if target.startswith("@site/"):
            return join(self.config.site, target.removeprefix("@site/"))
        return None

    def _file(
        self, parts: Target, source: Placement, inventory: Inventory, paths: list[str]
    ) -> Resolution:
        """A Markdown file: of the same docs plugin, whose pages alone it knows.

        Any other file that exists is offered as it is where its path begins at the site.
        """
        home = self._home(source.path)
        own = [
            path
            for path in paths
            if home and (at := self._home(path)) and at.instance == home.instance
        ]
        if own:
            resolution = first_found(inventory, own, parts.fragment)
            if resolution.outcome != "missing":
                return resolution
        if parts.path.startswith("@site/"):
            for path in paths:
                if inventory.has_file(path) or path in self._unpublished:
                    return Resolution("asset", path, None, asset=True)
        return Resolution("missing", None, parts.fragment, paths[0])

    def _file_paths(self, written: str, source: Placement, *, image: bool) -> list[str]:
        """The files that a path may name, in the order in which Docusaurus looks."""
        home = self._home(source.path)
        contents = home.contents if home else ()
        site = self.config.site
        if written.startswith("@site/"):
            folders, written = [site], written.removeprefix("@site/")
        elif written.startswith("/"):
            is_page = written.lower().endswith(_PAGE_ENDINGS)
            folders = [*contents, site] if is_page else [*self.config.static]
            if not image:
                written = self._without_base(written)
            written = written.lstrip("/")
        elif image or written.startswith(("./", "../")):
            folders = [parent(source.path)]
        else:
            folders = [*contents, site, parent(source.path)]
        joined = [join(folder, written) for folder in folders]
        paths = list(dict.fromkeys(path for path in joined if path is not None))
        return [path for path in paths if home is None or path != home.folder] or paths

    def _address(
        self, parts: Target, source: Placement, inventory: Inventory, paths: list[str]
    ) -> Resolution:
        """An address, relative to the page's own as in a browser."""
        address = joined_address(source.url, self._without_base(parts.path))
        if page := inventory.page_at(address):
            return Resolution("page", page, parts.fragment)
        # The router ignores case, and so does Docusaurus' own check; most hosts do not.
        if page := inventory.page_at(address.lower()):
            return Resolution("page", page, parts.fragment, address, case_only=True)
        if self._may_exist(address, inventory) or (
            self.config.computes_redirects and parts.path.startswith("/")
        ):
            return Resolution("other", None, parts.fragment)
        is_asset = extension(parts.path) not in {"", ".html"}
        if is_asset and paths:
            return first_found(inventory, paths, parts.fragment, asset=True)
        endings = [*_PAGE_ENDINGS, "/index.md", "/index.mdx", "/README.md"]
        for path in paths:
            for ending in endings:
                if existing := inventory.same_but_case(path + ending):
                    return Resolution(
                        "page", existing, parts.fragment, path + ending, case_only=True
                    )
        if not paths:
            return Resolution("outside-root", None, parts.fragment)
        return Resolution("missing", None, parts.fragment, paths[0])

    def _may_exist(self, address: str, inventory: Inventory) -> bool:
        """Whether something else may be published there.

        Under a language, and under what may be the site's base, that is what is so without them.
        """
        first, _, rest = address.strip("/").partition("/")
        if first in self.config.locales or not self.config.is_base_known:
            address = f"/{rest}"
            if inventory.page_at(address):
                return True
        return self._routes.may_exist(address, inventory)

    def _without_base(self, path: str) -> str:
        """An address without the site's base: links may be written with it and without."""
        short = path.removeprefix(self.config.base_url.rstrip("/"))
        return short if short.startswith("/") else path

    def is_listed(self, path: str, front_matter: Mapping[str, Any]) -> bool:
        """By the ids in the sidebars; those of frozen versions are not read."""
        navigation, home = self.config.navigation, self._home(path)
        if navigation is None or home is None or home.folder != home.instance.path:
            return True
        inner = path[len(home.folder) :].lstrip("/").rpartition(".")[0]
        own = str(front_matter.get("id") or name(inner))
        paths = [inner, "/".join(map(_unnumbered, inner.split("/")))]
        return any(
            navigation.lists(entry)
            for each in paths
            for entry in (each, f"{parent(each)}/{own}".lstrip("/"))
        )

    def _home(self, path: str) -> _Home | None:
        for home in self._homes:
            if not home.folder or path.startswith(f"{home.folder}/"):
                return home
        return None

    def _published(self, url: str) -> str:
        url = re.sub(r"/{2,}", "/", url)
        if self.config.trailing_slash is None or url == "/":
            return url
        return f"{url.rstrip('/')}/" if self.config.trailing_slash else url.rstrip("/") or "/"


def _homes(config: DocusaurusConfig) -> list[_Home]:
    homes = []
    for instance in config.instances:
        folders = {"current": instance.path}
        for version in instance.versions:
            folders[version] = f"{instance.versioned_folder}/version-{version}"
        plugin = "docusaurus-plugin-content-docs"
        plugin += "" if instance.id == "default" else f"-{instance.id}"
        for version, folder in folders.items():
            homes.append(_Home(instance, version, folder))
            label = "current" if version == "current" else f"version-{version}"
            for language in config.locales:
                translated = f"{config.site}/i18n/{language}/{plugin}/{label}".lstrip("/")
                homes.append(_Home(instance, version, translated, language, folder))
    return homes


def _slug(inner: str, front_matter: Mapping[str, Any], instance: DocsInstance) -> str:
    """The address of a page inside its version, with a leading slash."""
    given = front_matter.get("slug")
    slug = str(given) if given not in (None, "") else None
    if slug and slug.startswith("/"):
        return slug
    folders, stem = inner.split("/")[:-1], name(inner).rpartition(".")[0]
    shown = [_unnumbered(folder) for folder in folders] if instance.number_prefixes else folders
    folder_slug = "/".join(["", *shown, ""])
    index_names = {"index", "readme", *(folder.lower() for folder in folders[-1:])}
    if slug is None and stem.lower() in index_names:
        return folder_slug
    own = front_matter.get("id")
    unnumbered = _unnumbered(stem) if instance.number_prefixes else stem
    base = slug or (str(own) if own not in (None, "") else unnumbered)
    return joined_address(folder_slug, base)


def _unnumbered(part: str) -> str:
    """A name without the number that only orders it; dates and versions keep theirs."""
    match = _NUMBER_PREFIX.fullmatch(part)
    return match[1] if match and not _DATE_OR_VERSION.match(part) else part
