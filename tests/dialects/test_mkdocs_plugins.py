"""What plugins and hooks do to links; none of them is run."""

from pathlib import Path

import pytest

from runbookc.config import Settings
from runbookc.dialects.mkdocs import MkdocsDialect
from runbookc.dialects.mkdocs_config import mkdocs_config, read_mkdocs_config
from runbookc.dialects.mkdocs_plugins import hooked_events
from runbookc.linking.symbols import Symbols
from runbookc.model import Page


@pytest.mark.parametrize(
    ("code", "events"),
    [
        ("def on_files(files, config):\n    return files\n", {"on_files"}),
        ("async def on_page_markdown(text, **_):\n    return text\n", {"on_page_markdown"}),
        ("def on_post_build(config):\n    raise SystemExit\n", set()),
        ("raise RuntimeError('never run')\n", set()),
        ("def on_files(:\n", {"on_files", "on_page_markdown", "on_page_read_source"}),
    ],
)
def test_hooks_are_read_and_never_run(code: str, events: set[str], tmp_path: Path) -> None:
    hook = tmp_path / "hook.py"
    hook.write_text(code, encoding="utf-8")
    assert hooked_events([hook], tmp_path) == events
    assert len(hooked_events([hook], tmp_path / "docs")) == 3


def test_what_hooks_may_do_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: X\nhooks: [gone.py]\n", encoding="utf-8")
    config = read_mkdocs_config(tmp_path)
    assert config.generates_pages
    assert config.has_hooks
    assert config.fills_templates
    (tmp_path / "gone.py").write_text("def on_nav(nav, **_): ...\n", encoding="utf-8")
    config = read_mkdocs_config(tmp_path)
    assert not (config.generates_pages or config.has_hooks or config.fills_templates)


@pytest.mark.parametrize(
    ("plugins", "generates", "fills"),
    [
        (["search", "awesome-pages", "mike", "minify", "literate-nav", "redirects"], False, False),
        (["gen-files"], True, False),
        (["material/blog", "mkdocs-jupyter"], False, False),
        ([{"monorepo": {}}], True, False),
        ({"macros": None, "search": None}, False, True),
        (["include-markdown"], False, True),
    ],
)
def test_plugins(plugins: object, generates: bool, fills: bool) -> None:
    config = mkdocs_config({"plugins": plugins})
    assert (config.generates_pages, config.fills_templates) == (generates, fills)


def resolved(docs: MkdocsDialect, target: str, source: str, files: list[str]) -> str | None:
    pages = [
        Page(path=path, url=docs.place(path, {}).url, dialect="mkdocs", title=path)
        for path in files
        if docs.is_page(path)
    ]
    found = docs.resolve(target, docs.place(source, {}), Symbols(pages, files, {}))
    return found.path


SUFFIXES = {
    "plugins": [{"i18n": {"languages": [{"locale": "en", "default": True}, {"locale": "fr"}]}}]
}
FOLDERS = {
    "plugins": [
        {
            "i18n": {
                "docs_structure": "folder",
                "languages": [{"locale": "fr"}, {"locale": "en", "default": True}],
            }
        }
    ]
}


@pytest.mark.parametrize(
    ("values", "path", "url"),
    [
        (SUFFIXES, "docs/a.md", "/a/"),
        (SUFFIXES, "docs/a.en.md", "/a/"),
        (SUFFIXES, "docs/b/index.fr.md", "/fr/b/"),
        (SUFFIXES, "docs/v1.2.md", "/v1.2/"),
        (FOLDERS, "docs/en/a.md", "/a/"),
        (FOLDERS, "docs/fr/a.md", "/fr/a/"),
    ],
)
def test_addresses_of_translations(values: dict[str, object], path: str, url: str) -> None:
    assert MkdocsDialect(mkdocs_config(values), Settings()).place(path, {}).url == url


@pytest.mark.parametrize(
    ("values", "target", "source", "path"),
    [
        (SUFFIXES, "b.md", "docs/a.fr.md", "docs/b.en.md"),
        (SUFFIXES, "b.fr.md", "docs/a.fr.md", "docs/b.fr.md"),
        (SUFFIXES, "p.png", "docs/a.fr.md", "docs/p.fr.png"),
        (SUFFIXES, "gone.md", "docs/a.fr.md", None),
        (FOLDERS, "a.md", "docs/fr/b.md", "docs/en/a.md"),
        (FOLDERS, "gone.md", "docs/fr/b.md", None),
    ],
)
def test_links_between_translations(
    values: dict[str, object], target: str, source: str, path: str | None
) -> None:
    docs = MkdocsDialect(mkdocs_config(values), Settings())
    names = ["a.fr.md", "b.en.md", "b.fr.md", "p.fr.png", "en/a.md", "fr/b.md"]
    assert resolved(docs, target, source, [f"docs/{name}" for name in names]) == path


def test_files_that_the_plugin_exclude_takes_out() -> None:
    values = {"plugins": [{"exclude": {"glob": ["drafts/*", "*.tmp.md"]}}]}
    docs = MkdocsDialect(mkdocs_config(values), Settings())
    assert not docs.is_page("docs/drafts/a.md")
    assert not docs.is_page("docs/b.tmp.md")
    files = ["docs/drafts/a.md", "docs/b.md"]
    assert resolved(docs, "drafts/a.md", "docs/b.md", files) is None
    assert resolved(docs, "b.md", "docs/b.md", files) == "docs/b.md"


@pytest.mark.parametrize(
    ("options", "target", "outcome"),
    [
        (None, "blog/archive/2026.md", "other"),
        (None, "/blog/category/news/", "other"),
        (None, "gone.md", "missing"),
        ({"blog_dir": "news"}, "news/archive/2026.md", "other"),
        ({"blog_dir": "news"}, "blog/archive/2026.md", "missing"),
        ({"blog_dir": "."}, "archive/2026.md", "other"),
    ],
)
def test_folders_that_a_blog_fills(options: object, target: str, outcome: str) -> None:
    values = {"plugins": {"blog": options}, "site_url": "https://a.example/"}
    docs = MkdocsDialect(mkdocs_config(values), Settings())
    found = docs.resolve(target, docs.place("docs/a.md", {}), Symbols([], [], {}))
    assert found.outcome == outcome


def test_inherited_tables_are_merged(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(
        "plugins:\n  gen-files: {}\nmarkdown_extensions:\n  toc: {separator: _}\n  attr_list:\n",
        encoding="utf-8",
    )
    (tmp_path / "mkdocs.yml").write_text(
        "INHERIT: !ENV [BASE, base.yml]\nmarkdown_extensions:\n  toc: {permalink: true}\n",
        encoding="utf-8",
    )
    config = read_mkdocs_config(tmp_path)
    assert config.generates_pages
    assert config.has("attr_list")
    assert config.option("toc", "separator") == "_"
