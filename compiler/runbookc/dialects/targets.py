"""A link's target, taken apart the same way for every docs system."""

import re
from urllib.parse import unquote

from runbookc.dialects.base import Inventory, Outcome, Resolution
from runbookc.source.frozen import dataclass

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
# What a template fills in: `{{ x }}`, `{% x %}`, `${X}`, `{version}`.
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|\{\{|\{%")
_IGNORED = re.compile(r"[\x00-\x20]")
_UNSAFE = {"javascript", "data", "vbscript"}
_SCHEMES: dict[str, Outcome] = {"http": "external", "https": "external", "mailto": "mail"}


@dataclass(frozen=True, slots=True)
class Target:
    """A target without scheme and host.

    Args:
        path: percent-decoded, without its query; "" where the target is only a fragment.
        fragment: percent-decoded, without its `#`; None where there is none.
    """

    path: str
    fragment: str | None


def foreign(target: str, *, templates: bool = True) -> Resolution | None:
    """What a target with a scheme or a host of its own is; None for one inside the project.

    Args:
        target: as written.
        templates: whether braces may be filled in by a template.
    """
    if target.startswith("//"):
        return Resolution("external")
    if templates and "{" in target and _PLACEHOLDER.search(target):
        return Resolution("other")
    if ":" not in target:
        return None
    # Browsers drop control characters and blanks before they look for the scheme.
    match = _SCHEME.match(_IGNORED.sub("", target))
    if not match:
        return None
    scheme = match[1].lower()
    if scheme in _UNSAFE:
        return Resolution("unsafe")
    return Resolution(_SCHEMES.get(scheme, "other"))


def split(target: str) -> Target:
    """Path and fragment of a target inside the project."""
    rest, hash_mark, fragment = target.strip().partition("#")
    if "?" not in rest and "%" not in target:
        return Target(rest, fragment if hash_mark else None)
    path = rest.partition("?")[0]
    return Target(unquote(path), unquote(fragment) if hash_mark else None)


def join(folder: str, path: str) -> str | None:
    """The posix path that `path` names from a folder; None when it leaves the root.

    A leading slash counts from the root. "" is the root itself.
    """
    starts_at_root = path.startswith("/") or not folder
    joined = path if starts_at_root else f"{folder}/{path}"
    if "/." not in joined and "//" not in joined and not joined.startswith("."):
        return joined.strip("/")
    parts = [] if starts_at_root else folder.split("/")
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def joined_address(base: str, path: str) -> str:
    """The address that a path means on the page at `base`, as a browser would have it."""
    start = "" if path.startswith("/") else base.rpartition("/")[0].strip("/")
    parts: list[str] = [part for part in start.split("/") if part]
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    ends_in_folder = bool(parts) and path.rpartition("/")[2] in {"", ".", ".."}
    return f"/{'/'.join(parts)}{'/' if ends_in_folder else ''}"


def parent(path: str) -> str:
    """The folder that a path stands in; "" for the root."""
    return path.rpartition("/")[0]


def name(path: str) -> str:
    """The last part of a path."""
    return path.rpartition("/")[2]


def extension(path: str) -> str:
    """The extension of a path's last part, lower case, with its dot; "" where there is none.

    The end of a version number, as in `upgrade/7.4` and `upgrade/7.x`, is none.
    """
    stem, _, ending = name(path).rpartition(".")
    is_version = ending.isdigit() or ending in {"x", "X", ""}
    return f".{ending.lower()}" if stem and not is_version else ""


def found(inventory: Inventory, path: str, fragment: str | None) -> Resolution | None:
    """The page or the asset of exactly this path."""
    if inventory.has_page(path):
        return Resolution("page", path, fragment)
    if inventory.has_file(path):
        return Resolution("asset", path, fragment, asset=True)
    return None


def first_found(
    inventory: Inventory, paths: list[str], fragment: str | None, *, asset: bool = False
) -> Resolution:
    """The first existing of several paths; else one that differs by case only; else missing."""
    for path in paths:
        if resolution := found(inventory, path, fragment):
            return resolution
    for path in paths:
        if existing := inventory.same_but_case(path):
            is_page = inventory.has_page(existing)
            outcome: Outcome = "page" if is_page else "asset"
            return Resolution(outcome, existing, fragment, path, asset=not is_page, case_only=True)
    return Resolution("missing", None, fragment, paths[0], asset=asset)
