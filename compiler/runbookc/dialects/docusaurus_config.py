"""What a `docusaurus.config.js` says about names and links. It is read, never executed."""

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from runbookc.config import ConfigError, ConfigProblem
from runbookc.dialects.javascript import UNKNOWN, object_literals
from runbookc.dialects.navigation import Navigation, docusaurus_navigation

_NAMES = tuple(f"docusaurus.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs"))
_SITE_FOLDERS = ("", "website", "docs", "site", "documentation")
"""Where a repository keeps its site, the root first."""
_DEFAULT_EXCLUDE = ("**/_*.{js,jsx,ts,tsx,md,mdx}", "**/_*/**", "**/*.test.{js,jsx,ts,tsx}")
_INDEX_SLUG = re.compile(r"""\bslug["']?\s*:\s*["']?/?([^"'\s,}]*[^"'\s,}/])""")
_TELLING_KEYS = {"presets", "plugins", "baseUrl", "title", "url", "themeConfig"}


@dataclass(frozen=True)
class DocsInstance:
    """One docs plugin.

    Args:
        id: `default`, or as given.
        path: its folder, posix, from the root.
        site: the folder of the site, posix, from the root; "" is the root.
        route: `routeBasePath` without slashes at its ends.
        exclude: globs of files in its folder that are no pages.
        number_prefixes: whether `01-` at the start of a name is left out of the address.
        versions: those frozen in `versioned_docs/`, newest first.
        last_version: the one published without a version in its address; "current" is `path`.
        paths: address part by version, where the configuration gives one.
    """

    id: str = "default"
    path: str = "docs"
    site: str = ""
    route: str = "docs"
    exclude: tuple[str, ...] = _DEFAULT_EXCLUDE
    number_prefixes: bool = True
    versions: tuple[str, ...] = ()
    last_version: str = "current"
    paths: tuple[tuple[str, str], ...] = ()

    @property
    def versioned_folder(self) -> str:
        """The folder of the frozen versions."""
        name = "versioned_docs" if self.id == "default" else f"{self.id}_versioned_docs"
        return f"{self.site}/{name}" if self.site else name

    @property
    def is_outside(self) -> bool:
        """Whether its folder lies outside the project, where nothing is read."""
        return self.path.startswith("..")

    def version_path(self, version: str) -> str:
        """The address part of a version, "" for the last one."""
        given = dict(self.paths).get(version)
        if given is not None:
            return given.strip("/")
        if version == self.last_version or not self.versions:
            return ""
        return "next" if version == "current" else version


@dataclass(frozen=True)
class DocusaurusConfig:
    """The settings that decide how pages are named and linked.

    Args:
        site: the folder of the site, posix, from the root; "" is the root.
        base_url: with slashes at both ends.
        trailing_slash: as configured; None leaves addresses as they are made.
        instances: the docs plugins.
        static: folders whose files are published at the site's root.
        routes: first parts of addresses that plugins other than docs publish under.
        made: addresses of generated index pages, from the docs route on, and of redirects.
        generated: folders that plugins fill during the build.
        navigation: what the sidebars of the only docs plugin list; None where that is not known.
    """

    site: str = ""
    base_url: str = "/"
    trailing_slash: bool | None = None
    instances: tuple[DocsInstance, ...] = (DocsInstance(),)
    static: tuple[str, ...] = ("static",)
    routes: frozenset[str] = frozenset(("blog", "search"))
    made: frozenset[str] = frozenset()
    generated: tuple[str, ...] = ()
    navigation: Navigation | None = None


def find_docusaurus_config(root: Path) -> Path | None:
    """The project's `docusaurus.config.*`, at the root or in a usual folder for a site."""
    paths = (root / folder / name for folder in _SITE_FOLDERS for name in _NAMES)
    return next((path for path in paths if path.is_file()), None)


def read_docusaurus_config(root: Path) -> DocusaurusConfig:
    """Read the project's configuration and its `versions.json`; defaults where there is none.

    Raises:
        ConfigError: the file cannot be read.
    """
    path = find_docusaurus_config(root)
    text = ""
    site = path.parent.relative_to(root).as_posix() if path else ""
    site = "" if site == "." else site
    if path:
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError as error:
            problem = ConfigProblem(path.name, None, "", f"cannot be read: {error.strerror}")
            raise ConfigError(problem) from None
    config = docusaurus_config(text, site)
    folder = root / site
    instances = tuple(_with_versions(instance, folder) for instance in config.instances)
    navigation = docusaurus_navigation(_sidebars(folder)) if len(instances) == 1 else None
    config = replace(config, navigation=navigation)
    return replace(config, instances=instances, made=config.made | _sidebar_indexes(folder))


def docusaurus_config(text: str, site: str = "") -> DocusaurusConfig:
    """The settings in the text of a `docusaurus.config.*` that stands in the folder `site`."""
    candidates = object_literals(text)
    values = max(candidates, key=lambda item: len(_TELLING_KEYS & item.keys()), default={})
    base = _text(values.get("baseUrl")).strip("/")
    trailing = values.get("trailingSlash")
    static = _texts(values.get("staticDirectories")) or ("static",)
    return DocusaurusConfig(
        site=site,
        base_url=f"/{base}/" if base else "/",
        trailing_slash=trailing if isinstance(trailing, bool) else None,
        instances=tuple(_instances(values, site)) or (_instance({}, site),),
        static=tuple(_placed(folder, site) for folder in static),
        routes=frozenset(("blog", "search", *_routes(values))),
        made=frozenset(_redirects(values)),
        generated=tuple(_generated(values)),
    )


def _options(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options of every plugin that is not docs, those in presets included."""
    found = [
        options
        for name, options in _entries(values.get("plugins"))
        if not name.endswith("content-docs")
    ]
    for _, presets in _entries(values.get("presets")):
        found += [item for key, item in presets.items() if key != "docs" and isinstance(item, dict)]
    return found


def _routes(values: Mapping[str, Any]) -> list[str]:
    routes = [options.get("routeBasePath") for options in _options(values)]
    return [route.strip("/").partition("/")[0] for route in routes if isinstance(route, str)]


def _redirects(values: Mapping[str, Any]) -> list[str]:
    """The old addresses of the client redirects; not all are known when a function makes them."""
    found: list[str] = []
    for options in _options(values):
        items = options.get("redirects")
        for item in items if isinstance(items, list) else []:
            old = item.get("from") if isinstance(item, dict) else None
            found += [old] if isinstance(old, str) else _texts(old)
    return [old.strip("/") for old in found]


def _generated(values: Mapping[str, Any]) -> list[str]:
    """The folders that plugins name as their output."""
    found: list[str] = []
    for options in _options(values):
        tables = [options, *(item for item in _tables(options.get("config")))]
        for table in tables:
            found += [_clean(_text(table.get(key))) for key in ("out", "outputDir", "outDir")]
    return [folder for folder in found if folder]


def _tables(value: Any) -> list[dict[str, Any]]:
    items = value.values() if isinstance(value, dict) else []
    return [item for item in items if isinstance(item, dict)]


def _instances(values: Mapping[str, Any], site: str) -> list[DocsInstance]:
    found = []
    for name, options in _entries(values.get("presets")):
        docs = options.get("docs", {})
        if name.endswith("classic") and docs is not False:
            found.append(_instance(docs if isinstance(docs, dict) else {}, site))
    for name, options in _entries(values.get("plugins")):
        if name.endswith("content-docs"):
            found.append(_instance(options, site))
    return found


def _entries(value: Any) -> list[tuple[str, dict[str, Any]]]:
    """Presets and plugins: a name, or a list of a name and its options."""
    found = []
    for item in value if isinstance(value, list) else []:
        parts = item if isinstance(item, list) else [item]
        if parts and isinstance(parts[0], str):
            options = parts[1] if len(parts) > 1 and isinstance(parts[1], dict) else {}
            found.append((parts[0], options))
    return found


def _instance(options: Mapping[str, Any], site: str) -> DocsInstance:
    versions = options.get("versions")
    paths = [
        (name, _text(value["path"]))
        for name, value in (versions.items() if isinstance(versions, dict) else [])
        if isinstance(value, dict) and isinstance(value.get("path"), str)
    ]
    exclude = _texts(options.get("exclude"))
    route = options.get("routeBasePath")
    return DocsInstance(
        id=_text(options.get("id")) or "default",
        path=_placed(_text(options.get("path")) or "docs", site),
        site=site,
        route=route.strip("/") if isinstance(route, str) else "docs",
        exclude=exclude if "exclude" in options else _DEFAULT_EXCLUDE,
        number_prefixes=options.get("numberPrefixParser") is not False,
        last_version=_text(options.get("lastVersion")),
        paths=tuple(paths),
    )


def _with_versions(instance: DocsInstance, root: Path) -> DocsInstance:
    name = "versions.json" if instance.id == "default" else f"{instance.id}_versions.json"
    try:
        values = json.loads((root / name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        values = []
    versions = _texts(values)
    last = instance.last_version or (versions[0] if versions else "current")
    return replace(instance, versions=versions, last_version=last)


def _sidebars(folder: Path) -> str:
    """The text of the sidebars, where they stand in the usual place."""
    for ending in ("js", "ts", "json", "cjs", "mjs"):
        with suppress(OSError):
            return (folder / f"sidebars.{ending}").read_text(encoding="utf-8", errors="replace")
    return ""


def _sidebar_indexes(root: Path) -> frozenset[str]:
    """The addresses that sidebars give to the index pages of their categories."""
    texts = []
    for path in sorted(root.glob("*idebar*")):
        try:
            texts.append(path.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            continue
    return frozenset(index_slugs("\n".join(texts)))


def index_slugs(text: str) -> list[str]:
    """The `slug` values in the text of a sidebars or category file, without outer slashes."""
    return _INDEX_SLUG.findall(text)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    items: Sequence[Any] = value if isinstance(value, list) else []
    return tuple(item for item in items if item is not UNKNOWN and isinstance(item, str))


def _placed(folder: str, site: str) -> str:
    """A folder that is written from the site's, from the root."""
    path = posixpath.normpath(posixpath.join(site, folder.lstrip("/")))
    return "" if path == "." else path


def _clean(folder: str) -> str:
    return folder.removeprefix("./").strip("/")
