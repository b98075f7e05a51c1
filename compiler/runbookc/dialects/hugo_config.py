"""What a Hugo configuration says about names and links. It is read as data, never executed."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runbookc.config import ConfigError, ConfigProblem
from runbookc.config.place import text_inside
from runbookc.dialects.configurations import (
    HUGO_ENDINGS,
    HUGO_FOLDER,
    HUGO_STEMS,
    hugo_file,
)
from runbookc.dialects.configured_values import base_path, refuse_hostile, site_address
from runbookc.source.frozen import dataclass

_TAXONOMIES = {"category": "categories", "tag": "tags"}


@dataclass(frozen=True)
class HugoConfig:
    """The settings that decide how pages are named, linked and read; paths from the root.

    Args:
        content: each folder of pages with the path below the site's content that it stands for,
            and its language, "" for the default one.
        static: folders whose files are published as they are.
        address: `baseURL` without its last slash, "" where it is no full address.
        base_path: path of `baseURL`, with slashes at both ends.
        languages: every language; the default one first.
        default_in_folder: whether the default language has a folder of its own, too.
        lower_case: whether addresses are lower case.
        ugly: whether `a.md` is published as `a.html`.
        permalinks: sections whose pages have addresses of their own making.
        taxonomies: first parts of the addresses that Hugo makes from front matter.
        theme: whether a theme takes part whose files may stand elsewhere.
        embedded_links: whether Hugo's own hook resolves links as paths of files.
        anchors: `github`, `github-ascii` or `blackfriday`.
    """

    content: tuple[tuple[str, str, str], ...] = (("content", "", ""),)
    static: tuple[str, ...] = ("static",)
    address: str = ""
    base_path: str = "/"
    languages: tuple[str, ...] = ()
    default_in_folder: bool = False
    lower_case: bool = True
    ugly: bool = False
    permalinks: frozenset[str] = frozenset()
    taxonomies: frozenset[str] = frozenset(_TAXONOMIES.values())
    theme: bool = False
    embedded_links: bool = False
    anchors: str = "github"


def read_hugo_config(root: Path) -> HugoConfig:
    """Read the project's Hugo configuration; defaults where there is none.

    Raises:
        ConfigError: a file of it cannot be read.
    """
    values: dict[str, Any] = {}
    for path, key in _files(root):
        found = _lowered(_load(path, root))
        if key:
            found = {key: found.get(key, found) if isinstance(found, dict) else found}
        values = _merged(values, found if isinstance(found, dict) else {})
    return hugo_config(values)


def hugo_config(values: dict[str, Any]) -> HugoConfig:
    """The settings among the values of a configuration, whose keys are in lower case."""
    languages = _table(values, "languages")
    default = str(values.get("defaultcontentlanguage") or "en").lower()
    goldmark = _table(_table(values, "markup"), "goldmark")
    hook = _table(_table(goldmark, "renderhooks"), "link")
    codes = [code for code, options in languages.items() if isinstance(options, dict)]
    ordered = sorted(codes, key=lambda code: (code != default, code))
    modules = _table(values, "module")
    return HugoConfig(
        content=tuple(_content(values, languages, default)),
        static=tuple(_static(values, languages)),
        address=site_address(values.get("baseurl")),
        base_path=base_path(values.get("baseurl")),
        languages=tuple(ordered),
        default_in_folder=bool(values.get("defaultcontentlanguageinsubdir")) and bool(ordered),
        lower_case=not values.get("disablepathtolower"),
        ugly=bool(values.get("uglyurls")),
        permalinks=frozenset(_sections(_table(values, "permalinks"))),
        taxonomies=frozenset(map(str, (_table(values, "taxonomies") or _TAXONOMIES).values())),
        theme=bool(values.get("theme") or modules.get("imports")),
        embedded_links=hook.get("useembedded") == "always"
        or bool(hook.get("enabledefault"))
        or (hook.get("useembedded", "auto") == "auto" and len(ordered) > 1),
        anchors=str(_table(goldmark, "parser").get("autoheadingidtype") or "github"),
    )


def _content(
    values: dict[str, Any], languages: dict[str, Any], default: str
) -> Iterator[tuple[str, str, str]]:
    mounts = _mounts(values, "content")
    for source, target, language in mounts:
        yield source, target, "" if language == default else language
    for code, options in languages.items():
        folder = options.get("contentdir") if isinstance(options, dict) else None
        if folder:
            yield _path(folder), "", "" if code == default else code
    if not mounts:
        yield _path(values.get("contentdir") or "content"), "", ""


def _static(values: dict[str, Any], languages: dict[str, Any]) -> Iterator[str]:
    mounts = _mounts(values, "static")
    for source, _, _ in mounts:
        yield source
    tables = [values, *(table for table in languages.values() if isinstance(table, dict))]
    named = [
        folder
        for table in tables
        for key, value in table.items()
        if key.startswith("staticdir")
        for folder in (value if isinstance(value, list) else [value])
    ]
    for folder in named or ([] if mounts else ["static"]):
        yield _path(folder)


def _mounts(values: dict[str, Any], kind: str) -> list[tuple[str, str, str]]:
    """The folders of the project that stand for `content` or `static`, or for a part of it."""
    found = []
    mounts = _table(values, "module").get("mounts")
    for mount in mounts if isinstance(mounts, list) else []:
        if not isinstance(mount, dict):
            continue
        first, _, rest = _path(mount.get("target") or "").partition("/")
        if first == kind:
            language = str(mount.get("lang") or "").lower()
            found.append((_path(mount.get("source") or ""), rest, language))
    return found


def _sections(permalinks: dict[str, Any]) -> Iterator[str]:
    for key, value in permalinks.items():
        yield from value if isinstance(value, dict) else (key,)


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """The files of the configuration, each with the key that its values belong under."""
    for stem in HUGO_STEMS:
        if path := hugo_file(root, stem):
            yield path, ""
            break
    folder = root / HUGO_FOLDER
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.suffix[1:] in HUGO_ENDINGS and path.is_file():
                yield path, "" if path.stem in HUGO_STEMS else path.stem.lower()


def _load(path: Path, root: Path) -> Any:
    name = "/".join(path.parts[-3:]) if path.parent.name == "_default" else path.name
    try:
        text = text_inside(path, root)
        if path.suffix == ".toml":
            values = tomllib.loads(text)
            refuse_hostile(values)
            return values
        # Only what is no TOML waits for the YAML library; JSON is YAML, too.
        from runbookc.dialects.inert_yaml import NotYaml, load
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or str(error) or "nested too deeply"
        raise ConfigError(ConfigProblem(name, None, "", f"cannot be read: {reason}")) from None
    try:
        return load(text)
    except (NotYaml, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise ConfigError(ConfigProblem(name, line, "", "cannot be read as YAML")) from None


def _lowered(value: Any) -> Any:
    """The same values with every key in lower case, as Hugo reads them."""
    if isinstance(value, dict):
        return {str(key).lower(): _lowered(inner) for key, inner in value.items()}
    return [_lowered(inner) for inner in value] if isinstance(value, list) else value


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    merged = dict(one)
    for key, value in other.items():
        old = merged.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _merged(old, value) if both else value  # type: ignore[arg-type]  # tables
    return merged


def _table(values: dict[str, Any], key: str) -> dict[str, Any]:
    value = values.get(key)
    return value if isinstance(value, dict) else {}


def _path(value: Any) -> str:
    """A folder as a posix path; one that leads out of the project is none of its folders."""
    parts = [part for part in str(value).replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts)
