"""Docusaurus: addresses, versions, links."""

import json
from pathlib import Path

import pytest

from runbookc.config import Settings
from runbookc.dialects import Placement, detect_dialect
from runbookc.dialects.docusaurus import DocusaurusDialect
from runbookc.dialects.docusaurus_config import docusaurus_config
from runbookc.linking.symbols import Symbols
from runbookc.model import Page
from runbookc.parsing import parse
from runbookc.source import decode


def dialect(text: str = "") -> DocusaurusDialect:
    return DocusaurusDialect(docusaurus_config(text), Settings())


@pytest.mark.parametrize(
    ("path", "front_matter", "url"),
    [
        ("docs/01-intro.md", {}, "/docs/intro"),
        ("docs/02-guide/03_setup.mdx", {}, "/docs/guide/setup"),
        ("docs/2024-01-02-notes.md", {}, "/docs/2024-01-02-notes"),
        ("docs/8.0-release.md", {}, "/docs/8.0-release"),
        ("docs/guide/index.md", {}, "/docs/guide/"),
        ("docs/guide/README.md", {}, "/docs/guide/"),
        ("docs/guide/Guide.md", {}, "/docs/guide/"),
        ("docs/guide/a.md", {"id": "b"}, "/docs/guide/b"),
        ("docs/guide/a.md", {"slug": "/top"}, "/docs/top"),
        ("docs/guide/a.md", {"slug": "side"}, "/docs/guide/side"),
        ("docs/guide/a.md", {"slug": "../up"}, "/docs/up"),
        ("docs/introduction.md", {"slug": "/"}, "/docs/"),
        ("src/pages/about.md", {}, "/about"),
    ],
)
def test_addresses(path: str, front_matter: dict[str, str], url: str) -> None:
    assert dialect().place(path, front_matter).url == url


def test_trailing_slash_and_route() -> None:
    text = (
        "module.exports = {presets: [['classic', {docs: {routeBasePath: '/'}}]], trailingSlash: %s}"
    )
    assert dialect(text % "true").place("docs/a.md", {}).url == "/a/"
    assert dialect(text % "false").place("docs/b/index.md", {}).url == "/b"
    assert dialect(text % "undefined").place("docs/index.md", {}).url == "/"


def test_kinds_of_admonitions_that_the_configuration_adds() -> None:
    docs = "{admonitions: {keywords: ['note', 'paid']}}"
    told = dialect(f"export default {{presets: [['classic', {{docs: {docs}}}]]}}")
    page, _ = decode("docs/a.md", b":::paid\nText\n:::\n")
    assert not parse(page, told).diagnostics
    assert [item.code for item in parse(page, dialect()).diagnostics] == ["SRC003"]


def test_versions_and_several_plugins(tmp_path: Path) -> None:
    (tmp_path / "docusaurus.config.ts").write_text(
        """export default {
          presets: [['@docusaurus/preset-classic', {docs: {versions: {current: {path: 'dev'}}}}]],
          plugins: [['@docusaurus/plugin-content-docs',
                     {id: 'vault', path: 'vault', routeBasePath: 'v'}]],
        };"""
    )
    (tmp_path / "versions.json").write_text(json.dumps(["8.0", "7.5"]))
    found = detect_dialect(tmp_path, Settings())
    assert isinstance(found, DocusaurusDialect)
    places = {
        path: found.place(path, {})
        for path in (
            "docs/a.md",
            "versioned_docs/version-8.0/a.md",
            "versioned_docs/version-7.5/a.md",
            "vault/a.md",
        )
    }
    assert [(place.url, place.version) for place in places.values()] == [
        ("/docs/dev/a", "current"),
        ("/docs/a", "8.0"),
        ("/docs/7.5/a", "7.5"),
        ("/v/a", None),
    ]
    assert not found.is_page("versioned_docs/version-8.0/_part.mdx")
    assert not found.is_page("docs/_partials/part.md")
    assert not found.is_page("blog/a.md")


PAGES = ["docs/guide/index.md", "docs/guide/a.md", "docs/b.md", "docs/x/c.mdx"]
FILES = ["static/img/p.png", "docs/guide/f.pdf", "static/f.zip"]


@pytest.mark.parametrize(
    ("target", "outcome", "path"),
    [
        ("./a.md", "page", "docs/guide/a.md"),
        ("a.md#x", "page", "docs/guide/a.md"),
        ("b.md", "page", "docs/b.md"),
        ("/b.md", "page", "docs/b.md"),
        ("/docs/b.md", "page", "docs/b.md"),
        ("@site/docs/b.md", "page", "docs/b.md"),
        ("./b.md", "missing", None),
        ("/docs/b", "page", "docs/b.md"),
        ("/base/docs/b", "page", "docs/b.md"),
        ("../b", "page", "docs/b.md"),
        ("../docs/x/c/", "missing", None),
        ("/docs/x/c/?q=1", "page", "docs/x/c.mdx"),
        ("/docs/guide", "page", "docs/guide/index.md"),
        ("/docs/none", "missing", None),
        ("/docs/category/setup", "other", None),
        ("/blog/x", "other", None),
        ("/f.zip", "asset", "static/f.zip"),
        ("./f.pdf", "asset", "docs/guide/f.pdf"),
        ("./g.pdf", "missing", None),
        ("pathname:///f.zip", "other", None),
        ("../../../x.md", "outside-root", None),
        ("./A.md", "page", "docs/guide/a.md"),
    ],
)
def test_links(target: str, outcome: str, path: str | None) -> None:
    docs = dialect("module.exports = {baseUrl: '/base/', title: 'x'}")
    pages = []
    for page in PAGES:
        place = docs.place(page, {})
        pages.append(Page(path=page, url=place.url, dialect="docusaurus", title=page))
    source = docs.place("docs/guide/index.md", {})
    found = docs.resolve(target, source, Symbols(pages, FILES, {}))
    assert (found.outcome, found.path) == (outcome, path)
    assert found.case_only is (target == "./A.md")


def test_images_come_from_static_folders() -> None:
    docs, symbols = dialect(), Symbols([], FILES, {})
    source = Placement("docs/guide/a.md", "/docs/guide/a")
    assert docs.resolve("/img/p.png", source, symbols, image=True).path == "static/img/p.png"
    assert docs.resolve("/img/q.png", source, symbols, image=True).asset


CONFIG = """export default {
  baseUrl: '/base/',
  presets: [['classic', {docs: {routeBasePath: '/'}, blog: {routeBasePath: '/news'}}]],
  plugins: [
    ['@docusaurus/plugin-client-redirects',
     {redirects: [{from: '/old', to: '/b'}, {from: ['/o1', '/o2'], to: '/b'}]}],
    ['docusaurus-plugin-typedoc', {out: 'docs/api'}],
    ['docusaurus-plugin-openapi-docs', {config: {shop: {outputDir: 'docs/shop'}}}],
  ],
};"""
MADE_FILES = ["src/pages/help.tsx", "static/tool.html", "docs/x/_category_.json"]


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("/old", "other"),
        ("/o2", "other"),
        ("/news/2024/a", "other"),
        ("/category/x", "other"),
        ("/tags/x", "other"),
        ("/side", "other"),
        ("/from-category", "other"),
        ("/help", "other"),
        ("/tool", "other"),
        ("/base/b", "page"),
        ("/base/img/p.png", "asset"),
        ("/{version}/b", "other"),
        ("/gone", "missing"),
        ("/x/gone", "missing"),
    ],
)
def test_pages_that_no_markdown_file_makes(tmp_path: Path, target: str, outcome: str) -> None:
    (tmp_path / "docusaurus.config.js").write_text(CONFIG)
    (tmp_path / "sidebars.js").write_text("x = {link: {type: 'generated-index', slug: '/side/'}}")
    docs = detect_dialect(tmp_path, Settings())
    category = b'{"link": {"type": "generated-index", "slug": "/from-category"}}'
    docs.take_note(MADE_FILES, lambda path: category)
    page = Page(
        path="docs/b.md", url=docs.place("docs/b.md", {}).url, dialect="docusaurus", title="b"
    )
    table = Symbols([page], [*MADE_FILES, "static/img/p.png"], {})
    assert docs.resolve(target, docs.place("docs/b.md", {}), table).outcome == outcome


def test_folders_that_plugins_fill_are_not_missing() -> None:
    text = CONFIG.replace("routeBasePath: '/'", "routeBasePath: 'docs'")
    docs = dialect(text)
    source, table = docs.place("docs/b.md", {}), Symbols([], [], {})
    outcomes = {
        target: docs.resolve(target, source, table).outcome
        for target in ("/docs/api/modules/x", "/docs/shop/y", "/docs/apis/x")
    }
    assert list(outcomes.values()) == ["other", "other", "missing"]


def test_what_lies_outside_the_project_is_not_missing(tmp_path: Path) -> None:
    (tmp_path / "docusaurus.config.js").write_text(
        "module.exports = {presets: [['classic', {docs: {path: '../docs'}}]]}"
    )
    (tmp_path / "versions.json").write_text('["8.0", "7.5"]')
    docs = detect_dialect(tmp_path, Settings())
    source, table = docs.place("versioned_docs/version-8.0/a.md", {}), Symbols([], [], {})
    outcomes = [
        docs.resolve(target, source, table).outcome
        for target in ("/docs/next/a", "/docs/gone", "/docs/7.5/gone")
    ]
    assert outcomes == ["other", "missing", "missing"]


def test_a_site_in_a_folder_of_its_own_beside_the_docs(tmp_path: Path) -> None:
    site = tmp_path / "website"
    site.mkdir()
    (site / "docusaurus.config.js").write_text(
        "module.exports = {presets: [['classic', {docs: {path: '../docs'}}]]}\n"
    )
    (site / "versions.json").write_text('["8.0"]')
    docs = detect_dialect(tmp_path, Settings())
    paths = ["docs/a.md", "website/versioned_docs/version-8.0/a.md", "website/src/pages/help.md"]
    urls = {path: docs.place(path, {}).url for path in paths}
    assert list(urls.values()) == ["/docs/next/a", "/docs/a", "/help"]
    assert all(map(docs.is_page, paths))
    assert not docs.is_page("website/blog/a.md")
    assert not docs.is_page("README.md")
    pages = [
        Page(path=path, url=url, dialect="docusaurus", title=path) for path, url in urls.items()
    ]
    table = Symbols(pages, ["website/static/img/p.png"], {})
    found = [
        docs.resolve(target, docs.place("docs/a.md", {}), table, image=target.endswith("png"))
        for target in ("/docs/a", "/img/p.png", "@site/src/pages/help.md", "@site/../docs/a.md")
    ]
    assert [item.path for item in found] == [
        paths[1],
        "website/static/img/p.png",
        paths[2],
        paths[0],
    ]


def test_a_configuration_at_the_root_comes_first(tmp_path: Path) -> None:
    (tmp_path / "website").mkdir()
    (tmp_path / "website/docusaurus.config.js").write_text("module.exports = {}")
    (tmp_path / "mkdocs.yml").write_text("site_name: x")
    assert detect_dialect(tmp_path, Settings()).name == "mkdocs"


def test_docs_plugins_that_are_computed_from_a_list() -> None:
    text = """
    const docs = [
      {id: 'a', path: 'docs/a', routeBasePath: '/a'}, {id: 'b', path: 'b', routeBasePath: 'b'},
    ];
    const site = {title: 'x', baseUrl: '/'};
    const presets = [['classic', {docs: false}]];
    module.exports = {...site, plugins: [...docs.map(plugin)], presets};
    """
    found = dialect(text)
    assert [found.place(path, {}).url for path in ("docs/a/x.md", "b/y.md")] == ["/a/x", "/b/y"]
