"""Where files stand on the site: nothing that the docs name gets in the way of anything else."""

from pathlib import Path

import pytest

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.mkdocs_plugin.places import Places
from runbookc.pipeline import compile_project
from runbookc.pipeline.runbooks import runbook_files
from tests.site.test_other_builders import content

ALIASES = (
    "/moved/",
    "/a\\0b/",
    "/css/site.css/x/",
    "/vault/7.5/upgrade.html/x/",
    f"/{'l' * 300}/",
    f"/{'l/' * 600}",
    "/pagefind/pagefind.js/",
    "/sitemap.xml/",
    "/404.html/",
    "/search-index.js/",
    "/runbooks/",
    "/image.svg/x/",
    "/back\\\\slash/",
    "/\\u202egpj/",
)
PAGE = """\
---
title: Upgrade
aliases: [{aliases}]
---

# Upgrade

## Upgrade from Vault 7.4 to 7.5

**Step 1 –** See ![all](../../image.svg), [one](../../js/site.js) and [two](../../search-index.js).

**Step 2 –** See [three](../../runbooks/vault/routes.js) and [four](../../pagefind/pagefind.js).
"""
EVIL = b"alert(1)"
SCRIPTS = ("js/site.js", "search-index.js", "runbooks/vault/routes.js", "pagefind/pagefind.js")


@pytest.mark.parametrize(
    ("uri", "free"),
    [
        ("new/index.html", True),
        ("a.html", False),
        ("a.html/b/index.html", False),
        ("folder", False),
        ("folder/new.html", True),
        ("a/../b.html", False),
        ("/a.html", False),
        ("a\nb.html", False),
        ("a\ud800.html", False),
        ("x" * 256, False),
        ("x/" * 500 + "y", False),
    ],
)
def test_a_place_is_free_where_a_file_can_be_written(uri: str, free: bool) -> None:
    assert Places(["a.html", "folder/page.html"]).is_free(uri) == free


@pytest.fixture(scope="module", params=["data", "mkdocs"])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A project without and with what tries to stand where other files are, as sites."""
    made = []
    for hostile in (False, True):
        root = tmp_path_factory.mktemp("places")
        docs = root / "content"
        (docs / "vault" / "7.5").mkdir(parents=True)
        aliases = ", ".join(f'"{one}"' for one in (ALIASES if hostile else ["/moved/"]))
        (docs / "vault/7.5/upgrade.md").write_text(PAGE.format(aliases=aliases))
        (docs / "index.md").write_text("# Home\n")
        (docs / "image.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        for script in SCRIPTS if hostile else ():
            (docs / script).parent.mkdir(parents=True, exist_ok=True)
            (docs / script).write_bytes(EVIL)
        (root / "runbookc.toml").write_text('dialect = "hugo"\nsources = ["content"]\n')
        if request.param == "mkdocs":
            plugins = "theme: runbookc\nplugins: [runbookc]\n"
            text = f"site_name: Places\ndocs_dir: content\nuse_directory_urls: false\n{plugins}"
            (root / "mkdocs.yml").write_text(text)
        compilation = compile_project(root, load_settings(root), keep_bodies=True)
        build_site(compilation, runbook_files(compilation, pdf=False), root / "site")
        made.append(root / "site")
    return made


def test_names_of_the_docs_neither_stop_the_build_nor_take_a_place(sites: list[Path]) -> None:
    honest, hostile = (set(content(site)) for site in sites)
    assert "moved/index.html" in honest
    assert honest - hostile == set()
    assert {path for path in hostile - honest if not path.startswith("pagefind/")} == set()


def test_no_script_of_the_docs_stands_in_for_one_of_ours(sites: list[Path]) -> None:
    honest, hostile = (content(site) for site in sites)
    assert [path for path, text in hostile.items() if EVIL in text and path.endswith(".js")] == []
    assert {path: hostile[path] for path in ("js/site.js", "search-index.js")} == {
        path: honest[path] for path in ("js/site.js", "search-index.js")
    }
