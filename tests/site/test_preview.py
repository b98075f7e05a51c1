"""The preview answers with what the finished site holds, and with nothing else."""

from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.mkdocs_plugin.build import site_config
from runbookc.mkdocs_plugin.preview import Preview
from runbookc.pipeline import Compilation, compile_project

PAGE = "# One\n\n[two](two.md) ![i](i.png) [gone](gone.md)\n\n1. Run `x`.\n2. Stop.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    folder = root / "docs" / "thing" / "1.0"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(PAGE, encoding="utf-8")
    (folder / "two.md").write_text("# Two\n\nText.\n", encoding="utf-8")
    (folder / "i.png").write_bytes(b"png")
    (root / "secret.txt").write_text("not for the site")
    return root


def compiled(root: Path) -> Compilation:
    return compile_project(root, load_settings(root), keep_bodies=True)


def preview_of(root: Path, tmp_path: Path) -> Preview:
    empty = tmp_path / "empty"
    empty.mkdir(exist_ok=True)
    return Preview(site_config(compiled(root), {}, tmp_path / "out", str(empty)))


def test_every_answer_is_what_the_build_writes(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(compiled(project), {}, site)
    preview = preview_of(project, tmp_path)

    made_later = ("pagefind/", "404.html", "sitemap")
    written = [path for path in site.rglob("*") if path.is_file()]
    # A page brings what it shows.
    written.sort(key=lambda path: (path.suffix != ".html", path))
    compared = 0
    for path in written:
        uri = path.relative_to(site).as_posix()
        if not uri.startswith(made_later):
            answer = preview.respond(f"/{uri}")
            assert answer is not None, uri
            assert answer[0] == path.read_bytes(), uri
            compared += 1
    assert compared > 15
    assert preview.missing().startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    "target",
    [
        "/secret.txt",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "//etc/passwd",
        "/docs/thing/1.0/one.md.file",
        "/one.md/../../secret.txt",
        "/%00",
        "/[",
    ],
)
def test_nothing_else_can_be_asked_for(project: Path, tmp_path: Path, target: str) -> None:
    assert preview_of(project, tmp_path).respond(target) is None


def test_media_types(project: Path, tmp_path: Path) -> None:
    preview = preview_of(project, tmp_path)
    assert preview.respond("/one.html")

    kinds = {uri: (preview.respond(uri) or (b"", ""))[1] for uri in ("/", "/i.png", "/js/site.js")}

    assert kinds == {
        "/": "text/html; charset=utf-8",
        "/i.png": "image/png",
        "/js/site.js": "text/javascript",
    }
