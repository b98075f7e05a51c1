"""The tree of pages: whole where it is small, unfolded around the page where it is large."""

import re

from runbookc.backends.site import Branch, Leaf
from runbookc.mkdocs_plugin.sidebar import Sidebar


def tree(pages: int) -> tuple[Branch | Leaf, ...]:
    """An overview, and three folders of so many pages, each with a folder inside."""
    return (
        Leaf("Overview", "index"),
        *(
            Branch(
                folder,
                (
                    *(Leaf(f"{folder} {n}", f"{folder}/{n}") for n in range(pages)),
                    Branch("Deep & down", (Leaf("Last", f"{folder}/deep/last"),)),
                ),
            )
            for folder in ("a", "b", "c")
        ),
    )


def sidebar(pages: int) -> Sidebar:
    return Sidebar(tree(pages), lambda path: None if path == "c/0" else f"{path}.html")


def links(html: str) -> list[str]:
    return re.findall(r'href="\.\./([^"]+)\.html"', html)


def test_a_small_tree_is_whole_on_every_page() -> None:
    html = sidebar(4).html("b/2.html", "..")

    assert len(links(html)) == 1 + 3 * 5 - 1
    assert html.count("<details open>") == 1 and html.count("<details>") == 5
    assert '<a href="../b/2.html" aria-current="page">b 2</a>' in html


def test_a_large_tree_shows_what_is_beside_a_page_and_above_it() -> None:
    made = sidebar(100)
    html = made.html("b/deep/last.html", "..")

    assert links(html) == ["index", "a/0", *(f"b/{n}" for n in range(100)), "b/deep/last", "c/1"]
    assert html.count("<details open>") == 2 and "<details>" not in html
    assert '<a href="../c/1.html" class="folded">c</a>' in html
    assert html.count('aria-current="page"') == 1

    folded = links(made.html("b/7.html", ".."))
    assert folded == links(html)
    assert links(made.html("nowhere.html", "..")) == ["index", "a/0", "b/0", "c/1"]


def test_every_page_of_a_large_tree_can_be_reached() -> None:
    made = sidebar(100)
    seen, new = set[str](), {"index"}
    while new:
        seen |= new
        new = {link for page in new for link in links(made.html(f"{page}.html", ".."))} - seen

    assert len(seen) == 1 + 3 * 101 - 1
