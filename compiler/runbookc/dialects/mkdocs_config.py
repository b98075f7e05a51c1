"""What an `mkdocs.yml` says about names and links. It is read as data, never executed."""

import posixpath
from dataclasses import replace
from pathlib import Path
from typing import Any

from runbookc.config import ConfigError, ConfigProblem
from runbookc.config.place import is_inside, text_inside
from runbookc.dialects.base import NavigationEntry
from runbookc.dialects.configurations import find_mkdocs_config
from runbookc.dialects.configured_values import base_path, site_address
from runbookc.dialects.mkdocs_navigation import navigation_entries
from runbookc.dialects.mkdocs_plugins import (
    document_code,
    excluded_globs,
    fill_templates,
    generated_folders,
    hooked_events,
    keep_navigation,
    publish_pages,
)
from runbookc.dialects.navigation import Navigation, mkdocs_navigation
from runbookc.source.frozen import dataclass

_DEEPEST_INHERITANCE = 8
_EXTENSION_FAMILIES = ("pymdownx.", "material.extensions.")
_EXTENSIONS = frozenset(
    "abbr admonition attr_list callouts codehilite def_list extra fenced_code footnotes "
    "legacy_attrs legacy_em md_in_html mdx_breakless_lists mdx_gh_links mdx_math "
    "mdx_truly_sane_lists meta nl2br sane_lists smarty tables toc wikilinks".split()
)
"""Extensions that make no heading or anchor but those that the page shows."""


@dataclass(frozen=True)
class MkdocsConfig:
    """The settings that decide how pages are named, linked and read.

    Args:
        docs_dir: folder of the pages, posix, from the root.
        use_directory_urls: whether `a.md` is published as `a/`.
        address: `site_url` without its last slash, "" where it is no full address.
        base_path: path of `site_url`, with slashes at both ends.
        exclude: patterns of `exclude_docs` and `draft_docs`, as `.gitignore` writes them.
        removed: globs of files that a plugin takes out as if they did not exist.
        theme_dir: folder of files that the project adds to its theme, from the root, or "".
        absolute_from_docs: whether a link that begins with a slash names a file below `docs_dir`.
        generates_pages: whether a plugin or a hook may publish pages that no file below
            `docs_dir` makes, or find files by rules of its own.
        generated: folders, from `docs_dir`, that plugins fill with pages.
        reads_all: whether every notation is read: there is no `mkdocs.yml` to say which, or
            runbookc renders the pages.
        has_hooks: whether the project's own code changes pages while they are built.
        fills_templates: whether a plugin puts other text where braces stand.
        documents_code: whether `::: name` becomes the documentation of code.
        knows_address: whether it is said where the site is published.
        redirects: old pages that redirect, and where they lead.
        locales: what translated files are called after, by the plugin `i18n`; the default first.
        locale_folders: whether each locale has a folder of its own.
        nav: the files that `nav` names, where no plugin makes another navigation of it.
        extensions: names of the Markdown extensions, short form, with their options.
        navigation: what `nav` lists; None where it does not say all.
    """

    docs_dir: str = "docs"
    use_directory_urls: bool = True
    address: str = ""
    base_path: str = "/"
    exclude: str = ""
    removed: tuple[str, ...] = ()
    theme_dir: str = ""
    absolute_from_docs: bool = False
    generates_pages: bool = False
    generated: tuple[str, ...] = ()
    reads_all: bool = True
    has_hooks: bool = False
    fills_templates: bool = False
    documents_code: bool = False
    knows_address: bool = False
    redirects: tuple[tuple[str, str], ...] = ()
    locales: tuple[str, ...] = ()
    locale_folders: bool = False
    nav: tuple[NavigationEntry, ...] = ()
    extensions: tuple[tuple[str, Any], ...] = ()
    navigation: Navigation | None = None

    def option(self, extension: str, key: str) -> Any:
        """An option of an extension; None where it is not set."""
        options = dict(self.extensions).get(extension)
        return options.get(key) if isinstance(options, dict) else None

    @property
    def has_unknown_extensions(self) -> bool:
        """Whether one of the extensions may do anything to a page."""
        return any(
            name not in _EXTENSIONS and not name.startswith(_EXTENSION_FAMILIES)
            for name, _ in self.extensions
        )

    def has(self, *names: str) -> bool:
        """Whether one of these extensions is on."""
        return any(name in names for name, _ in self.extensions)


def read_mkdocs_config(root: Path) -> MkdocsConfig:
    """Read the project's `mkdocs.yml`; defaults where there is none.

    Raises:
        ConfigError: it cannot be read or is not YAML.
    """
    path = find_mkdocs_config(root)
    if path is None:
        return MkdocsConfig()
    values = read_values(path, root)
    folder = values.get("docs_dir", "docs")
    if not isinstance(folder, str) or not is_inside(root / folder, root.resolve()):
        raise _error(path, None, f"docs_dir: {folder!r} is no folder inside the project")
    hooks = [root / name for name, _ in _named(values.get("hooks"))]
    config = mkdocs_config(values, hooked_events(hooks, root))
    if not keep_navigation(name for name, _ in _named(values.get("plugins"))):
        return config
    return replace(config, nav=navigation_entries(path))


def mkdocs_config(values: dict[str, Any], hooked: frozenset[str] = frozenset()) -> MkdocsConfig:
    """The settings among the values of an `mkdocs.yml`.

    Args:
        values: what the file says.
        hooked: the events that the project's hooks answer.
    """
    plugins = dict(_named(values.get("plugins")))
    docs_dir = _folder(values.get("docs_dir") or "docs")
    theme = values.get("theme")
    locales, locale_folders = _locales(plugins.get("i18n"))
    return MkdocsConfig(
        docs_dir=docs_dir,
        use_directory_urls=values.get("use_directory_urls") is not False,
        address=site_address(values.get("site_url")),
        base_path=base_path(values.get("site_url")),
        exclude=f"{values.get('exclude_docs') or ''}\n{values.get('draft_docs') or ''}",
        removed=excluded_globs(plugins),
        theme_dir=_folder(theme.get("custom_dir") or "") if isinstance(theme, dict) else "",
        absolute_from_docs=_absolute_links(values.get("validation")) == "relative_to_docs",
        generates_pages=publish_pages(plugins) or "on_files" in hooked,
        generated=generated_folders(plugins),
        reads_all="runbookc" in plugins,
        has_hooks=bool(hooked - {"on_files"}),
        fills_templates=fill_templates(plugins) or bool(hooked - {"on_files"}),
        documents_code=document_code(plugins),
        knows_address=bool(values.get("site_url")),
        redirects=_redirects(plugins.get("redirects")),
        locales=locales,
        locale_folders=locale_folders,
        extensions=tuple(_extensions(values.get("markdown_extensions"))),
        navigation=mkdocs_navigation(values, plugins),
    )


def _folder(value: Any) -> str:
    folder = posixpath.normpath(str(value)).strip("/")
    return "" if folder == "." else folder


def _absolute_links(validation: Any) -> Any:
    """How links that begin with a slash are judged: said for links, or for all there is."""
    if not isinstance(validation, dict):
        return None
    links = validation.get("links")
    own = links.get("absolute_links") if isinstance(links, dict) else None
    return own or validation.get("absolute_links")


def _locales(options: Any) -> tuple[tuple[str, ...], bool]:
    """The locales of the plugin `i18n`, the default first, and whether each has its folder."""
    languages = options.get("languages") if isinstance(options, dict) else None
    if isinstance(languages, dict):
        default = str(options.get("default_language"))
        found = [(str(name) != default, str(name)) for name in languages if name != "default"]
    elif isinstance(languages, list):
        tables = [item for item in languages if isinstance(item, dict) and item.get("locale")]
        found = [(not item.get("default"), str(item["locale"])) for item in tables]
    else:
        return (), False
    folders = options.get("docs_structure") == "folder"
    return tuple(name for _, name in sorted(found, key=lambda pair: pair[0])), folders


def _named(value: Any) -> list[tuple[str, Any]]:
    """Names with options stand in a list of names and one-key tables, or in one table."""
    items = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    found: list[tuple[str, Any]] = []
    for item in items:
        pairs = item.items() if isinstance(item, dict) else [(item, None)]
        found += [(str(name), option) for name, option in pairs]
    return found


def _extensions(value: Any) -> list[tuple[str, Any]]:
    return [(name.removeprefix("markdown.extensions."), option) for name, option in _named(value)]


def _redirects(options: Any) -> tuple[tuple[str, str], ...]:
    """The old pages of the plugin `redirects`, each with the page or address that it leads to."""
    known = options.get("redirect_maps") if isinstance(options, dict) else None
    if not isinstance(known, dict):
        return ()
    return tuple((str(old), str(new)) for old, new in known.items())


def read_values(path: Path, root: Path, depth: int = 0) -> dict[str, Any]:
    """The values of a file, on top of those of the file that it inherits from.

    Args:
        path: the file.
        root: the folder out of which nothing leads.
        depth: how many files inherit from it.

    Raises:
        ConfigError: one of the files cannot be used.
    """
    root = root.resolve()
    try:
        text = text_inside(path, root)
    except OSError as error:
        raise _error(path, None, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _error(path, None, "not UTF-8") from None
    # Most projects have no such file and need not wait for the YAML library.
    from runbookc.dialects.inert_yaml import NotYaml, load

    try:
        values = load(text)
    except (NotYaml, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "a value or its nesting cannot be read"
        raise _error(path, mark.line + 1 if mark else None, f"not YAML: {reason}") from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise _error(path, 1, "keys with values are expected, such as `site_name: Docs`")
    inherited = values.get("INHERIT")
    if isinstance(inherited, str) and depth < _DEEPEST_INHERITANCE:
        if not is_inside(path.parent / inherited, root):
            raise _error(path, None, f"INHERIT: {inherited!r} leads out of the project")
        return _merged(read_values(path.parent / inherited, root, depth + 1), values)
    return values


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key; any other value of `above` takes the place of the one below."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            value = _merged(old, value)
        merged[key] = value
    return merged


def _error(path: Path, line: int | None, message: str) -> ConfigError:
    return ConfigError(ConfigProblem(path.name, line, "", message))
