"""The built site: every link in it leads somewhere, it asks no other host, it fits a phone."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from runbookc.backends.blocks_html import block_style
from runbookc.config import ConfigError, load_settings
from runbookc.mkdocs_plugin import build_site, theme
from runbookc.pipeline import Compilation, compile_project
from runbookc.source.output_file import OutputFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

UPGRADE = """---
title: Upgrade
description: How to "upgrade" & more.
sidebar_position: 1
---

# Upgrade Procedure

See [the notes](notes.md#known-problems), [nothing](gone.md) and [the map](map.svg).

![Map](map.svg)

## Procedure for 1.0 to 2.0

Follow the steps to upgrade from Thing 1.0 to Thing 2.0.

:::danger
Do not <script>alert(1)</script> stop.
:::

**Step 1 –** Run this.

```powershell
Get-Service -Name "Thing.With.A.Very.Long.Name" | Restart-Service -PassThru -Verbose -Confirm:$false
```

**Step 2 –** Look at this table.

| One | Two | Three | Four | Five | Six |
| --- | --- | --- | --- | --- | --- |
| aaaaaaaaaaaaaaaa | bbbbbbbbbbbbbbbbbb | cccccccccccccccc | ddddddddddddd | eeeeeeeee | fffff |

![Chart](https://example.com/chart.png) <img src="https://example.com/x.png" onerror="alert(1)">
"""
NOTES = """# Notes

A path: `C:\\Program Files\\Vendor\\Product With A Long Name\\bin\\another-folder\\program.exe`

## Known Problems

None. <details><summary>More</summary> text </details> {{ config.site_name }}
"""
MKDOCS = """site_name: Things & more
docs_dir: docs
site_dir: out
theme: runbookc
use_directory_urls: false
site_url: https://docs.example.com/
plugins:
  - runbookc:
      runbooks: false
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for version in ("1.0", "2.0"):
        folder = root / "docs" / "thing" / version
        folder.mkdir(parents=True)
        (folder / "upgrade.md").write_text(UPGRADE, encoding="utf-8")
        (folder / "notes.md").write_text(NOTES, encoding="utf-8")
        (folder / "map.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (root / "secret.txt").write_text("not for the site")
    return root


def compiled(root: Path) -> Compilation:
    return compile_project(root, load_settings(root), keep_bodies=True)


def built(root: Path, out: Path, runbooks: Mapping[str, bytes] | None = None) -> Path:
    files = {path: OutputFile(content) for path, content in (runbooks or {}).items()}
    build_site(compiled(root), files, out)
    return out


class Seen(HTMLParser):
    """What a page links to, loads and names."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif values.get("rel") != "canonical":
            self.loads += [values[name] for name in ("src", "href") if name in values]


def pages(out: Path) -> dict[Path, Seen]:
    return {
        path: Seen(path.read_text(encoding="utf-8"))
        for path in out.rglob("*.html")
        if path.name != "404.html"
    }


def assert_sound(out: Path) -> None:
    """No link leads nowhere, no page loads from elsewhere, no id is given twice."""
    seen = pages(out)
    for path, page in seen.items():
        assert page.handlers == []
        assert len(page.ids) == len(set(page.ids)), path
        for url in page.loads:
            assert not urlsplit(url).netloc, f"{path} asks {url}"
        for url in (*page.links, *page.loads):
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path} leads to {url}"
            if parts.fragment and target in seen:
                assert unquote(parts.fragment) in seen[target].ids, f"{path} leads to {url}"


def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(
    project: Path, tmp_path: Path
) -> None:
    out = built(project, tmp_path / "site")
    assert_sound(out)
    assert len([path for path in pages(out) if path.parent.name != "report"]) == 6
    assert not list(out.rglob("secret*"))


def test_content_is_data(project: Path, tmp_path: Path) -> None:
    out = built(project, tmp_path / "site")
    text = (out / "2.0" / "notes.html").read_text(encoding="utf-8")
    assert "{{ config.site_name }}" in text
    upgrade = (out / "2.0" / "upgrade.html").read_text(encoding="utf-8")
    assert "<script>" not in upgrade
    assert '<meta name="description" content="How to &#34;upgrade&#34; &amp; more.">' in upgrade


def test_a_broken_link_is_marked_where_it_stands(project: Path, tmp_path: Path) -> None:
    text = (built(project, tmp_path / "site") / "2.0" / "upgrade.html").read_text(encoding="utf-8")
    assert re.search(r'<span class="broken" title="Broken link[^"]*">nothing</span>', text)
    assert 'id="step-2"' in text
    assert 'class="admonition danger"' in text


def test_versions_lead_to_the_same_page_of_another_version(project: Path, tmp_path: Path) -> None:
    text = (built(project, tmp_path / "site") / "2.0" / "upgrade.html").read_text(encoding="utf-8")
    assert 'href="../1.0/upgrade.html"' in text
    assert '<a href="../2.0/upgrade.html" aria-current="page">' in text


def test_two_builds_are_alike_byte_for_byte(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    first = built(project, tmp_path / "one")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    second = built(project, tmp_path / "two")
    assert "/thing/2.0/upgrade.html</loc>" in (first / "sitemap.xml").read_text(encoding="utf-8")
    for path in sorted(p for p in first.rglob("*") if p.is_file()):
        assert path.read_bytes() == (second / path.relative_to(first)).read_bytes(), path


def test_runbooks_are_copied_as_they_are(project: Path, tmp_path: Path) -> None:
    files = {"thing/thing-1.md": b"# not a page\n", "thing/thing-1.html": b"<p>raw"}
    out = built(project, tmp_path / "site", files)
    for path, content in files.items():
        assert (out / "runbooks" / path).read_bytes() == content


def test_mkdocs_builds_the_same_pages(project: Path, tmp_path: Path) -> None:
    (project / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    build(load_config(str(project / "mkdocs.yml")))
    out = project / "out"
    assert_sound(out)
    handed = tmp_path / "handed"
    build_site(compiled(project), {}, handed)
    for path in sorted(p for p in out.rglob("*.html") if p.is_file()):
        assert path.read_bytes() == (handed / path.relative_to(out)).read_bytes(), path
    assert "<title>Things &amp; more</title>" in (out / "index.html").read_text(encoding="utf-8")


def test_mkdocs_offers_runbooks_for_download(project: Path) -> None:
    (project / "mkdocs.yml").write_text(MKDOCS.replace("runbooks", "pdf"), encoding="utf-8")
    build(load_config(str(project / "mkdocs.yml")))
    out = project / "out"
    assert_sound(out)
    made = sorted(path.name for path in (out / "runbooks" / "thing").iterdir())
    routes = [f"thing-1.0-to-2.0.{format}" for format in ("html", "json", "md")]
    assert made == ["routes-from-1.0.js", "routes.js", *routes]
    for page in ("index.html", "runbooks/index.html", "thing/2.0/upgrade.html"):
        text = (out / page).read_text(encoding="utf-8")
        assert "thing/thing-1.0-to-2.0.html" in text
        assert re.search(r'<span class="size">\d+ KB</span>', text)


def test_an_mkdocs_file_without_the_plugin_gives_title_and_order(
    project: Path, tmp_path: Path
) -> None:
    (project / "mkdocs.yml").write_text(
        "site_name: Old site\ntheme: {name: material}\nplugins: [no-such-plugin]\n"
        "markdown_extensions: [{x: !!python/name:os.system ''}]\n"
        "nav: [{Second: thing/2.0/notes.md}, {First: thing/1.0/notes.md}]\n",
        encoding="utf-8",
    )
    out = built(project, tmp_path / "site")
    pages_built = [path for path in out.rglob("notes.html") if "2.0" in path.parts]
    text = pages_built[0].read_text(encoding="utf-8")
    assert "Old site" in text
    assert text.index(">Second</a>") < text.index(">First</a>")
    assert "<h1>Runbooks</h1>" in (out / "runbooks" / "index.html").read_text(encoding="utf-8")
    assert "<h1>Old site</h1>" in (out / "index.html").read_text(encoding="utf-8")
    assert_sound(out)


def test_a_configuration_that_mkdocs_refuses_is_named(project: Path, tmp_path: Path) -> None:
    (project / "mkdocs.yml").write_text(f"{MKDOCS}no_such: [", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"mkdocs\.yml"):
        build_site(
            compile_project(project / "docs", load_settings(project)),
            {},
            tmp_path / "site",
            config_file=project / "mkdocs.yml",
        )


ODD = """# Odd

[odd](<a b/100% #1.md>) [readme](README.md) [other](m.mdx) [empty](empty.md) [t](templates/t.md)
![i](<a b/p q#.png>) [list](runbooks/index.md)
"""


def test_odd_names_and_pages_with_one_address(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    for folder in ("a b", "templates", "runbooks"):
        (docs / folder).mkdir(parents=True)
    texts = {"index.md": ODD, "README.md": "# Read\n\n[i](index.md)\n", "m.mdx": "# M\n"}
    texts |= {"m.md": "# m\n", "a b/100% #1.md": "# Ünï\n", "empty.md": "", "404.md": "# Mine\n"}
    texts |= {"templates/t.md": "# T\n", "runbooks/index.md": "# Mine\n"}
    texts |= {"deep.md": ">" * 5000 + " deep\n", "meta.md": "---\ntemplate: none.html\n---\nx\n"}
    for name, text in texts.items():
        (docs / name).write_text(text, encoding="utf-8")
    (docs / "a b" / "p q#.png").write_bytes(b"png")
    out = built(tmp_path, tmp_path / "site")
    assert_sound(out)
    written = [path for path in out.rglob("*.html") if path.parent.name != "report"]
    assert len(written) == len(texts)
    assert "Mine" in (out / "runbooks" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_mkdocs_leaves_out_is_not_linked(project: Path) -> None:
    (project / "mkdocs.yml").write_text(f"{MKDOCS}exclude_docs: notes.md\n", encoding="utf-8")
    build(load_config(str(project / "mkdocs.yml")))
    assert_sound(project / "out")
    text = (project / "out" / "thing" / "2.0" / "upgrade.html").read_text(encoding="utf-8")
    assert '<span class="broken"' in text


def test_docs_outside_the_root_are_refused(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    (project / "mkdocs.yml").write_text(
        MKDOCS.replace("runbooks: false", "root: docs/thing/1.0"), encoding="utf-8"
    )
    with pytest.raises(Abort):
        build(load_config(str(project / "mkdocs.yml")))
    assert "docs_dir must be inside the project's root" in caplog.text


def test_a_link_out_of_the_tree_is_not_published(project: Path) -> None:
    (project / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "leak.txt").write_text("not for the site")
    (project / "docs" / "leak.txt").symlink_to(elsewhere / "leak.txt")
    (project / "docs" / "folder").symlink_to(elsewhere)
    build(load_config(str(project / "mkdocs.yml")))
    assert not list((project / "out").rglob("leak*"))


def test_the_theme_folder_holds_the_templates() -> None:
    folder = Path(theme.__file__).parent
    assert {"main.html", "base.html", "404.html", "mkdocs_theme.yml"} <= {
        path.name for path in folder.iterdir()
    }
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "autoescape true" in text
        assert "style=" not in text
        assert "<style" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_a_phone(
    project: Path, tmp_path: Path, browser: "Browser", scheme: str
) -> None:
    out = built(project, tmp_path / "site")
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted(out.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []


def test_the_site_and_the_runbooks_share_the_look_of_the_blocks(
    project: Path, tmp_path: Path
) -> None:
    out = built(project, tmp_path / "site")
    assert (out / "css" / "blocks.css").read_text(encoding="utf-8") == block_style()
    assert "css/blocks.css" in (out / "index.html").read_text(encoding="utf-8")


def test_sources_stand_beside_their_pages_and_are_listed(project: Path, tmp_path: Path) -> None:
    out = built(project, tmp_path / "site")
    assert (out / "2.0" / "upgrade.md").read_text(encoding="utf-8") == UPGRADE
    listed = (out / "llms.txt").read_text(encoding="utf-8")
    assert '- [Upgrade](2.0/upgrade.md): How to "upgrade" & more.' in listed
    for place in re.findall(r"\]\(([^)]+)\)", listed):
        assert (out / place).is_file()


def test_old_addresses_lead_to_the_pages(project: Path, tmp_path: Path) -> None:
    (project / "runbookc.toml").write_text(
        '[redirects]\n"/old/notes/" = "docs/thing/2.0/notes.md#known-problems"\n'
        '"/a.html" = "docs/thing/1.0/notes.md"\n"/../../x" = "docs/thing/1.0/notes.md"\n'
        '"/gone" = "/nowhere"\n',
        encoding="utf-8",
    )
    out = built(project, tmp_path / "site")
    assert_sound(out)
    text = (out / "old" / "notes" / "index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../2.0/notes.html#known-problems"' in text
    assert 'href="1.0/notes.html"' in (out / "a.html").read_text(encoding="utf-8")
    assert not (out / "gone").exists()
    assert not list(tmp_path.glob("**/x/index.html"))
