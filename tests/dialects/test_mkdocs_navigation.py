"""What `nav` names and is not there, as MkDocs itself tells it."""

import logging
from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.pipeline import compile_project

NAV = """site_name: X
theme: {name: mkdocs}
plugins: [search]
exclude_docs: kept-out.md
nav:
  - Start: index.md
  - gone.md
  - 'a/quoted gone.md'
  - Section:
      - Deep: "a/deep.md"
      - kept-out.md
      - data.csv
  - Elsewhere: https://a.example/
  - Absolute: /b/
  - Folder: a/
"""
FOUND = [
    (7, 5, "gone.md"),
    (8, 6, "a/quoted gone.md"),
    (15, 13, "a/"),
]


def project(root: Path, config: str) -> list[tuple[int, int, str]]:
    for name in ("index.md", "a/deep.md", "kept-out.md", "data.csv"):
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# X\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    found = compile_project(root, load_settings(root)).diagnostics
    return [
        (item.span.line, item.span.column, item.message.split("`")[1])
        for item in found
        if item.path == "mkdocs.yml"
    ]


def test_each_missing_file_is_told_where_it_is_named(tmp_path: Path) -> None:
    assert project(tmp_path, NAV) == FOUND


def test_mkdocs_tells_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    project(tmp_path, NAV)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    told = [record.getMessage() for record in caplog.records]
    assert [text.split("'")[1] for text in told if "'nav'" in text] == [name for *_, name in FOUND]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plugins: [search]", "plugins: [search, awesome-pages]"),
        ("plugins: [search]", "plugins: [gen-files]"),
        ("nav:", "other:"),
        ("nav:", "nav: 5\nother:"),
    ],
)
def test_what_plugins_make_of_it_is_left_open(old: str, new: str, tmp_path: Path) -> None:
    assert project(tmp_path, NAV.replace(old, new)) == []
