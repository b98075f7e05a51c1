"""Which product and version a link's target names, told from its path alone."""

import posixpath
import re
from functools import lru_cache

from runbookc.model import Link, Page

_VERSION = re.compile(r"(?:version-|v)?(\d+(?:[._]\d+)+)(?:[._]x)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


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
    found = versioned_folder(_project_path(link, page))
    return found[1] if found else None


def _project_path(link: Link, page: Page) -> str:
    path = re.split(r"[?#]", link.target, maxsplit=1)[0]
    if not path or path.startswith(("/", "@")):
        return path
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))


def agrees(one: str, other: str) -> bool:
    """Whether two versions are the same as far as both say: 8.0 and 8.0.1, but not 8.0 and 8.1."""
    first, second = (re.findall(r"\d+", version) for version in (one, other))
    return all(int(a) == int(b) for a, b in zip(first, second, strict=False))


def other_version(link: Link, page: Page) -> str | None:
    """The version of the target where that is another one of the same product; else None."""
    if link.target[:1] not in ("/", "@") and ".." not in link.target:
        return None
    own = versioned_folder(page.path)
    if own is None or f"/{own[1]}/" in link.target:
        return None
    version = target_version(link, page)
    if version is None or agrees(version, own[1]):
        return None
    target = versioned_folder(_project_path(link, page))
    product = own[0][-1:] if target and target[0] else ()
    return version if target and target[0][-1:] == product else None
