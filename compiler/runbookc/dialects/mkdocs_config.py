"""What an `mkdocs.yml` says about names and links. It is read as data, never executed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from runbookc.config import ConfigError, ConfigProblem
from runbookc.dialects.navigation import Navigation, mkdocs_navigation

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_DEEPEST_INHERITANCE = 8
_GENERATORS = frozenset(
    "api-autonav autoapi gen-files mkdocs-jupyter monorepo multirepo simple".split()
)
"""Plugins that publish pages from elsewhere."""


@dataclass(frozen=True)
class MkdocsConfig:
    """The settings that decide how pages are named, linked and read.

    Args:
        docs_dir: folder of the pages, posix, from the root.
        use_directory_urls: whether `a.md` is published as `a/`.
        base_path: path of `site_url`, with slashes at both ends.
        exclude: patterns of `exclude_docs`, as `.gitignore` writes them.
        generates_pages: whether a plugin or a hook may publish pages that no file below
            `docs_dir` makes.
        has_hooks: whether the project's own code changes pages while they are built.
        knows_address: whether it is said where the site is published.
        redirects: addresses, or pages, that redirect.
        extensions: names of the Markdown extensions, short form, with their options.
        navigation: what `nav` lists; None where it does not say all.
    """

    docs_dir: str = "docs"
    use_directory_urls: bool = True
    base_path: str = "/"
    exclude: str = ""
    generates_pages: bool = False
    has_hooks: bool = False
    knows_address: bool = False
    redirects: tuple[str, ...] = ()
    extensions: tuple[tuple[str, Any], ...] = ()
    navigation: Navigation | None = None

    def option(self, extension: str, key: str) -> Any:
        """An option of an extension; None where it is not set."""
        options = dict(self.extensions).get(extension)
        return options.get(key) if isinstance(options, dict) else None

    def has(self, *names: str) -> bool:
        """Whether one of these extensions is on."""
        return any(name in names for name, _ in self.extensions)


def find_mkdocs_config(root: Path) -> Path | None:
    """The project's `mkdocs.yml`."""
    return next((root / name for name in _NAMES if (root / name).is_file()), None)


def read_mkdocs_config(root: Path) -> MkdocsConfig:
    """Read the project's `mkdocs.yml`; defaults where there is none.

    Raises:
        ConfigError: it cannot be read or is not YAML.
    """
    path = find_mkdocs_config(root)
    if path is None:
        return MkdocsConfig()
    values = _load(path, root.resolve())
    folder = values.get("docs_dir", "docs")
    if not isinstance(folder, str) or not _is_inside(root / folder, root.resolve()):
        raise _error(path, None, f"docs_dir: {folder!r} is no folder inside the project")
    return mkdocs_config(values)


def mkdocs_config(values: dict[str, Any]) -> MkdocsConfig:
    """The settings among the values of an `mkdocs.yml`."""
    plugins = dict(_named(values.get("plugins")))
    docs_dir = str(values.get("docs_dir") or "docs").removeprefix("./").strip("/")
    site_path = urlsplit(str(values.get("site_url") or "")).path.strip("/")
    return MkdocsConfig(
        docs_dir="" if docs_dir == "." else docs_dir,
        use_directory_urls=values.get("use_directory_urls") is not False,
        base_path=f"/{site_path}/" if site_path else "/",
        exclude=str(values.get("exclude_docs") or ""),
        generates_pages=any(name in _GENERATORS for name in plugins),
        has_hooks=bool(values.get("hooks")),
        knows_address=bool(values.get("site_url")),
        redirects=_redirects(plugins.get("redirects")),
        extensions=tuple(_extensions(values.get("markdown_extensions"))),
        navigation=mkdocs_navigation(values),
    )


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


def _redirects(options: Any) -> tuple[str, ...]:
    """The old pages of the redirects plugin."""
    known = options.get("redirect_maps") if isinstance(options, dict) else None
    return tuple(str(old) for old in known) if isinstance(known, dict) else ()


def _is_inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root)


def _load(path: Path, root: Path, depth: int = 0) -> dict[str, Any]:
    """The values of a file, on top of those of the file that it inherits from."""
    try:
        text = path.read_text(encoding="utf-8-sig")
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
        if not _is_inside(path.parent / inherited, root):
            raise _error(path, None, f"INHERIT: {inherited!r} leads out of the project")
        return {**_load(path.parent / inherited, root, depth + 1), **values}
    return values


def _error(path: Path, line: int | None, message: str) -> ConfigError:
    return ConfigError(ConfigProblem(path.name, line, "", message))
