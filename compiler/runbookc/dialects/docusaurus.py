"""Docusaurus: docs plugins with versions, links as file paths or as addresses."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from runbookc.config import Settings, matches
from runbookc.dialects.base import Dialect, Inventory, Placement, Resolution, Slugger, Syntax
from runbookc.dialects.docusaurus_config import DocsInstance, DocusaurusConfig, index_slugs
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

_PAGE_ENDINGS = (".md", ".mdx")
_NUMBER_PREFIX = re.compile(r"\d+\s*[-_.]+\s*([^-_.\s].*)")
_DATE_OR_VERSION = re.compile(r"\d+[-_.]\d+")


@dataclass(frozen=True)
class _Home:
    """Where a file lives: the folder of one version of one docs plugin."""

    instance: DocsInstance
    version: str
    folder: str


class DocusaurusDialect(Dialect):
    """Docusaurus 3."""

    name = "docusaurus"
    title_leads_to_top = True
    syntax = Syntax(admonitions=False, tabs=False, mdx=True)

    def __init__(self, config: DocusaurusConfig, settings: Settings) -> None:
        self.config = config
        self._homes = sorted(_homes(config), key=lambda home: len(home.folder), reverse=True)
        self._pages_folder = f"{config.site}/src/pages".lstrip("/")
        self._indexes: frozenset[str] = frozenset()
        self._owners = Owners(settings, [home.folder for home in self._homes])

    def sources(self) -> tuple[str, ...]:
        """The folders of all docs plugins and versions, and of free pages."""
        folders = {home.folder for home in self._homes}
        folders |= {instance.versioned_folder for instance in self.config.instances}
        return (*sorted(folders), self._pages_folder)

    def take_note(self, files: Sequence[str], read: Callable[[str], bytes]) -> None:
        """Learn the addresses that `_category_.json` and `.yml` files give to index pages."""
        found: set[str] = set()
        for path in files:
            if name(path).startswith("_category_."):
                with suppress(OSError):
                    found.update(index_slugs(read(path).decode("utf-8", "replace")))
        self._indexes = frozenset(found)

    def is_page(self, path: str) -> bool:
        """Markdown in a docs folder that the plugin does not leave out."""
        if not path.endswith(_PAGE_ENDINGS):
            return False
        home = self._home(path)
        if home is None:
            return path.startswith(f"{self._pages_folder}/") and not name(path).startswith("_")
        inner = path[len(home.folder) :].lstrip("/")
        return not any(matches(pattern, inner) for pattern in home.instance.exclude)

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
        if not paths:
            return Resolution("outside-root", None, parts.fragment)
        if parts.path.lower().endswith(_PAGE_ENDINGS) and not image:
            return first_found(inventory, paths, parts.fragment)
        if image:
            return first_found(inventory, paths, parts.fragment, asset=True)
        for path in paths:
            resolution = found(inventory, path, parts.fragment)
            if resolution and resolution.asset:
                return resolution
        return self._address(parts, source, inventory, paths)

    def _file_paths(self, written: str, source: Placement, *, image: bool) -> list[str]:
        """The files that a path may name, in the order in which Docusaurus looks."""
        home = self._home(source.path)
        contents = [home.folder] if home else []
        site = self.config.site
        if written.startswith("@site/"):
            folders, written = [site], written.removeprefix("@site/")
        elif written.startswith("/"):
            is_page = written.lower().endswith(_PAGE_ENDINGS)
            folders = [*contents, site] if is_page else [*self.config.static, site]
            if not image:
                written = self._without_base(written)
            written = written.lstrip("/")
        elif written.startswith(("./", "../")):
            folders = [parent(source.path)]
        else:
            folders = [parent(source.path), *contents, site]
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
        if self._is_made_by_others(address, inventory):
            return Resolution("other", None, parts.fragment)
        is_asset = extension(parts.path) not in {"", ".html"}
        if is_asset:
            return first_found(inventory, paths, parts.fragment, asset=True)
        endings = [*_PAGE_ENDINGS, "/index.md", "/index.mdx", "/README.md"]
        for path in paths:
            for ending in endings:
                if existing := inventory.same_but_case(path + ending):
                    return Resolution(
                        "page", existing, parts.fragment, path + ending, case_only=True
                    )
        return Resolution("missing", None, parts.fragment, paths[0])

    def _without_base(self, path: str) -> str:
        """An address without the site's base: links may be written with it and without."""
        short = path.removeprefix(self.config.base_url.rstrip("/"))
        return short if short.startswith("/") else path

    def _is_made_by_others(self, address: str, inventory: Inventory) -> bool:
        """Whether an address may belong to a page that no Markdown file of the docs makes."""
        inner = address.strip("/")
        owners = [
            instance
            for instance in self.config.instances
            if not instance.route or f"{inner}/".startswith(f"{instance.route}/")
        ]
        made = self.config.made | self._indexes
        if not owners or inner in made:
            return True
        instance = max(owners, key=lambda item: len(item.route))
        below = inner[len(instance.route) :].strip("/")
        version, below = _version_of(below, instance)
        first = below.partition("/")[0]
        if not below or below in made or first in {"category", "tags"}:
            return True
        if instance.is_outside and version == "current":
            return True
        if any(f"{inner}/".startswith(f"{folder}/") for folder in self.config.generated):
            return True
        if not instance.route and first in self.config.routes:
            return True
        return self._is_made_by_code(inner, inventory)

    def _is_made_by_code(self, inner: str, inventory: Inventory) -> bool:
        """Whether a component, or a static HTML file, is published under an address."""
        files = [
            f"{self._pages_folder}/{inner}{index}.{ending}"
            for index in ("", "/index")
            for ending in ("tsx", "jsx", "ts", "js")
        ]
        files += [
            f"{folder}/{inner}{index}.html"
            for folder in self.config.static
            for index in ("", "/index")
        ]
        return any(map(inventory.has_file, files))

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
        homes.append(_Home(instance, "current", instance.path))
        for version in instance.versions:
            folder = f"{instance.versioned_folder}/version-{version}"
            homes.append(_Home(instance, version, folder))
    return homes


def _version_of(below: str, instance: DocsInstance) -> tuple[str, str]:
    """The version that an address below a docs route belongs to, and what follows it."""
    last = "current"
    for version in ("current", *instance.versions):
        path = instance.version_path(version)
        if path and f"{below}/".startswith(f"{path}/"):
            return version, below[len(path) :].strip("/")
        if not path:
            last = version
    return last, below


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
