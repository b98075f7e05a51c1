"""The static site's content: pages, navigation and the list of runbooks, as HTML and plain values.

Knows nothing of MkDocs; `mkdocs_plugin` puts what is made here into its pages.
"""

from runbookc.backends.site.catalogue import (
    Catalogue,
    Download,
    Entry,
    Outline,
    ProductEntries,
    outline_of,
)
from runbookc.backends.site.catalogue_html import (
    page_downloads,
    product_list,
    routes_contents,
    routes_page,
)
from runbookc.backends.site.components import windows_html
from runbookc.backends.site.feed import FEED, runbooks_atom
from runbookc.backends.site.graph_picture import graph_picture
from runbookc.backends.site.links import Href, PageLinks
from runbookc.backends.site.machines import llms_txt, runbooks_json
from runbookc.backends.site.navigation import Branch, Leaf, Navigation, Scope, leaves, navigation
from runbookc.backends.site.page import Contents, SitePage, linked_page, render_page
from runbookc.backends.site.picker import picker_files, picker_html, picker_scripts
from runbookc.backends.site.places import Places
from runbookc.backends.site.repository import commit_url
from runbookc.backends.site.search import search_entry, search_index
from runbookc.backends.site.search_document import document_of, indexed_page
from runbookc.backends.site.unlinked import UnlinkedPage, unlinked_page

__all__ = [
    "FEED",
    "Branch",
    "Catalogue",
    "Contents",
    "Download",
    "Entry",
    "Href",
    "Leaf",
    "Navigation",
    "Outline",
    "PageLinks",
    "Places",
    "ProductEntries",
    "Scope",
    "SitePage",
    "UnlinkedPage",
    "commit_url",
    "document_of",
    "graph_picture",
    "indexed_page",
    "leaves",
    "linked_page",
    "llms_txt",
    "navigation",
    "outline_of",
    "page_downloads",
    "picker_files",
    "picker_html",
    "picker_scripts",
    "product_list",
    "render_page",
    "routes_contents",
    "routes_page",
    "runbooks_atom",
    "runbooks_json",
    "search_entry",
    "search_index",
    "unlinked_page",
    "windows_html",
]
