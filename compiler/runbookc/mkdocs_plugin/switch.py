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
        self._newest: dict[str, int] = {}
        for index, scope in enumerate(scopes):
            self._newest.setdefault(scope.product, index)

    def products(self, url: str, path: str | None, current: int | None) -> list[dict[str, Any]]:
        """Every product with its versions, each with the page that a reader of this one wants.

        Args:
            url: that of the page that is read.
            path: its path in the project, None where it is not of the project.
            current: the index of its scope.
        """
        products: dict[str, dict[str, Any]] = {}
        here = None if current is None else self._scopes[current]
        for index, scope in enumerate(self._scopes):
            address, twin = self._address(url, path, current, index)
            version = {
                "name": scope.version or scope.product_name,
                "url": address,
                "current": index == current,
                "exact": twin.exact,
            }
            named = {"id": scope.product, "name": scope.product_name, "versions": [], "numbers": []}
            one = products.setdefault(scope.product, named)
            one["versions"].append(version)
            one["numbers"] += [scope.version] if scope.version else []
        for product, one in products.items():
            one["numbers"] = json.dumps(one["numbers"])
            one["current"] = here is not None and here.product == product
            one["number"] = here.version or "" if one["current"] and here else ""
        return list(products.values())

    def newer(self, url: str, path: str | None, current: int | None) -> dict[str, Any] | None:
        """The newest version of the page's product, where the page belongs to an older one."""
        if current is None:
            return None
        here = self._scopes[current]
        newest = self._newest[here.product]
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
