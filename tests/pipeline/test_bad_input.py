"""Whatever a docs tree holds: a finding with a place, and the rest is compiled."""

import io
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from runbookc.cli import main
from runbookc.config import Settings
from runbookc.diagnostics import Diagnostic
from runbookc.discovery.inventory import DiskReader
from runbookc.pipeline import Compilation, compile_project

GOOD = "---\ntitle: Good\n---\n\n# Good\n\nText.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    write(root, "docs/good.md", GOOD)
    return root


def write(root: Path, path: str, content: str | bytes) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def compiled(root: Path) -> Compilation:
    """The compilation; the good page beside the bad one is always there."""
    compilation = compile_project(root, Settings())
    assert compilation.project.page("docs/good.md") is not None
    return compilation


def found(compilation: Compilation, code: str) -> Diagnostic:
    matching = [item for item in compilation.diagnostics if item.code == code]
    assert matching, [f"{item.code} {item.message}" for item in compilation.diagnostics]
    return matching[0]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return int(stop.value.code or 0)


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"# Title\n\ncaf\xe9 au lait\n", 3, 4),
        (b"# Title\n\0\n", 2, 1),
        ("# Tïtle\n".encode("utf-16"), 1, 1),
    ],
    ids=["latin-1", "nul", "utf-16"],
)
def test_not_utf_8(root: Path, content: bytes, line: int, column: int) -> None:
    write(root, "docs/bad.md", content)
    item = found(compiled(root), "SRC002")
    assert (item.path, item.span.line, item.span.column) == ("docs/bad.md", line, column)


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "---\n---\n"])
def test_an_empty_file_is_a_page(root: Path, content: str) -> None:
    write(root, "docs/empty.md", content)
    assert compiled(root).project.page("docs/empty.md") is not None


def test_no_front_matter_is_a_page(root: Path) -> None:
    write(root, "docs/plain.md", "# A title\n\nText.\n")
    page = compiled(root).project.page("docs/plain.md")
    assert page is not None
    assert page.title == "A title"


def test_broken_yaml(root: Path) -> None:
    write(root, "docs/bad.md", "---\ntitle: [open\nother: x\n---\n\n# Title\n")
    compilation = compiled(root)
    item = found(compilation, "SRC001")
    assert item.path == "docs/bad.md"
    assert 1 <= item.span.line <= 4
    page = compilation.project.page("docs/bad.md")
    assert page is not None
    assert [heading.text for heading in page.headings] == ["Title"]


def test_an_unclosed_admonition(root: Path) -> None:
    write(root, "docs/bad.md", "# Title\n\n:::note\n\nIt never ends.\n")
    item = found(compiled(root), "SRC003")
    assert (item.path, item.span.line) == ("docs/bad.md", 3)


def test_a_heading_that_skips_levels(root: Path) -> None:
    write(root, "docs/deep.md", "# One\n\n#### Four\n\n## Two\n")
    page = compiled(root).project.page("docs/deep.md")
    assert page is not None
    assert [heading.level for heading in page.headings] == [1, 4, 2]


def test_a_page_of_5_mb(root: Path) -> None:
    paragraph = "Words and words and words and more words, to fill the page up. " * 8
    paragraph += "Words and [a link](good.md) and `code` in a **paragraph**.\n\n"
    write(root, "docs/large.md", "# Large\n\n" + paragraph * (5_000_000 // len(paragraph)))
    compilation = compiled(root)
    page = compilation.project.page("docs/large.md")
    assert page is not None
    assert len(page.links) > 8_000
    assert {link.status for link in page.links} == {"ok"}


def test_a_page_over_the_size_limit_is_not_read(root: Path) -> None:
    (root / "docs" / "huge.md").touch()
    os.truncate(root / "docs" / "huge.md", 11 * 1024 * 1024)
    item = found(compiled(root), "SRC002")
    assert item.path == "docs/huge.md"


@pytest.mark.parametrize(
    "content",
    [
        "> " * 10_000 + "deep\n",
        "- " * 10_000 + "deep\n",
        "1. " * 10_000 + "deep\n",
        "\n".join(f"{'  ' * depth}- item" for depth in range(1_000)) + "\n",
        "[" * 10_000 + "](good.md)\n",
        "*" * 10_000 + "a" + "*" * 10_000 + "\n",
        "::" + ":" * 10_000 + "note\n",
    ],
    ids=["quotes", "lists", "numbers", "indented lists", "brackets", "stars", "colons"],
)
def test_ten_thousand_nested(root: Path, content: str) -> None:
    write(root, "docs/deep.md", f"# Deep\n\n{content}\nAfter.\n")
    start = time.monotonic()
    compilation = compiled(root)
    assert compilation.project.page("docs/deep.md") is not None
    assert time.monotonic() - start < 10


def test_a_link_out_of_the_tree_is_never_read(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "docs/bad.md", "# T\n\n[a](../../../etc/passwd) ![b](../../../../etc/passwd)\n")
    read = []
    genuine = io.open

    def spy(path: str | Path, *rest: Any, **options: Any) -> Any:
        read.append(str(path))
        return genuine(path, *rest, **options)

    monkeypatch.setattr("io.open", spy)
    monkeypatch.setattr("builtins.open", spy)
    item = found(compiled(root), "LNK004")
    assert (item.path, item.span.line) == ("docs/bad.md", 3)
    assert run("check", "--root", str(root)) == 1
    assert "root:x:" not in capsys.readouterr().out
    assert str(root / "docs/bad.md") in read
    assert not [path for path in read if "passwd" in path]


def test_a_symbolic_link_out_of_the_tree_is_never_followed(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    write(secret, "secret.md", "# Secret\n")
    (root / "docs" / "link.md").symlink_to(secret / "secret.md")
    (root / "docs" / "folder").symlink_to(secret)
    (root / "docs" / "loop").symlink_to(root / "docs")
    compilation = compiled(root)
    assert [page.path for page in compilation.project.pages] == ["docs/good.md"]
    places = {item.path for item in compilation.diagnostics}
    assert {"docs/link.md", "docs/folder"} <= places


def test_two_files_with_one_url(root: Path) -> None:
    write(root, "mkdocs.yml", "site_name: S\n")
    write(root, "docs/a/index.md", "# A\n")
    write(root, "docs/a/README.md", "# A too\n")
    compilation = compiled(root)
    assert len(compilation.project.pages) == 3
    assert found(compilation, "SRC005").path == "docs/a/index.md"


def test_a_folder_without_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", str(tmp_path)) == 1
    captured = capsys.readouterr()
    assert "no page" in captured.out
    assert captured.err == ""


def test_no_permission_on_the_output(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert run("build", "--root", str(root), "--out", str(tmp_path / "file" / "build")) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert error.count("\n") == 1


def test_a_failed_build_leaves_the_last_good_output(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    arguments = ("build", "--root", str(root), "--out", str(out), "--only", "runbooks")
    assert run(*arguments) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    write(root, "docs/bad.md", "# Bad\n\n[gone](gone.md)\n")
    assert run(*arguments) == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    error = capsys.readouterr().err
    assert "docs/bad.md:3:" in error
    assert "--keep-going" in error
    assert run(*arguments, "--keep-going") == 1
    assert "docs/bad.md" in (out / "manifest.json").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "project"]


def test_a_page_that_vanishes_is_a_finding(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "docs/gone.md", "# Gone\n")
    genuine = DiskReader.__call__

    def read(reader: DiskReader, path: str) -> bytes:
        (root / "docs/gone.md").unlink(missing_ok=True)
        return genuine(reader, path)

    monkeypatch.setattr(DiskReader, "__call__", read)
    item = found(compiled(root), "SRC006")
    assert (item.path, item.message) == (
        "docs/gone.md",
        "The page cannot be read: no such file or directory",
    )
    assert run("check", "--root", str(root)) == 0
    capsys.readouterr()


def test_parse_takes_whatever_a_page_holds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(root, "docs/bad.md", b"\xff\xfe\0---\n> [!NOTE\n:::\n")
    assert run("parse", "--root", str(root), "docs/bad.md") == 0
    [page] = json.loads(capsys.readouterr().out)["pages"]
    assert page["path"] == "docs/bad.md"
