"""A configured source folder is the root of the plain dialect's absolute links and addresses."""

from runbookc.config import Settings
from runbookc.dialects import Placement
from runbookc.dialects.plain import PlainDialect


class Files:
    """An inventory of a few paths."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths

    def has_page(self, path: str) -> bool:
        return path in self.paths and path.endswith(".md")

    def has_file(self, path: str) -> bool:
        return path in self.paths

    def has_folder(self, path: str) -> bool:
        return any(known.startswith(f"{path}/") for known in self.paths)

    def page_at(self, url: str) -> str | None:
        return None

    def same_but_case(self, path: str) -> str | None:
        return None


DIALECT = PlainDialect(Settings(sources=("sources",)))
HERE = Placement("sources/index.md", "/")
FILES = Files("sources/docs/a.md", "sources/docs/b/index.md", "sources/images/a.svg", "docs/c.md")


def test_absolute_links_count_from_the_source_folder() -> None:
    assert DIALECT.resolve("/docs/a.md#x", HERE, FILES).path == "sources/docs/a.md"
    assert DIALECT.resolve("/docs/b", HERE, FILES).path == "sources/docs/b/index.md"
    assert DIALECT.resolve("/images/a.svg", HERE, FILES, image=True).path == "sources/images/a.svg"


def test_the_project_root_comes_first() -> None:
    assert DIALECT.resolve("/docs/c.md", HERE, FILES).path == "docs/c.md"


def test_a_single_source_folder_is_no_part_of_the_address() -> None:
    assert DIALECT.place("sources/docs/a.md", {}).url == "/docs/a"
    assert DIALECT.place("sources/index.md", {}).url == "/"
    both = PlainDialect(Settings(sources=("docs", "guides")))
    assert both.place("guides/a.md", {}).url == "/guides/a"
