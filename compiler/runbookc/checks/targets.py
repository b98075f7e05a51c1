"""Which product and version a link's target names, told from its path alone."""

import posixpath
import re
from functools import lru_cache

from runbookc.model import Link, Page
from runbookc.source import Pattern, Span

_VERSION = Pattern(r"(?:version-|v)?(\d+(?:[._]\d+)+)(?:[._]x)?", re.IGNORECASE)
_SCHEME = Pattern(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@lru_cache(maxsize=4096)
def versioned_folder(path: str) -> tuple[tuple[str, ...], str] | None:
    """The folders before the first one that is a version, and that version: (docs, guard), 7.4."""
    *folders, _ = path.split("/")
    for index, folder in enumerate(folders):
        match = _VERSION.fullmatch(folder)
        if match:
            return tuple(part for part in folders[:index] if part), match[1].replace("_", ".")
    return None


def target_version(link: Link, page: Page) -> str | None:
    """The version of the page that a link leads to, as far as its path tells.

    None for links out of the project, on the same page, to images, and where no folder of the
    path is a version.
    """
    if link.image or link.kind not in ("page", "other") or _SCHEME.match(link.target):
        return None
    found = _target_folder(link, page)
    return found[1] if found else None


def _target_folder(link: Link, page: Page) -> tuple[tuple[str, ...], str] | None:
    return _folder_from(link.target, page.path.rpartition("/")[0])


@lru_cache(maxsize=1 << 14)
def _folder_from(target: str, folder: str) -> tuple[tuple[str, ...], str] | None:
    """The versioned folder that a target names from a folder of the project."""
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    if path and not path.startswith(("/", "@")):
        path = posixpath.normpath(posixpath.join(folder, path))
    return versioned_folder(path)


def agrees(one: str, other: str) -> bool:
    """Whether two versions are the same as far as both say: 8.0 and 8.0.1, but not 8.0 and 8.1."""
    first, second = (re.findall(r"\d+", version) for version in (one, other))
    return all(int(a) == int(b) for a, b in zip(first, second, strict=False))


def crossing_links(page: Page) -> dict[Span, str]:
    """The links to another version of the page's product: that version, by the link's span."""
    own = versioned_folder(page.path)
    if own is None:
        return {}
    inside = f"/{own[1]}/"
    folders_below = page.path.count("/") - len(own[0]) - 1
    return {
        link.span: version
        for link in page.links
        if (link.target[:1] in ("/", "@") or link.target.count("..") > folders_below)
        and inside not in link.target
        and (version := _other_version(link, page, own))
    }


def _other_version(link: Link, page: Page, own: tuple[tuple[str, ...], str]) -> str | None:
    version = target_version(link, page)
    if version is None or agrees(version, own[1]):
        return None
    target = _target_folder(link, page)
    product = own[0][-1:] if target and target[0] else ()
    return version if target and target[0][-1:] == product else None
