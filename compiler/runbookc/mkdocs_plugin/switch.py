"""The way from a page to other products and versions, as the theme shows it."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from mkdocs.utils import get_relative_url

from runbookc.backends.site import Scope
from runbookc.backends.site.twins import Twin, Twins
from runbookc.linking import Project


class VersionSwitch:
    """Leads from a page to the same page of other versions, or says that there is none.

    Args:
        scopes: every version of every product, newest first.
        project: its pages, the products and the redirects.
        url_of: the URL of a page from the site's root.
    """

    def __init__(
        self,
        scopes: Sequence[Scope],
        project: Project,
        url_of: Callable[[str], str | None],
    ) -> None:
        self._scopes = scopes
        self._settings = project.settings.products
        self._url_of = url_of
        pages = {page.path: page for page in project.pages}
        self._twins = Twins(scopes, pages, project.settings.redirects)
        self._others: dict[tuple[str, str], dict[str, Any]] = {}
        self._indices: dict[str, list[int]] = {}
        for index, scope in enumerate(scopes):
            self._indices.setdefault(scope.product, []).append(index)

    def products(self, url: str, path: str | None, current: int | None) -> list[dict[str, Any]]:
        """Every product with its versions, each with the page that a reader of this one wants.

        Args:
            url: that of the page that is read.
            path: its path in the project, None where it is not of the project.
            current: the index of its scope.
        """
        own = None if current is None else self._scopes[current].product
        folder, _, name = url.rpartition("/")
        place = folder if "." in name else url
        return [
            self._product(product, url, path, current)
            if product == own
            else self._other_product(product, url, place)
            for product in self._indices
        ]

    def _other_product(self, product: str, url: str, place: str) -> dict[str, Any]:
        """A product that the page is not of: seen from every page of a folder it is the same."""
        if (product, place) not in self._others:
            self._others[product, place] = self._product(product, url, None, None)
        return self._others[product, place]

    def _product(
        self, product: str, url: str, path: str | None, current: int | None
    ) -> dict[str, Any]:
        versions: list[dict[str, Any]] = []
        scopes = [(index, self._scopes[index]) for index in self._indices[product]]
        for index, scope in scopes:
            address, twin = self._address(url, path, current, index)
            name, here = scope.version or scope.product_name, index == current
            versions.append({"name": name, "url": address, "current": here, "exact": twin.exact})
        return {
            "id": product,
            "name": scopes[0][1].product_name,
            "versions": versions,
            "numbers": json.dumps([scope.version for _, scope in scopes if scope.version]),
            "current": current is not None,
            "number": "" if current is None else self._scopes[current].version or "",
        }

    def newer(self, url: str, path: str | None, current: int | None) -> dict[str, Any] | None:
        """The newest version of the page's product, where the page belongs to an older one."""
        if current is None:
            return None
        here = self._scopes[current]
        newest = self._indices[here.product][0]
        if newest == current or not here.version:
            return None
        address, twin = self._address(url, path, current, newest)
        settings = self._settings.get(here.product)
        last_day = settings.end_of_life.get(here.version) if settings else None
        return {
            "own": here.version,
            "version": self._scopes[newest].version,
            "url": address,
            "exact": twin.exact,
            "near": twin.near,
            "last_day": last_day.isoformat() if last_day else "",
        }

    def _address(
        self, url: str, path: str | None, current: int | None, there: int
    ) -> tuple[str, Twin]:
        twin = self._twins.of(current, path, there)
        return get_relative_url(self._url_of(twin.path) or "", url), twin
