"""The switch between products and versions, and the products to choose from in the search."""

import re

from runbookc.backends.site import Scope
from runbookc.backends.site.navigation import Leaf
from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from runbookc.mkdocs_plugin.switch import VersionSwitch


def scope(product: str, version: str | None, *names: str) -> Scope:
    folder = f"{product}/{version}" if version else product
    leaves = tuple(Leaf(name, f"{folder}/{name}.md") for name in names)
    return Scope(product, f"{product.title()} & more", version, leaves)


SCOPES = (
    scope("demo", "2.0", "index", "only-new"),
    scope("demo", "1.0", "index"),
    scope("tool", None, "index"),
)


def switch() -> VersionSwitch:
    project = Project((), Settings(), PlainDialect())
    return VersionSwitch(SCOPES, project, lambda path: f"{path.removesuffix('.md')}.html")


def links(url: str, path: str | None, current: int | None) -> list[str]:
    return re.findall(r"<li>(.*)</li>", switch().menu(url, path, current))


def test_each_version_leads_to_what_a_reader_of_the_page_wants() -> None:
    assert links("demo/2.0/only-new.html", "demo/2.0/only-new.md", 0) == [
        '<a href="only-new.html" aria-current="true">2.0</a>',
        '<a href="../1.0/index.html">1.0</a> <small>another page</small>',
        '<a href="../../tool/index.html">Tool &amp; more</a>',
    ]


def test_a_page_of_no_product_leads_to_the_first_page_of_each() -> None:
    assert links("notes/page/", None, None) == [
        '<a href="../../demo/2.0/index.html">2.0</a>',
        '<a href="../../demo/1.0/index.html">1.0</a>',
        '<a href="../../tool/index.html">Tool &amp; more</a>',
    ]


def test_what_one_page_shows_of_other_products_holds_for_its_folder_alone() -> None:
    one = switch()
    menus = [one.menu(url, None, None) for url in ("a/b.html", "a/c.html", "a.html", "a/c.html")]

    assert menus[0] == menus[1] == menus[3]
    assert 'href="../tool/index.html"' in menus[1]
    assert 'href="tool/index.html"' in menus[2]


def test_the_search_offers_every_product_with_its_versions() -> None:
    assert re.findall(r'value="(.*?)" data-versions="(.*?)">(.*?)<', switch().options) == [
        ("demo", "[&#34;2.0&#34;, &#34;1.0&#34;]", "Demo &amp; more"),
        ("tool", "[]", "Tool &amp; more"),
    ]
