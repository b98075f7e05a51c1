"""What a `docusaurus.config.js` says about names and links. It is read, never executed."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from runbookc.config import ConfigError, ConfigProblem
from runbookc.config.place import text_inside
from runbookc.dialects.configurations import find_docusaurus_config
from runbookc.dialects.configured_values import site_address
from runbookc.dialects.docusaurus_plugins import (
    Blog,
    admonition_words,
    blogs,
    entries,
    generated,
    is_closed,
    placed,
    redirects,
    routes,
    string_of,
    strings_of,
)
from runbookc.dialects.javascript import UNKNOWN, object_literals
from runbookc.dialects.navigation import Navigation, docusaurus_navigation
from runbookc.source.frozen import dataclass

_DEFAULT_EXCLUDE = ("**/_*.{js,jsx,ts,tsx,md,mdx}", "**/_*/**", "**/*.test.{js,jsx,ts,tsx}")
_INDEX_SLUG = re.compile(r"""\bslug["']?\s*:\s*["']?/?([^"'\s,}]*[^"'\s,}/])""")
_LABEL = re.compile(
    r"""\blabel["']?\s*:\s*(?:(?P<quote>["'`])(?P<label>.+?)(?<!\\)(?P=quote)|(?P<bare>\w[^\n,}]*))"""
)
_IMPORTS = re.compile(r"\brequire\(|^import\s+(?!type\b)|\.\.\.", re.MULTILINE)
_DOCS_KEYS = {"id", "path", "routeBasePath"}
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
        address: of the site, with `baseUrl` and without its last slash; "" where it is not given.
        base_url: with slashes at both ends.
        is_base_known: whether the configuration gives it as a literal.
        trailing_slash: as configured; None leaves addresses as they are made.
        instances: the docs plugins.
        static: folders whose files are published at the site's root.
        routes: first parts of addresses that plugins other than docs publish under.
        made: addresses of generated index pages, from the docs route on, and of redirects.
        generated: folders that plugins fill during the build.
        blogs: the blog plugins.
        labels: the labels of sidebar categories, or None where not all can be read.
        locales: the languages whose pages are published under their name.
        is_closed: whether every plugin that publishes pages is known.
        computes_redirects: whether a function makes old addresses lead to new ones.
        rewrites_markup: whether plugins of its own change what stands in raw tags.
        admonitions: the words after `:::` that it names.
        navigation: what the sidebars of the only docs plugin list; None where that is not known.
    """

    site: str = ""
    address: str = ""
    base_url: str = "/"
    is_base_known: bool = True
    trailing_slash: bool | None = None
    instances: tuple[DocsInstance, ...] = (DocsInstance(),)
    static: tuple[str, ...] = ("static",)
    routes: frozenset[str] = frozenset(("search",))
    made: frozenset[str] = frozenset()
    generated: tuple[str, ...] = ()
    blogs: tuple[Blog, ...] = (Blog("blog", "blog"),)
    labels: frozenset[str] | None = None
    locales: tuple[str, ...] = ()
    is_closed: bool = False
    computes_redirects: bool = False
    rewrites_markup: bool = False
    admonitions: tuple[str, ...] = ()
    navigation: Navigation | None = None


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
            text = text_inside(path, root, errors="replace")
        except OSError as error:
            problem = ConfigProblem(path.name, None, "", f"cannot be read: {error.strerror}")
            raise ConfigError(problem) from None
    config = docusaurus_config(text, site)
    folder = root / site
    instances = tuple(_with_versions(instance, folder, root) for instance in config.instances)
    sidebars = _sidebars(folder, root)
    own = _own_sidebars(folder, root)
    return replace(
        config,
        instances=instances,
        made=config.made | frozenset(index_slugs(sidebars)),
        labels=None if _IMPORTS.search(sidebars) else frozenset(index_labels(sidebars)),
        navigation=docusaurus_navigation(own) if len(instances) == 1 else None,
    )


def docusaurus_config(text: str, site: str = "") -> DocusaurusConfig:
    """The settings in the text of a `docusaurus.config.*` that stands in the folder `site`."""
    candidates = object_literals(text)
    values = max(candidates, key=lambda item: len(_TELLING_KEYS & item.keys()), default={})
    base = string_of(values.get("baseUrl")).strip("/")
    address = string_of(values.get("url"))
    trailing = values.get("trailingSlash")
    static = strings_of(values.get("staticDirectories")) or ("static",)
    return DocusaurusConfig(
        site=site,
        address=site_address(f"{address.rstrip('/')}/{base}") if address else "",
        base_url=f"/{base}/" if base else "/",
        is_base_known=values.get("baseUrl", "") is not UNKNOWN,
        trailing_slash=trailing if isinstance(trailing, bool) else None,
        instances=tuple(_all_instances(values, candidates, site)),
        static=tuple(placed(folder, site) for folder in static),
        routes=frozenset(("search", *routes(values))),
        made=frozenset(redirects(values)),
        generated=tuple(generated(values)),
        blogs=tuple(blogs(values, site)),
        locales=_locales(values),
        is_closed=is_closed(values),
        # Where broken links stop the build, no link leads to an address that a function redirects.
        computes_redirects="createRedirects" in text
        and string_of(values.get("onBrokenLinks")) in ("ignore", "log", "warn"),
        rewrites_markup="emarkPlugins" in text or "rehypePlugins" in text,
        admonitions=tuple(admonition_words(values)),
    )


def _locales(values: Mapping[str, Any]) -> tuple[str, ...]:
    given = values.get("i18n")
    locales = strings_of(given.get("locales")) if isinstance(given, dict) else ()
    default = string_of(given.get("defaultLocale")) if isinstance(given, dict) else ""
    return tuple(locale for locale in locales if locale != default)


def _instances(values: Mapping[str, Any], site: str) -> list[DocsInstance]:
    found = []
    for name, options in entries(values.get("presets")):
        docs = options.get("docs", {})
        if name.endswith("classic") and docs is not False:
            found.append(_instance(docs if isinstance(docs, dict) else {}, site))
    for name, options in entries(values.get("plugins")):
        if name.endswith("content-docs"):
            found.append(_instance(options, site))
    return found


def _all_instances(
    values: Mapping[str, Any], candidates: Sequence[Mapping[str, Any]], site: str
) -> list[DocsInstance]:
    """The docs plugins; where some are computed, also those whose options stand by themselves."""
    found = _instances(values, site)
    if not is_closed(values):
        known = {instance.path for instance in found}
        loose = [_instance(item, site) for item in candidates if item.keys() >= _DOCS_KEYS]
        found += [instance for instance in loose if instance.path not in known]
    return found or [_instance({}, site)]


def _instance(options: Mapping[str, Any], site: str) -> DocsInstance:
    versions = options.get("versions")
    paths = [
        (name, string_of(value["path"]))
        for name, value in (versions.items() if isinstance(versions, dict) else [])
        if isinstance(value, dict) and isinstance(value.get("path"), str)
    ]
    exclude = strings_of(options.get("exclude"))
    route = options.get("routeBasePath")
    return DocsInstance(
        id=string_of(options.get("id")) or "default",
        path=placed(string_of(options.get("path")) or "docs", site),
        site=site,
        route=route.strip("/") if isinstance(route, str) else "docs",
        exclude=exclude if "exclude" in options else _DEFAULT_EXCLUDE,
        number_prefixes=options.get("numberPrefixParser") is not False,
        last_version=string_of(options.get("lastVersion")),
        paths=tuple(paths),
    )


def _with_versions(instance: DocsInstance, folder: Path, root: Path) -> DocsInstance:
    name = "versions.json" if instance.id == "default" else f"{instance.id}_versions.json"
    try:
        values = json.loads(text_inside(folder / name, root))
    except (OSError, ValueError, RecursionError):
        values = []
    versions = strings_of(values)
    last = instance.last_version or (versions[0] if versions else "current")
    return replace(instance, versions=versions, last_version=last)


def _own_sidebars(folder: Path, root: Path) -> str:
    """The text of the sidebars of the pages that are written now, in the usual place."""
    for ending in ("js", "ts", "json", "cjs", "mjs"):
        with suppress(OSError):
            return text_inside(folder / f"sidebars.{ending}", root, errors="replace")
    return ""


def _sidebars(folder: Path, root: Path) -> str:
    """The text of all sidebars of a site, those of its versions among them."""
    found = []
    for path in sorted((*folder.glob("*idebar*"), *folder.glob("*versioned_sidebars/*.json"))):
        try:
            found.append(text_inside(path, root, errors="replace"))
        except OSError:
            continue
    return "\n".join(found)


def index_slugs(text: str) -> list[str]:
    """The `slug` values in the text of a sidebars or category file, without outer slashes."""
    return _INDEX_SLUG.findall(text)


def index_labels(text: str) -> list[str]:
    """The `label` values in the text of a sidebars or category file."""
    return [match["label"] or match["bare"].rstrip() for match in _LABEL.finditer(text)]
