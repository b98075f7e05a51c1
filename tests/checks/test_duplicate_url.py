"""SRC005."""

from runbookc.checks import check_project
from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from runbookc.model import Page
from runbookc.planning import build_graph


def messages(*pages: tuple[str, str]) -> list[tuple[str, str]]:
    settings = Settings()
    values = tuple(Page(path=path, url=url, dialect="plain", title="T") for path, url in pages)
    project = Project(values, settings, PlainDialect(settings))
    found = check_project(project, build_graph(project))
    return [(item.path, item.message) for item in found if item.code == "SRC005"]


def test_two_pages_with_one_address() -> None:
    assert messages(("a/README.md", "/a/"), ("a/index.md", "/a")) == [
        ("a/index.md", "`/a` is the address of `a/README.md` already")
    ]


def test_pages_with_addresses_of_their_own() -> None:
    assert messages(("a.md", "/a"), ("b.md", "/b"), ("A.md", "/A")) == []
