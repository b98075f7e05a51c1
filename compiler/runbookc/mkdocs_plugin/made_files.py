"""The files of the site that are no pages and that nobody wrote: indexes, lists, redirects."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from html import escape

from mkdocs.utils import get_relative_url

from runbookc.backends.site import (
    Catalogue,
    Navigation,
    Places,
    llms_txt,
    picker_files,
    runbooks_json,
    search_entry,
    search_index,
)
from runbookc.mkdocs_plugin.files import RUNBOOKS, SiteFiles
from runbookc.model import Page
from runbookc.pipeline import Compilation
from runbookc.source import decode

Maker = Callable[[], bytes]
"""Makes a file's content when somebody wants it."""


def made_files(
    compilation: Compilation,
    files: SiteFiles,
    navigation: Navigation,
    catalogue: Catalogue,
    title: str,
    site_url: str,
) -> Iterator[tuple[str, Maker]]:
    """Path on the site of each, and what makes it.

    Args:
        compilation: the project.
        files: where its pages stand.
        navigation: the order of pages.
        catalogue: all runbooks.
        title: the site's.
        site_url: where it is published, or "".
    """
    project = compilation.project
    pages = {page.path: page for page in project.pages}
    yield (
        "search-index.js",
        partial(
            search_index,
            project.pages,
            navigation.scopes,
            files.address,
            partial(_search_entry, compilation),
        ),
    )
    sources = dict(_markdown(compilation, files))
    for path, uri in sources.items():
        yield uri, partial(compilation.inventory.read, path)

    def source_of(path: str) -> str:
        return sources.get(path, "")

    yield (
        "llms.txt",
        partial(llms_txt, title, navigation, pages, source_of, catalogue, site_url),
    )
    if catalogue.products:
        made = picker_files(catalogue, compilation.graph, Places(pages, files.address))
        yield from (
            (f"{RUNBOOKS}/{path}", partial(bytes, content)) for path, content in made.items()
        )
        yield "runbooks.json", partial(runbooks_json, catalogue, site_url)
    yield from _redirects(pages, project.settings.redirects, files)


def _search_entry(compilation: Compilation, page: Page) -> str:
    """What the small index holds of a page; most were asked for it where they were compiled."""
    if known := compilation.unlinked.get(page.path):
        return known.entry
    content = b""
    with suppress(OSError):  # it may have gone meanwhile
        content = compilation.inventory.read(page.path)
    whole = compilation.page(page.path) or page
    return search_entry(whole, decode(page.path, content)[0].text)


def _markdown(compilation: Compilation, files: SiteFiles) -> Iterator[tuple[str, str]]:
    """Where the source of each page stands, beside the page that was made of it."""
    for page in compilation.project.pages:
        if place := files.source_place(page.path):
            yield page.path, place


def _redirects(
    pages: Mapping[str, Page], configured: Mapping[str, str], files: SiteFiles
) -> Iterator[tuple[str, Maker]]:
    """A page at each address that a page had before, which leads to where it is now."""
    by_url = {_plain(page.url): page.path for page in pages.values()}
    moved = {alias: page.path for page in pages.values() for alias in page.aliases}
    for old, new in configured.items():
        path, _, fragment = new.partition("#")
        target = path if path in pages else by_url.get(_plain(path), "")
        if target:
            moved[old] = f"{target}#{fragment}" if fragment else target
    for old, target in sorted(moved.items()):
        path, _, fragment = target.partition("#")
        place = _plain(old)
        address = files.address(path)
        if place and address:
            uri = place if place.endswith(".html") else f"{place}/index.html"
            full = f"{address}#{fragment}" if fragment else address
            yield uri, partial(_redirect, get_relative_url(full, uri), pages[path].title)


def _plain(url: str) -> str:
    """An address without the slashes around it."""
    return url.partition("?")[0].strip("/")


def _redirect(address: str, title: str) -> bytes:
    link = escape(address)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>\n'
        f'<link rel="canonical" href="{link}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={link}"></head>\n'
        f'<body><p>This page is now at <a href="{link}">{escape(title)}</a>.</p></body></html>\n'
    ).encode()
