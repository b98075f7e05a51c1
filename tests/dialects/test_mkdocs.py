"""MkDocs: its configuration is data, its links are paths of files."""

from pathlib import Path

import pytest

from runbookc.config import ConfigError, Settings
from runbookc.dialects import detect_dialect
from runbookc.dialects.mkdocs import MkdocsDialect
from runbookc.dialects.mkdocs_config import mkdocs_config, read_mkdocs_config
from runbookc.linking.symbols import Symbols
from runbookc.model import Page


def dialect(**values: object) -> MkdocsDialect:
    return MkdocsDialect(mkdocs_config(values), Settings())


def test_tags_that_would_run_code_are_inert(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        """
site_name: !ENV [SITE, Fallback]
site_url: https://a.example/base/
docs_dir: ./manual
exclude_docs: |
  /drafts/
markdown_extensions:
  - attr_list
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - pymdownx.superfences:
      custom_fences: [{format: !!python/name:pymdownx.superfences.fence_code_format }]
  - pymdownx.tilde
plugins: !!python/object/apply:os.system ["touch /tmp/never"]
"""
    )
    config = read_mkdocs_config(tmp_path)
    assert (config.docs_dir, config.base_path) == ("manual", "/base/")
    found = detect_dialect(tmp_path, Settings())
    assert found.name == "mkdocs"
    assert found.slugger().slug("A & B") == "a--b"
    assert found.syntax.strikethrough
    assert found.syntax.attribute_lists
    assert not found.syntax.directives
    assert found.is_page("manual/a.md")
    assert not found.is_page("manual/drafts/a.md")
    assert not found.is_page("docs/a.md")


def test_inherited_settings(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("docs_dir: pages\nuse_directory_urls: false\n")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: X\n")
    config = read_mkdocs_config(tmp_path)
    assert (config.docs_dir, config.use_directory_urls) == ("pages", False)


def test_broken_configuration_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: X\nnav: [a\nb: c\n")
    with pytest.raises(ConfigError, match=r"mkdocs\.yml:3: not YAML"):
        detect_dialect(tmp_path, Settings())


@pytest.mark.parametrize(
    ("path", "directory_url", "file_url"),
    [
        ("docs/index.md", "/", "/"),
        ("docs/README.md", "/", "/"),
        ("docs/a.md", "/a/", "/a.html"),
        ("docs/b/index.md", "/b/", "/b/"),
        ("docs/b/01-c.md", "/b/01-c/", "/b/01-c.html"),
    ],
)
def test_addresses(path: str, directory_url: str, file_url: str) -> None:
    assert dialect().place(path, {}).url == directory_url
    assert dialect(use_directory_urls=False).place(path, {}).url == file_url


PAGES = [
    "docs/index.md",
    "docs/a.md",
    "docs/guide/b.md",
    "docs/guide/readme/README.md",
    "docs/guide/readme/index.md",
]
FILES = ["docs/img/p.png", "docs/guide/drafts/c.md", "src/x.py"]


@pytest.mark.parametrize(
    ("target", "outcome", "path"),
    [
        ("b.md#x", "page", "docs/guide/b.md"),
        ("b.md/", "page", "docs/guide/b.md"),
        ("./", "missing", "docs/guide/b.md"),
        ("?x", "page", "docs/guide/b.md"),
        ("../a.md", "page", "docs/a.md"),
        ("../A.md", "missing", "docs/a.md"),
        ("../a/", "missing", "docs/a.md"),
        ("../a", "missing", "docs/a.md"),
        ("../a.html", "missing", "docs/a.md"),
        ("../../a/", "missing", "docs/a.md"),
        ("../../a", "missing", "docs/a.md"),
        ("..", "missing", "docs/index.md"),
        ("../img/p.png", "asset", "docs/img/p.png"),
        ("../../img/p.png", "missing", "docs/img/p.png"),
        ("../../docs/a.md", "missing", "docs/a.md"),
        ("../img/favicon.ico", "other", None),
        ("../moved.md", "missing", "docs/a.md"),
        ("../../moved/", "missing", None),
        ("/base/moved/", "page", "docs/a.md"),
        ("/base/gone-abroad/", "other", None),
        ("{{ a }}", "missing", None),
        ("../{version}/a.md", "missing", None),
        ("../../src/x.py", "missing", None),
        ("../../../etc/passwd", "outside-root", None),
        ("/a/", "page", "docs/a.md"),
        ("/base/a/", "page", "docs/a.md"),
        ("/a.md", "missing", "docs/a.md"),
        ("/img/p.png", "asset", "docs/img/p.png"),
        ("/elsewhere/", "other", None),
        ("/base/gone/", "missing", None),
        ("//host/a", "external", None),
        ("drafts/c.md", "asset", "docs/guide/drafts/c.md"),
        ("readme/README.md", "missing", None),
        ("readme/index.md", "page", "docs/guide/readme/index.md"),
    ],
)
def test_links(target: str, outcome: str, path: str | None) -> None:
    old = {"moved.md": "a.md", "gone-abroad.md": "https://b.example/"}
    docs = dialect(
        site_url="https://a.example/base/",
        plugins=[{"redirects": {"redirect_maps": old}}],
        exclude_docs="drafts/",
    )
    found = docs.resolve(target, docs.place("docs/guide/b.md", {}), symbols(docs, PAGES, FILES))
    assert (found.outcome, found.path or found.nearest) == (outcome, path)


def symbols(docs: MkdocsDialect, paths: list[str], files: list[str]) -> Symbols:
    pages = [
        Page(path=page, url=docs.place(page, {}).url, dialect="mkdocs", title=page)
        for page in paths
    ]
    return Symbols(pages, files, {})


@pytest.mark.parametrize(
    ("values", "target", "outcome"),
    [
        ({}, "gone.md", "missing"),
        ({}, "/gone/", "other"),
        ({"site_url": "https://a.example/"}, "/gone/", "missing"),
        ({"plugins": ["gen-files"]}, "gone.md", "other"),
        ({"plugins": {"gen-files": {}}, "site_url": "https://a.example/"}, "/gone/", "other"),
        ({"plugins": ["macros"]}, "{{ a }}", "other"),
        ({"plugins": ["search", "awesome-pages", "mike"]}, "gone.md", "missing"),
        ({"theme": {"name": "mkdocs", "custom_dir": "./theme/"}}, "img/own.png", "other"),
        ({"validation": {"absolute_links": "relative_to_docs"}}, "/gone/", "missing"),
    ],
)
def test_what_nobody_can_know_is_not_missing(
    values: dict[str, object], target: str, outcome: str
) -> None:
    docs = dialect(**values)
    source = docs.place("docs/a.md", {})
    known = Symbols([], ["theme/img/own.png"], {})
    assert docs.resolve(target, source, known).outcome == outcome


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "mkdocs.yml:1: keys with values are expected"),
        ("docs_dir: 5\n", "docs_dir: 5 is no folder inside the project"),
        ("docs_dir: ../..\n", "docs_dir: '../..' is no folder inside the project"),
        ("docs_dir: /etc\n", "docs_dir: '/etc' is no folder inside the project"),
        ("INHERIT: ../../etc/passwd\n", "INHERIT: '../../etc/passwd' leads out of the project"),
    ],
)
def test_a_wrong_mkdocs_yml(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_mkdocs_config(tmp_path)
    assert message in str(caught.value)
