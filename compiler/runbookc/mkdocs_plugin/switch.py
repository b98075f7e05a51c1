"""The way from a page to other products and versions, as the theme shows it."""

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape
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
        self._others: dict[tuple[str, str], str] = {}
        self._indices: dict[str, list[int]] = {}
        for index, scope in enumerate(scopes):
            self._indices.setdefault(scope.product, []).append(index)

    @cached_property
    def options(self) -> Markup:
        """Every product with the numbers of its versions, to choose from in the search."""
        return Markup("").join(map(self._option, self._indices))

    def _option(self, product: str) -> Markup:
        scopes = [self._scopes[index] for index in self._indices[product]]
        numbers = json.dumps([scope.version for scope in scopes if scope.version])
        return Markup('\n        <option value="{}" data-versions="{}">{}</option>').format(
            product, numbers, scopes[0].product_name
        )

    def menu(self, url: str, path: str | None, current: int | None) -> Markup:
        """Every product with its versions, each with the page that a reader of this one wants.

        Args:
            url: that of the page that is read.
            path: its path in the project, None where it is not of the project.
            current: the index of its scope.
        """
        own = None if current is None else self._scopes[current].product
        folder, _, name = url.rpartition("/")
        place = folder if "." in name else url
        return Markup(
            "".join(
                self._product(product, url, path, current)
                if product == own
                else self._other_product(product, url, place)
                for product in self._indices
            )
        )

    def _other_product(self, product: str, url: str, place: str) -> str:
        """A product that the page is not of: seen from every page of a folder it is the same."""
        if (product, place) not in self._others:
            self._others[product, place] = self._product(product, url, None, None)
        return self._others[product, place]

    def _product(self, product: str, url: str, path: str | None, current: int | None) -> str:
        indices = self._indices[product]
        versions = "".join([self._version(index, url, path, current) for index in indices])
        name = escape(self._scopes[indices[0]].product_name)
        return f"\n        <p>{name}</p>\n        <ul>{versions}\n        </ul>"

    @cached_property
    def _names(self) -> list[Markup]:
        """What each version is called."""
        return [escape(scope.version or scope.product_name) for scope in self._scopes]

    def _version(self, index: int, url: str, path: str | None, current: int | None) -> str:
        address, twin = self._address(url, path, current, index)
        name = self._names[index]
        here = ' aria-current="true"' if index == current else ""
        other = "" if current is None or twin.exact else " <small>another page</small>"
        return f'\n          <li><a href="{escape(address)}"{here}>{name}</a>{other}</li>'

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
