"""Addresses besides the docs': what may exist, and what the configuration rules out."""

from pathlib import Path

import pytest

from runbookc.config import Settings
from runbookc.dialects import detect_dialect
from runbookc.dialects.docusaurus import DocusaurusDialect
from runbookc.linking.symbols import Symbols
from runbookc.model import Page

PLAIN = "module.exports = {presets: [['classic', {}]]%s};\n"
FILES = {
    "blog/2024-03-05-first.md": "# First\n",
    "blog/2024/03/06/second/index.md": "# Second\n",
    "blog/third.mdx": "---\ntitle: x\nslug: '/own/slug'\n---\n# slug: no\n",
    "src/pages/help.tsx": "",
    "src/pages/_part.tsx": "",
    "static/tool.html": "",
    "docs/01-tasks/_category_.yml": "label: Daily tasks\nlink:\n  type: generated-index\n",
}


def outcome(root: Path, target: str, config: str = "", *, page: str = "docs/a.md") -> str:
    (root / "docusaurus.config.js").write_text(PLAIN % config)
    (root / "sidebars.js").write_text("module.exports = {a: [{label: 'By hand', items: []}]}\n")
    docs = detect_dialect(root, Settings())
    assert isinstance(docs, DocusaurusDialect)
    docs.take_note(list(FILES), lambda path: FILES[path].encode())
    paths = ("docs/a.md", "docs/b.md")
    pages = [
        Page(path=path, url=docs.place(path, {}).url, dialect="docusaurus", title=path)
        for path in paths
    ]
    table = Symbols(pages, [path for path in FILES if not path.endswith((".md", ".mdx"))], {})
    return docs.resolve(target, docs.place(page, {}), table).outcome


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/blog", "other"),
        ("/blog/2024/03/05/first", "other"),
        ("/blog/2024/03/06/second", "other"),
        ("/blog/own/slug", "other"),
        ("/blog/third", "missing"),
        ("/blog/tags/x", "other"),
        ("/blog/rss.xml", "other"),
        ("/blog/2024/03/05/other", "missing"),
        ("/help", "other"),
        ("/_part", "missing"),
        ("/tool", "other"),
        ("/tool.html", "asset"),
        ("/anything", "missing"),
        ("/docs/category/by-hand", "other"),
        ("/docs/category/daily-tasks", "other"),
        ("/docs/category/by-hand-1", "other"),
        ("/docs/category/other", "missing"),
        ("/docs/tags/x", "other"),
    ],
)
def test_where_all_plugins_are_known(tmp_path: Path, target: str, expected: str) -> None:
    assert outcome(tmp_path, target) == expected


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (", plugins: ['@docusaurus/plugin-ideal-image']", "missing"),
        (", plugins: [null, ['docusaurus-plugin-sass', {}]]", "missing"),
        (", plugins: ['./plugins/pages']", "other"),
        (", plugins: [makePages]", "other"),
        (", plugins: [process.env.CI && 'x']", "other"),
        (", plugins: more()", "other"),
        (", plugins: [function pages() { return {}; }]", "other"),
    ],
)
def test_a_plugin_that_is_not_known_may_publish_anything(
    tmp_path: Path, config: str, expected: str
) -> None:
    assert outcome(tmp_path, "/anything", config) == expected
    assert outcome(tmp_path, "/docs/gone", config) == "missing"


def test_where_redirects_are_computed_an_address_may_lead_on(tmp_path: Path) -> None:
    plugins = "plugins: [['@docusaurus/plugin-client-redirects', {createRedirects: f}]]"
    assert outcome(tmp_path, "/docs/was", f", onBrokenLinks: 'warn', {plugins}") == "other"
    assert outcome(tmp_path, "./was.md", f", onBrokenLinks: 'warn', {plugins}") == "missing"
    # Where it stops the build, Docusaurus itself lets no link lead to such an address.
    assert outcome(tmp_path, "/docs/was", f", onBrokenLinks: 'throw', {plugins}") == "missing"


def test_addresses_of_other_languages(tmp_path: Path) -> None:
    config = ", i18n: {defaultLocale: 'en', locales: ['en', 'de']}"
    targets = ("/de/docs/b", "/de/docs/gone", "/de/help", "/fr/docs/b")
    found = [outcome(tmp_path, target, config) for target in targets]
    assert found == ["other", "missing", "other", "missing"]


@pytest.mark.parametrize(
    ("base", "expected"),
    [("'/'", "missing"), ("`/${name}/`", "page"), ("process.env.BASE", "other")],
)
def test_a_base_from_elsewhere(tmp_path: Path, base: str, expected: str) -> None:
    config = f", baseUrl: {base}}};\nconst name = 'site';\nconst more = {{"
    assert outcome(tmp_path, "/site/docs/b", config) == expected
    assert outcome(tmp_path, "/site/docs/gone", config) == "missing"


def test_a_page_of_another_plugin_is_no_file_to_link_to(tmp_path: Path) -> None:
    options = "{id: 'more', path: 'docs/more', routeBasePath: 'more'}"
    config = f", plugins: [['@docusaurus/plugin-content-docs', {options}]]"
    found = [
        outcome(tmp_path, target, config, page="docs/more/c.md")
        for target in ("../b.md", "@site/docs/b.md", "/docs/b")
    ]
    assert found == ["missing", "asset", "page"]
