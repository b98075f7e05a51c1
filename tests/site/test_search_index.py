"""The large search index of a built site: its own pages alone, and where they stand."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

from runbookc.cli import main
from runbookc.mkdocs_plugin.search import names_plugin, planned_search
from runbookc.pipeline.pagefind import Pagefind
from runbookc.pipeline.search_bundles import FOLDER, SearchBundles

PAGES = {
    "docs/demo/1.0/a.md": "# Alpha\n\nThe heliotrope.\n",
    "docs/demo/2.0/a.md": "# Alpha\n\nThe viridian.\n",
    "docs/tool/1.0/b.md": "# Beta\n\nThe ochre.\n",
    "docs/start.md": "# Start\n\nThe magenta.\n",
}
MKDOCS = "site_name: Docs\nplugins: [runbookc]\ntheme:\n  name: {theme}\n"
EXCLUDING = "exclude_docs: demo/1.0/\ndraft_docs: start.md\n"


def project(root: Path, mkdocs: str = "") -> Path:
    for path, text in PAGES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    if mkdocs:
        (root / "mkdocs.yml").write_text(mkdocs, encoding="utf-8")
    return root


def built(root: Path, out: str = "out", *options: str) -> Path:
    command = ["build", "--root", str(root), "--only", "site", "--out", str(root / out)]
    with pytest.raises(SystemExit) as exit_:
        main([*command, *options])
    assert exit_.value.code in (0, None)
    return root / out / "site"


def index(site: Path) -> dict[str, bytes]:
    """The files of the large index."""
    files = (path for path in (site / FOLDER).rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def told(site: Path) -> dict[str, tuple[str, str, str]]:
    """What is told of each page: text, product and title of its scope; by its address."""
    found = {}
    for folder, product, _ in json.loads((site / FOLDER / "bundles.json").read_text("utf-8")):
        bundle = site / FOLDER / folder
        known = json.loads((bundle / "scopes.json").read_text("utf-8"))
        assert set(known["pages"]) == {path.stem for path in (bundle / "fragment").iterdir()}
        for name, (url, scope) in known["pages"].items():
            assert known["scopes"][scope][0] == product
            found[url] = text(bundle, name), product, known["scopes"][scope][2]
    return found


def text(bundle: Path, name: str) -> str:
    content = gzip.decompress((bundle / "fragment" / f"{name}.pf_fragment").read_bytes())
    known: dict[str, Any] = json.loads(content[content.index(b"{") :])
    return str(known["content"])


def said(site: Path) -> str:
    """All that the files of a site say, unpacked."""
    contents = [path.read_bytes() for path in site.rglob("*") if path.is_file()]
    unpacked = (gzip.decompress(one) if one[:2] == b"\x1f\x8b" else one for one in contents)
    return " ".join(one.decode("utf-8", errors="replace") for one in unpacked)


def test_the_index_of_a_site_holds_its_pages_alone(audited: Path) -> None:
    found = told(audited)

    assert found and all((audited / url).exists() for url in found)
    assert not any(url.startswith("runbooks/") for url in found)
    texts = " ".join(content for content, *_ in found.values())
    assert "No power cut" in texts
    assert "As a runbook" not in texts


def test_a_build_tells_where_each_page_stands(tmp_path: Path) -> None:
    found = told(built(project(tmp_path)))

    assert {url: rest for url, (_, *rest) in found.items()} == {
        "demo/1.0/a.html": ["demo", "demo 1.0"],
        "demo/2.0/a.html": ["demo", "demo 2.0"],
        "tool/1.0/b.html": ["tool", "tool 1.0"],
        "start.html": ["", ""],
    }
    assert "viridian" in found["demo/2.0/a.html"][0]


def test_text_that_is_not_published_is_in_no_file(tmp_path: Path) -> None:
    root = project(tmp_path, MKDOCS.format(theme="runbookc") + EXCLUDING)
    site = built(root)

    assert sorted(told(site)) == ["demo/2.0/a/", "tool/1.0/b/"]
    content = said(site)
    assert "viridian" in content
    assert "heliotrope" not in content and "magenta" not in content


def test_a_build_makes_the_bundles_of_changed_products_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Pagefind] = []
    start = Pagefind.start

    def counted(self: Pagefind) -> None:
        started.append(self)
        start(self)

    monkeypatch.setattr(Pagefind, "start", counted)
    site = built(project(tmp_path))
    assert len(started) == 3
    started.clear()
    page = tmp_path / "docs/tool/1.0/b.md"
    page.write_text("# Beta\n\nThe ochre and the [umber](../../start.md).\n", encoding="utf-8")

    built(tmp_path)

    assert len(started) == 1
    assert "umber" in told(site)["tool/1.0/b.html"][0]
    assert index(site) == index(built(tmp_path, "whole", "--no-cache"))


def test_mkdocs_alone_makes_the_same_index(tmp_path: Path) -> None:
    root = project(tmp_path, MKDOCS.format(theme="runbookc") + EXCLUDING)
    site = built(root)

    build_with_mkdocs(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "alone")))

    assert index(root / "alone") == index(site)


def test_another_theme_has_no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SearchBundles, "_bundle", None)

    site = built(project(tmp_path, MKDOCS.format(theme="mkdocs")))

    assert (site / "start" / "index.html").is_file()
    assert not (site / FOLDER).exists()


PLANS = {
    "": "en",
    "site_name: Another\ntheme: material\n": "en",
    "plugins: [runbookc]\ntheme: {name: runbookc, locale: de}\n": "de",
    "plugins: [search, {runbookc: {}}]\ntheme: runbookc\n": "en",
    "plugins: {runbookc: {}}\ntheme: {name: material}\n": None,
    "plugins: [runbookc]\n": None,
    "plugins: [runbookc]\ntheme: [1]\n": None,
    "plugins: [\n": None,
}


@pytest.mark.parametrize("mkdocs", PLANS)
def test_what_is_begun_is_told_from_the_configuration(tmp_path: Path, mkdocs: str) -> None:
    search = planned_search(project(tmp_path, mkdocs), 2)

    assert (search._language if search else None) == PLANS[mkdocs]


def test_a_plan_that_was_wrong_is_mended(tmp_path: Path) -> None:
    root = project(tmp_path, MKDOCS.format(theme="runbookc") + "  locale: !ENV [NONE_SUCH, de]\n")

    site = built(root)

    assert (site / FOLDER / "wasm.de.pagefind").is_file()
    assert len(told(site)) == len(PAGES)


def test_which_plugins_are_ours() -> None:
    assert names_plugin(["search", "runbookc"]) and names_plugin({"runbookc": None})
    assert not names_plugin(None) and not names_plugin(["search"]) and not names_plugin("runbookc")
