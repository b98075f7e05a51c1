"""Which product and version a page belongs to, told from the folders that it stands in."""

import re
from collections.abc import Sequence

from runbookc.config import Settings

_NUMBER = re.compile(r"v?\d{1,4}([._]\d{1,5})*([._][xX])?")
_WORDS = {"current", "latest", "next", "dev", "main", "master", "stable"}
_ROOTS = {"docs", "doc", "content", "documentation", "manual", "sources"}
# A folder of numbers below one of these lists releases or interfaces; it is no product.
_NO_PRODUCT = {
    "adrs", "api", "archive", "blog",
    "install", "changelog", "changelogs", "images", "img", "news",
    "reference", "release", "release-notes", "releases", "static", "assets", "upgrade", "upgrades",
}  # fmt: skip


def is_version_folder(folder: str) -> bool:
    """Whether a folder is named like a version: `8.0`, `v1.9.x`, `7_5`, `current`."""
    return folder in _WORDS or _NUMBER.fullmatch(folder) is not None


class Owners:
    """Finds the product and the version of a path.

    Args:
        settings: products as configured; they come before what folders suggest.
        roots: the folders that the docs stand in.
    """

    def __init__(self, settings: Settings, roots: Sequence[str] = ()) -> None:
        self._folders = sorted(
            ((product.folder, name) for name, product in settings.products.items()
             if product.folder),
            reverse=True,
        )  # fmt: skip
        self._versions = {
            name: {_normal(version): version for version in product.versions}
            for name, product in settings.products.items()
        }
        self._roots = sorted((*roots, *settings.sources), key=len, reverse=True)
        single = list(settings.products)
        self._only = (
            single[0] if len(single) == 1 and not settings.products[single[0]].folder else None
        )

    def of(self, path: str) -> tuple[str | None, str | None]:
        """Product id and docs version of a path; None for what the path does not tell."""
        for folder, owner in self._folders:
            if path.startswith(f"{folder}/"):
                rest = path[len(folder) + 1 :].split("/")[:-1]
                return owner, self._version(owner, rest[0]) if rest else None
        guessed, version = self._guess(path)
        product = guessed or self._only
        if product and version:
            return product, self._version(product, version)
        return product, version

    def _version(self, product: str, folder: str) -> str | None:
        known = self._versions.get(product, {})
        if _normal(folder) in known:
            return known[_normal(folder)]
        return folder if is_version_folder(folder) else None

    def _guess(self, path: str) -> tuple[str | None, str | None]:
        folders = self._below_root(path)
        for index, folder in enumerate(folders[:3]):
            if (index == 1 and folder in _WORDS) or _NUMBER.fullmatch(folder):
                if index == 0:
                    return None, folder
                product = folders[index - 1]
                return (None, None) if product in _NO_PRODUCT else (product, folder)
        return (folders[0], None) if folders and folders[0] in self._versions else (None, None)

    def _below_root(self, path: str) -> list[str]:
        """The folders of a path, without those that merely hold the docs."""
        for root in self._roots:
            if root and path.startswith(f"{root}/"):
                path = path[len(root) + 1 :]
                break
        folders = path.split("/")[:-1]
        while folders and folders[0] in _ROOTS:
            folders = folders[1:]
        return folders


def _normal(version: str) -> str:
    return version.lower().removeprefix("v").replace("_", ".")
