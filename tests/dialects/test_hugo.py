"""Hugo's pages, addresses, links and anchors, compared with what Hugo itself builds."""

from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.linking import Project
from runbookc.pipeline import compile_project
from tests.dialects.hugo_site import Site, is_installed

CONFIG = """\
baseURL = "https://docs.vendor.com/"
title = "Guard"
disableKinds = ["rss", "sitemap"]
"""

FILES = {
    "hugo.toml": CONFIG,
    "static/img/map.png": "x",
    "content/_index.md": "---\ntitle: Home\n---\n[guard](guard/8.0/) [old](/guard/old/)\n",
    "content/guard/_index.md": "---\ntitle: Guard\naliases: [/shield/]\n---\n[in](8.0/install/)\n",
    "content/guard/8.0/install.md": """\
---
title: Install
aliases: [/setup/, former, ../earlier]
---
# Install the Server
## Install the Server
## Über `code` & *words* [link](../upgrade/)
## Named {#by-hand}
## हिन्दी 🚀 Rocket — 2.0
## ???
## snake_case  twice "quoted" a/b:c

By address: [good](../upgrade/), [without slash](../upgrade), [place](../upgrade/#steps),
[wrong place](../upgrade/#nothing), [up too much](../../upgrade/), [root](/guard/8.0/upgrade/),
[wrong](/guard/8.0/gone/), [self](#install-the-server-1), [not here](#install-the-server-2),
[hand](#by-hand), [umlaut](#über-code--words-link), [encoded](#%C3%BCber-code--words-link).

By file: [as on disk](upgrade.md), [from below](../upgrade.md).

By shortcode: [ref]({{< ref "upgrade.md" >}}), [ref place]({{< ref "upgrade.md#steps" >}}),
[relref]({{< relref "/guard/8.0/upgrade" >}}), [percent]({{% relref "bundle" %}}),
[after]({{< relref "upgrade" >}}#steps), [named][reference].

Files: ![map](/img/map.png), ![beside](beside.png), ![gone](/img/gone.png),
[lists](/guard/), [redirected](/setup/), [alias](/guard/8.0/former/), [above](/guard/earlier/),
[section](/shield/), [upper](/Guard/8.0/upgrade/).

[reference]: {{< ref "bundle/index.md" >}}
""",
    "content/guard/8.0/upgrade.md": "---\ntitle: U\n---\n## Steps\n[i](../install/) [b](../b/)\n",
    "content/guard/8.0/beside.png": "x",
    "content/guard/8.0/bundle/index.md": (
        '+++\ntitle = "Bundle"\nslug = "parcel"\n+++\n![in](in.png) [out](../install/) [x](x.pdf)\n'
    ),
    "content/guard/8.0/bundle/in.png": "x",
    "content/guard/8.0/My Page & More.md": "---\ntitle: More\n---\n[u](../upgrade/)\n",
    "content/guard/8.0/UPPER_Case.md": "---\ntitle: Upper\n---\n[u](../upgrade/)\n",
    "content/guard/8.0/README.md": "---\ntitle: Readme\n---\n[u](../upgrade/)\n",
    "content/guard/8.0/moved.md": "---\ntitle: M\nurl: /elsewhere/page/\n---\n[u](../upgrade/)\n",
    "content/guard/8.0/named.md": "---\ntitle: N\nslug: given-name\n---\n[m](/elsewhere/page/)\n",
}


def write(root: Path, files: dict[str, str]) -> Project:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return compile_project(root, load_settings(root)).project


def reported(project: Project, path: str) -> set[str]:
    """The targets of a page that are reported, as written."""
    page = project.page(path)
    assert page
    fine = ("ok", "unchecked")
    wrong_case = [link.target for link in page.links if link.status not in fine]
    return set(wrong_case)


needs_hugo = pytest.mark.skipif(not is_installed(), reason="Hugo is not installed")


@needs_hugo
def test_what_is_broken_is_what_is_broken_on_the_site(tmp_path: Path) -> None:
    project = write(tmp_path, FILES)
    site = Site(tmp_path)
    assert project.dialect.name == "hugo"
    for page in project.pages:
        assert reported(project, page.path) == site.broken(page.url), page.path
    install = reported(project, "content/guard/8.0/install.md")
    assert "upgrade.md" in install and "/guard/8.0/gone/" in install and len(install) == 9


@needs_hugo
def test_anchors_are_those_of_the_site(tmp_path: Path) -> None:
    project = write(tmp_path, FILES)
    page = project.page("content/guard/8.0/install.md")
    assert page
    assert {heading.anchor for heading in page.headings} == Site(tmp_path).ids(page.url)


@needs_hugo
@pytest.mark.parametrize(
    "change",
    [
        "disablePathToLower = true\n",
        "uglyURLs = true\n",
        'defaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n',
        "defaultContentLanguageInSubdir = true\n[languages.en]\nweight = 1\n[languages.de]\n",
    ],
)
def test_pages_are_published_where_hugo_publishes_them(tmp_path: Path, change: str) -> None:
    files = {
        "content/_index.md": "---\ntitle: Home\n---\n",
        "content/Guard/Install Me.md": "---\ntitle: Install\n---\n",
        "content/Guard/install.de.md": "---\ntitle: Install\n---\n",
        "content/Guard/bundle/index.md": "---\ntitle: Bundle\n---\n",
    }
    project = write(tmp_path, {**files, "hugo.toml": CONFIG + change})
    site = Site(tmp_path)
    for page in project.pages:
        assert not site.broken(page.url), page.url


def test_the_suggestion_is_an_address_that_works(tmp_path: Path) -> None:
    project = write(tmp_path, FILES)
    page = project.page("content/guard/8.0/install.md")
    assert page
    nearest = {link.target: link.nearest for link in page.links if link.nearest}
    # As the author counts: from the page, and from the root only where the target began there.
    assert nearest["upgrade.md"] == "../upgrade/"


@needs_hugo
def test_a_suggestion_from_another_folder_leads_there_on_the_site(tmp_path: Path) -> None:
    files = {
        "hugo.toml": CONFIG,
        "content/_index.md": "---\ntitle: H\n---\n[a](agent-certs.md)\n",
        "content/guard/start.md": "---\ntitle: S\n---\n[b](custom-certs.md) [c](/custom-certs/)\n",
        "content/guard/agent/agent-certs.md": "---\ntitle: A\n---\n",
        "content/guard/agent/custom-certs.md": "---\ntitle: C\n---\n[d](../../satrt/)\n",
    }
    project = write(tmp_path, files)
    links = {link.target: (page.path, link) for page in project.pages for link in page.links}
    nearest = {target: link.nearest for target, (_, link) in links.items()}
    assert nearest == {
        "agent-certs.md": "guard/agent/agent-certs/",
        "custom-certs.md": "../agent/custom-certs/",
        "/custom-certs/": "/guard/agent/custom-certs/",
        "../../satrt/": "../../start/",
    }
    mended = dict(files)
    for target, (path, link) in links.items():
        mended[path] = mended[path].replace(f"({target})", f"({link.nearest})")
    project = write(tmp_path, mended)
    site = Site(tmp_path)
    assert not any(site.broken(page.url) for page in project.pages)


def test_shortcodes_are_left_alone(tmp_path: Path) -> None:
    text = """\
---
title: T
---
{{< note >}}
Read this.
{{< /note >}}

[a]({{< param "host" >}}/x) [b]({{% docs-url "x" %}}) ![c]({{< asset "y" >}})
`[d]({{< ref "nope" >}})`

```md
[e]({{< ref "nope" >}})
```

[f]({{< ref "nope" >}})
"""
    project = write(tmp_path, {"hugo.toml": CONFIG, "content/a.md": text})
    assert reported(project, "content/a.md") == {'{{< ref "nope" >}}'}
    page = project.page("content/a.md")
    link = page.links[-1] if page else None
    assert link and link.span.line == 15
    assert (link.target_span.column, link.target_span.end_column) == (5, 23)


def test_a_hook_of_the_site_may_resolve_files(tmp_path: Path) -> None:
    hook = "layouts/_markup/render-link.html"
    project = write(tmp_path, {**FILES, hook: "<a href='{{ .Destination }}'>{{ .Text }}</a>"})
    assert "upgrade.md" not in reported(project, "content/guard/8.0/install.md")
    assert "/guard/8.0/gone/" in reported(project, "content/guard/8.0/install.md")


def test_a_theme_that_is_not_there_may_publish_files(tmp_path: Path) -> None:
    files = {**FILES, "hugo.toml": 'theme = "calm"\n' + CONFIG}
    project = write(tmp_path, files)
    assert "/img/gone.png" not in reported(project, "content/guard/8.0/install.md")


def test_versions_come_from_folders(tmp_path: Path) -> None:
    project = write(tmp_path, FILES)
    page = project.page("content/guard/8.0/install.md")
    assert page and (page.product, page.version) == ("guard", "8.0")
