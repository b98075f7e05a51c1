"""Walking a folder: order, what is left out, and what must never be followed."""

import os
from pathlib import Path

import pytest

from runbookc.config import Settings
from runbookc.dialects import detect_dialect
from runbookc.discovery import PAGE_SIZE_LIMIT, Inventory, discover


def walk(root: Path, **settings: object) -> Inventory:
    loaded = Settings.model_validate(settings)
    return discover(root, loaded, detect_dialect(root, loaded))


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("# Page\n", encoding="utf-8")


def problems(inventory: Inventory) -> list[tuple[str, str]]:
    return [(item.code, item.path) for item in inventory.diagnostics]


def test_pages_and_files_in_order(tmp_path: Path) -> None:
    write(tmp_path, "docs/b.md", "docs/a/z.mdx", "README.md", "static/img/x.png", "docs/B.md")
    inventory = walk(tmp_path)
    assert inventory.pages == ("README.md", "docs/B.md", "docs/a/z.mdx", "docs/b.md")
    assert inventory.files == ("static/img/x.png",)
    assert inventory.read("docs/b.md") == b"# Page\n"
    with pytest.raises(KeyError):
        inventory.read("../secret")


def test_leaves_out_what_is_not_docs(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.md",
        ".git/x.md",
        "node_modules/p/README.md",
        "docs/node_modules/p.md",
        "build/site/a.md",
        "docs/build/kept.md",
        "env/pyvenv.cfg",
        "env/lib/x.md",
        "out/manifest.json",
        "out/SHA256SUMS",
        "out/runbooks/r.md",
        ".venv/x.md",
        "docs/_partials/part.md",
    )
    assert walk(tmp_path).pages == ("a.md", "docs/build/kept.md")


def test_sources_and_exclusions(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "docs/drafts/b.md", "other/c.md")
    inventory = walk(tmp_path, sources=["docs", "gone"], exclude=["docs/drafts/**"])
    assert inventory.pages == ("docs/a.md",)
    assert inventory.files == ("docs/drafts/b.md", "other/c.md")
    assert problems(inventory) == [("SRC007", "gone")]


def test_a_folder_without_a_page(tmp_path: Path) -> None:
    assert problems(walk(tmp_path)) == [("SRC007", ".")]


def test_links_out_of_the_tree_are_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(root, "a.md")
    write(outside, "secret.md")
    (root / "folder").symlink_to(outside)
    (root / "file.md").symlink_to(outside / "secret.md")
    (root / "dangling.md").symlink_to(root / "nowhere.md")
    inventory = walk(root)
    assert inventory.pages == ("a.md",)
    assert problems(inventory) == [
        ("SRC006", "dangling.md"),
        ("SRC006", "file.md"),
        ("SRC006", "folder"),
    ]


def test_links_inside_the_tree_and_loops(tmp_path: Path) -> None:
    write(tmp_path, "docs/8.0/a.md")
    (tmp_path / "docs/current").symlink_to(tmp_path / "docs/8.0")
    (tmp_path / "docs/8.0/loop").symlink_to(tmp_path)
    (tmp_path / "docs/8.0/self").symlink_to("self")
    inventory = walk(tmp_path)
    assert inventory.pages == ("docs/8.0/a.md", "docs/current/a.md")
    assert ("SRC006", "docs/8.0/loop") in problems(inventory)


def test_files_that_cannot_be_taken(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    with (tmp_path / "large.md").open("wb") as large:
        large.truncate(PAGE_SIZE_LIMIT + 1)
    inventory = walk(tmp_path)
    assert inventory.pages == ("a.md",)
    assert problems(inventory) == [("SRC002", "large.md"), ("SRC006", "pipe.md")]


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    write(tmp_path, "a.md")
    with Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).open("wb") as page:
        page.write(b"# x")
    inventory = walk(tmp_path)
    assert inventory.pages == ("a.md",)
    assert problems(inventory) == [("SRC006", "?.md")]


def test_unpublished_pages_are_no_targets(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "docs/_partial.mdx", "docs/out.md", "docs/file.pdf")
    (tmp_path / "docusaurus.config.js").write_text(
        "module.exports = {presets: [['classic', {docs: {exclude: ['out.md', '**/_*']}}]]};"
    )
    inventory = walk(tmp_path)
    assert inventory.pages == ("docs/a.md",)
    assert inventory.files == ("docs/file.pdf", "docusaurus.config.js")


def test_what_version_control_ignores_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A")
    (tmp_path / ".gitignore").write_text("/api/\n*.log\n!keep.log\n")
    inventory = discover(tmp_path, Settings(), detect_dialect(tmp_path, Settings()))
    unknown = ("api/x.md", "b.log", ".github/x.md", "static/.well-known/x", ".x", "build/x.md")
    known = ("keep.log", "x/api/y.md", "", "x/build/y.md", "build")
    assert all(map(inventory.is_generated, unknown))
    assert not any(map(inventory.is_generated, known))
