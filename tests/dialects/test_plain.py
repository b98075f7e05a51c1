"""Plain folders of Markdown: what is a page, where it stands, which files a link names."""

import pytest

from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect


@pytest.mark.parametrize(
    ("path", "is_page"),
    [
        ("a.md", True),
        ("docs/A.MD", True),
        ("docs/a.mdx", True),
        ("docs/_index.md", True),
        ("docs/_part.mdx", False),
        ("docs/_partials/a.md", False),
        ("docs/a.txt", False),
    ],
)
def test_pages(path: str, is_page: bool) -> None:
    assert PlainDialect().is_page(path) is is_page


def test_addresses() -> None:
    plain = PlainDialect()
    assert plain.place("docs/guard/8.0/a.md", {}).url == "/docs/guard/8.0/a"
    assert plain.place("docs/guard/README.md", {}).url == "/docs/guard"
    assert plain.place("index.md", {}).url == "/"
    assert PlainDialect(Settings(sources=("docs",))).place("docs/a.md", {}).url == "/a"
