"""What presets and plugins of a Docusaurus site publish besides docs, as far as it is literal."""

import posixpath
from collections.abc import Mapping, Sequence
from typing import Any

from runbookc.dialects.javascript import UNKNOWN
from runbookc.source.frozen import dataclass

_PRESETS = ("classic", "@docusaurus/preset-classic")
# Plugins that publish no page, or whose pages are known.
_HARMLESS = ("@docusaurus/plugin-", "docusaurus-plugin-sass", "docusaurus-plugin-image-zoom")
_SEARCH = ("docusaurus-lunr-search", "@easyops-cn/docusaurus-search-local")


@dataclass(frozen=True)
class Blog:
    """One blog plugin.

    Args:
        path: its folder, posix, from the root.
        route: `routeBasePath` without slashes at its ends.
    """

    path: str
    route: str


def options_of(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options of every plugin that is not docs, those in presets included."""
    found = [
        options
        for name, options in entries(values.get("plugins"))
        if not name.endswith("content-docs")
    ]
    for _, presets in entries(values.get("presets")):
        found += [item for key, item in presets.items() if key != "docs" and isinstance(item, dict)]
    return found


def routes(values: Mapping[str, Any]) -> list[str]:
    """The first parts of the addresses that other plugins publish under."""
    found = [options.get("routeBasePath") for options in options_of(values)]
    return [route.strip("/").partition("/")[0] for route in found if isinstance(route, str)]


def redirects(values: Mapping[str, Any]) -> list[str]:
    """The old addresses of the client redirects; not all are known when a function makes them."""
    found: list[str] = []
    for options in options_of(values):
        items = options.get("redirects")
        for item in items if isinstance(items, list) else []:
            old = item.get("from") if isinstance(item, dict) else None
            found += [old] if isinstance(old, str) else strings_of(old)
    return [old.strip("/") for old in found]


def generated(values: Mapping[str, Any]) -> list[str]:
    """The folders that plugins name as their output."""
    found: list[str] = []
    for options in options_of(values):
        tables = [options, *(item for item in _tables(options.get("config")))]
        for table in tables:
            found += [_clean(string_of(table.get(key))) for key in ("out", "outputDir", "outDir")]
    return [folder for folder in found if folder]


def _tables(value: Any) -> list[dict[str, Any]]:
    items = value.values() if isinstance(value, dict) else []
    return [item for item in items if isinstance(item, dict)]


def entries(value: Any) -> list[tuple[str, dict[str, Any]]]:
    """Presets and plugins: a name, or a list of a name and its options."""
    found = []
    for item in value if isinstance(value, list) else []:
        parts = item if isinstance(item, list) else [item]
        if parts and isinstance(parts[0], str):
            options = parts[1] if len(parts) > 1 and isinstance(parts[1], dict) else {}
            found.append((parts[0], options))
    return found


def admonition_words(values: Mapping[str, Any]) -> list[str]:
    """The words after `:::` that a plugin makes admonitions of, besides the common ones."""
    given = [options for _, options in entries(values.get("plugins"))]
    for _, presets in entries(values.get("presets")):
        given += [item for item in presets.values() if isinstance(item, dict)]
    settings = [options.get("admonitions") for options in given]
    return sorted(
        {
            word
            for setting in settings
            if isinstance(setting, dict)
            for word in strings_of(setting.get("keywords"))
        }
    )


def blogs(values: Mapping[str, Any], site: str) -> list[Blog]:
    """The blogs, the preset's own first."""
    given = [
        options.get("blog", {})
        for name, options in entries(values.get("presets"))
        if name in _PRESETS
    ]
    given += [o for name, o in entries(values.get("plugins")) if name.endswith("content-blog")]
    found = []
    for options in given:
        if isinstance(options, dict):
            route = options.get("routeBasePath")
            folder = placed(string_of(options.get("path")) or "blog", site)
            found.append(Blog(folder, route.strip("/") if isinstance(route, str) else "blog"))
    return found


def is_closed(values: Mapping[str, Any]) -> bool:
    """Whether all that publishes pages is known: presets and plugins literal, of Docusaurus."""
    presets, plugins = values.get("presets"), values.get("plugins", [])
    if not isinstance(presets, list) or not isinstance(plugins, list):
        return False
    preset_names, plugin_names = map(_names, (presets, plugins))
    given = [options.get(key, {}) for _, options in entries(presets) for key in ("blog", "docs")]
    return (
        all(name in _PRESETS for name in preset_names)
        and all(name.startswith((*_HARMLESS, *_SEARCH)) for name in plugin_names)
        and not any(options is UNKNOWN for options in given)
    )


def _names(value: Sequence[Any]) -> list[str]:
    """The names of presets or plugins, "" for one that is not literal."""
    parts = [item[0] if isinstance(item, list) and item else item for item in value]
    return [part if isinstance(part, str) else "" for part in parts if part not in (False, None)]


def string_of(value: Any) -> str:
    return value if isinstance(value, str) else ""


def strings_of(value: Any) -> tuple[str, ...]:
    items: Sequence[Any] = value if isinstance(value, list) else []
    return tuple(item for item in items if item is not UNKNOWN and isinstance(item, str))


def placed(folder: str, site: str) -> str:
    """A folder that is written from the site's, from the root."""
    path = posixpath.normpath(posixpath.join(site, folder.lstrip("/")))
    return "" if path == "." else path


def _clean(folder: str) -> str:
    return folder.removeprefix("./").strip("/")
