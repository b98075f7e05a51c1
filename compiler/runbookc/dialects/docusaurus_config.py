"""What a `docusaurus.config.js` says about names and links. It is read, never executed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runbookc.config import ConfigError, ConfigProblem
from runbookc.dialects.javascript import UNKNOWN, object_literals

_NAMES = tuple(f"docusaurus.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs"))
_DEFAULT_EXCLUDE = ("**/_*.{js,jsx,ts,tsx,md,mdx}", "**/_*/**", "**/*.test.{js,jsx,ts,tsx}")
_TELLING_KEYS = {"presets", "plugins", "baseUrl", "title", "url", "themeConfig"}


@dataclass(frozen=True)
class DocsInstance:
    """One docs plugin.

    Args:
        id: `default`, or as given.
        path: its folder, posix, from the root.
        route: `routeBasePath` without slashes at its ends.
        exclude: globs of files in its folder that are no pages.
        number_prefixes: whether `01-` at the start of a name is left out of the address.
        versions: those frozen in `versioned_docs/`, newest first.
        last_version: the one published without a version in its address; "current" is `path`.
        paths: address part by version, where the configuration gives one.
    """

    id: str = "default"
    path: str = "docs"
    route: str = "docs"
    exclude: tuple[str, ...] = _DEFAULT_EXCLUDE
    number_prefixes: bool = True
    versions: tuple[str, ...] = ()
    last_version: str = "current"
    paths: tuple[tuple[str, str], ...] = ()

    @property
    def versioned_folder(self) -> str:
        """The folder of the frozen versions."""
        return "versioned_docs" if self.id == "default" else f"{self.id}_versioned_docs"

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
        base_url: with slashes at both ends.
        trailing_slash: as configured; None leaves addresses as they are made.
        instances: the docs plugins.
        static: folders whose files are published at the site's root.
    """

    base_url: str = "/"
    trailing_slash: bool | None = None
    instances: tuple[DocsInstance, ...] = (DocsInstance(),)
    static: tuple[str, ...] = ("static",)


def find_docusaurus_config(root: Path) -> Path | None:
    """The project's `docusaurus.config.*`."""
    return next((root / name for name in _NAMES if (root / name).is_file()), None)


def read_docusaurus_config(root: Path) -> DocusaurusConfig:
    """Read the project's configuration and its `versions.json`; defaults where there is none.

    Raises:
        ConfigError: the file cannot be read.
    """
    path = find_docusaurus_config(root)
    text = ""
    if path:
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError as error:
            problem = ConfigProblem(path.name, None, "", f"cannot be read: {error.strerror}")
            raise ConfigError(problem) from None
    config = docusaurus_config(text)
    instances = tuple(_with_versions(instance, root) for instance in config.instances)
    return DocusaurusConfig(config.base_url, config.trailing_slash, instances, config.static)


def docusaurus_config(text: str) -> DocusaurusConfig:
    """The settings in the text of a `docusaurus.config.*`."""
    candidates = object_literals(text)
    values = max(candidates, key=lambda item: len(_TELLING_KEYS & item.keys()), default={})
    base = _text(values.get("baseUrl")).strip("/")
    trailing = values.get("trailingSlash")
    static = _texts(values.get("staticDirectories"))
    return DocusaurusConfig(
        base_url=f"/{base}/" if base else "/",
        trailing_slash=trailing if isinstance(trailing, bool) else None,
        instances=tuple(_instances(values)) or (DocsInstance(),),
        static=tuple(_clean(folder) for folder in static) or ("static",),
    )


def _instances(values: Mapping[str, Any]) -> list[DocsInstance]:
    found = []
    for name, options in _entries(values.get("presets")):
        docs = options.get("docs", {})
        if name.endswith("classic") and docs is not False:
            found.append(_instance(docs if isinstance(docs, dict) else {}))
    for name, options in _entries(values.get("plugins")):
        if name.endswith("content-docs"):
            found.append(_instance(options))
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


def _instance(options: Mapping[str, Any]) -> DocsInstance:
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
        path=_clean(_text(options.get("path")) or "docs"),
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
    return DocsInstance(
        instance.id,
        instance.path,
        instance.route,
        instance.exclude,
        instance.number_prefixes,
        versions,
        last,
        instance.paths,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    items: Sequence[Any] = value if isinstance(value, list) else []
    return tuple(item for item in items if item is not UNKNOWN and isinstance(item, str))


def _clean(folder: str) -> str:
    return folder.removeprefix("./").strip("/")
