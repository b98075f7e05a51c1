"""The tree beside the text follows folders, and the order that authors give."""

from typing import Any

from runbookc.backends.site import Branch, Leaf, leaves, navigation
from runbookc.config import ProductSettings, Settings
from runbookc.dialects import detect_dialect
from runbookc.linking import Project
from runbookc.model import Page


def page(path: str, title: str, **rest: Any) -> Page:
    return Page(path=path, url=f"/{path}", dialect="plain", title=title, **rest)


def project(tmp_path: Any, *pages: Page, **settings: Any) -> Project:
    made = Settings(**settings)
    return Project(tuple(sorted(pages, key=lambda p: p.path)), made, detect_dialect(tmp_path, made))


def test_folders_are_branches_and_index_pages_name_them(tmp_path: Any) -> None:
    tree = navigation(
        project(
            tmp_path,
            page("docs/index.md", "Welcome"),
            page("docs/setup/index.md", "Set up"),
            page("docs/setup/a.md", "Alpha"),
            page("docs/more_things/x.md", "X"),
            page("docs/more_things/y.md", "Y"),
        ),
        {},
    ).general
    assert tree == (
        Leaf("Welcome", "docs/index.md"),
        Branch(
            "More things", (Leaf("X", "docs/more_things/x.md"), Leaf("Y", "docs/more_things/y.md"))
        ),
        Branch(
            "Set up", (Leaf("Overview", "docs/setup/index.md"), Leaf("Alpha", "docs/setup/a.md"))
        ),
    )


def test_positions_come_first_and_numbers_sort_as_numbers(tmp_path: Any) -> None:
    tree = navigation(
        project(
            tmp_path,
            page("docs/a.md", "Notes for 1.10"),
            page("docs/b.md", "Notes for 1.9"),
            page("docs/c.md", "Zebra", front_matter={"sidebar_position": 1, "sidebar_label": "Z"}),
        ),
        {},
    ).general
    assert [leaf.title for leaf in leaves(tree)] == ["Z", "Notes for 1.9", "Notes for 1.10"]


def test_versions_newest_first_products_as_configured(tmp_path: Any) -> None:
    made = navigation(
        project(
            tmp_path,
            *(
                page(f"docs/b/{v}/x.md", "X", product="b", version=v)
                for v in ("1.9", "1.10", "2.0")
            ),
            page("docs/a/x.md", "X", product="a"),
            page("index.md", "Home"),
            products={"b": ProductSettings(name="Bee"), "a": ProductSettings()},
        ),
        {"b": "Bee", "a": "Aye"},
    )
    assert [scope.title for scope in made.scopes] == ["Bee 2.0", "Bee 1.10", "Bee 1.9", "Aye"]
    assert made.scopes[0].first_page() == "docs/b/2.0/x.md"
    assert made.general == (Leaf("Home", "index.md"),)


def test_a_project_without_pages_has_an_empty_tree(tmp_path: Any) -> None:
    assert navigation(project(tmp_path), {}).general == ()
