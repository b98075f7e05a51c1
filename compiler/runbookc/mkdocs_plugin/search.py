"""What the site adds to the large index: where its pages stand, and what they belong to."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from runbookc.config import ConfigError
from runbookc.dialects.configurations import find_mkdocs_config
from runbookc.dialects.mkdocs_config import read_values
from runbookc.mkdocs_plugin.theme import THEME
from runbookc.pipeline.search_bundles import FOLDER, FinishedBundle, SearchBundles
from runbookc.source.frozen import dataclass

NAME: Final = "runbookc"
"""The plugin's name in `mkdocs.yml`."""
LANGUAGE: Final = "en"
"""That of a site whose configuration names none."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a result of the search tells of its page.

    Args:
        url: its address from the site's root.
        product: by what a search can be narrowed; "" for a page of no product.
        version: the same.
        title: both, as a reader knows them.
    """

    url: str
    product: str = ""
    version: str = ""
    title: str = ""


def planned_search(root: Path, jobs: int) -> SearchBundles | None:
    """The index that a site will need, told before MkDocs is there; None where it needs none.

    It is told from `mkdocs.yml` as data. Where MkDocs reads that otherwise, the index is made, or
    made anew, when MkDocs has done so.

    Args:
        root: the project's root.
        jobs: how many programs may run at once.
    """
    file = find_mkdocs_config(root)
    try:
        values = read_values(file, root) if file is not None else {}
    except ConfigError:
        return None
    if not names_plugin(values.get("plugins")):
        return SearchBundles(LANGUAGE, jobs)
    theme = values.get("theme")
    named = theme if isinstance(theme, dict) else {"name": theme}
    if named.get("name") != THEME:
        return None
    return SearchBundles(str(named.get("locale", LANGUAGE)), jobs)


def names_plugin(plugins: Any) -> bool:
    """Whether the plugins of an `mkdocs.yml` hold ours; else it belongs to another site."""
    if isinstance(plugins, dict):
        return NAME in plugins
    entries = plugins if isinstance(plugins, list) else []
    return any(entry == NAME or (isinstance(entry, dict) and NAME in entry) for entry in entries)


def tell_places(
    site: Path, bundles: Iterable[FinishedBundle], place_of: Callable[[str], Place]
) -> None:
    """Write which bundles there are, and beside each of them where its pages stand.

    Args:
        site: the folder of the site.
        bundles: those that are there.
        place_of: the place of a page by its path.
    """
    listed = []
    for bundle in bundles:
        scope = bundle.scope
        listed.append([scope.folder, scope.product, scope.version])
        scopes: dict[tuple[str, str, str], int] = {}
        pages = {}
        for fragment, path in sorted(bundle.pages.items()):
            place = place_of(path)
            named = place.product, place.version, place.title
            pages[fragment] = [place.url, scopes.setdefault(named, len(scopes))]
        if pages:
            told = {"scopes": list(scopes), "pages": pages}
            _write(site / FOLDER / scope.folder / "scopes.json", told)
    _write(site / FOLDER / "bundles.json", listed)


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")
