"""The symbol table: addresses, redirects, case, folders."""

from runbookc.linking.symbols import Symbols
from runbookc.model import Page


def symbols(redirects: dict[str, str] | None = None) -> Symbols:
    pages = [
        Page(path="docs/a.md", url="/a/", dialect="plain", title="A", anchors=("x",)),
        Page(path="docs/B.md", url="/", dialect="plain", title="B"),
        Page(path="docs/c.md", url="/a", dialect="plain", title="C"),
    ]
    return Symbols(pages, ["static/img/p.png"], redirects or {})


def test_addresses() -> None:
    table = symbols()
    assert table.page_at("/a") == table.page_at("/a/") == table.page_at("/a/index.html")
    assert table.page_at("/a") == "docs/a.md"
    assert table.page_at("/") == "docs/B.md"
    assert table.page_at("/b") is None


def test_redirects() -> None:
    table = symbols(
        {"/old": "/older", "/older/": "/a", "/file": "docs/B.md", "/x": "/y", "/y": "/x",
         "/away": "https://example.com/"}
    )  # fmt: skip
    assert table.page_at("/old/") == "docs/a.md"
    assert table.page_at("/file") == "docs/B.md"
    assert table.page_at("/x") is None
    assert table.leaves_by_redirect("/away/")
    assert not table.leaves_by_redirect("/old")


def test_names() -> None:
    table = symbols()
    assert table.has_page("docs/a.md")
    assert not table.has_page("docs/A.md")
    assert not table.has_page("static/img/p.png")
    assert table.has_file("static/img/p.png")
    assert table.same_but_case("DOCS/b.md") == "docs/B.md"
    assert table.same_but_case("docs/a.md") is None
    assert table.has_folder("static")
    assert not table.has_folder("stat")
    assert table.anchors("docs/a.md") == {"x"}
